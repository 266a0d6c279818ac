import type { TaskMeta } from "vitest";
import { appliedSoFar, asMutant, type AppliedObject } from "#helpers/kube/applied";
import { HarnessError } from "#helpers/system/errors";
import { withClaimLimits } from "#helpers/verdict/claim-limits";
import type { CheckDeclaration, CheckRecord, MutantOutcome } from "#helpers/verdict/record";
import { withMesh } from "./mesh-use.ts";
import type { DocumentPage } from "./page.ts";

/** A way to break the mesh under a check. */
export interface Mutant<State> {
  /** What is broken, for people: "PeerAuthentication default is PERMISSIVE". */
  name: string;
  /** What the check's failure must then say. */
  failsWith: RegExp;
  /**
   * The object of the page that is missing now, as `AppliedObject` names it. Each object that a page applies has one: a
   * line that nothing misses proves nothing.
   */
  without?: string;
  /** The object of the page that is weaker now: another mode, another port. */
  weakens?: string;
  /** Is it broken only now and then? The check must then say so every time. */
  leaks?: true;
  /** Does it break what other pages stand on, istiod or a shared gateway? None of theirs is then proven meanwhile. */
  alone?: true;
  break(state: State): Promise<unknown>;
  restore(state: State): Promise<unknown>;
}

declare module "vitest" {
  interface TaskMeta {
    meshproofMutants?: MutantOutcome[];
    /** What the page has put on the cluster by then. */
    meshproofApplied?: AppliedObject[];
  }
}

type Outcome = { record: CheckRecord; error?: unknown };

/** On a broken mesh a check is red until its deadline: a short one is enough to see that it stays red. Milliseconds. */
const limitWhileBroken = 1_000;

/**
 * A mesh that is broken for good, or mended, shows it in a few requests. Only what leaks now and then takes as many as
 * the check asks in a run.
 */
const few = 6;

/** A request that is not answered takes as long as it may, and is asked often. Seconds. */
const requestSeconds = 3;

/** Longest that a break, or its undoing, may take to reach the proxies; a restarted istiod takes longest. Milliseconds. */
const propagation = 45_000;

/**
 * Proves that a check can fail: applies each of its mutants on the live mesh, demands nonconformant with the
 * mutant's message, restores the mesh and demands conformant again. The result goes into the test's meta.
 * @throws HarnessError when a mutant survived or the mesh could not be restored
 */
export async function prove<State>(
  meta: TaskMeta,
  declaration: CheckDeclaration,
  mutants: Mutant<State>[],
  page: DocumentPage<State>,
  run: () => Promise<Outcome>,
): Promise<void> {
  meta.meshproofMutants = [];
  const state = await page.ready();
  for (const mutant of mutants) {
    await withMesh(mutant.alone ? "alone" : "shared", async () => {
      const started = performance.now();
      const red = await whileBroken(mutant, state, run);
      const restored = await withClaimLimits({ requests: few }, () =>
        repeat(run, ({ record }) => record.verdict === "conformant"),
      );
      const ms = Math.round(performance.now() - started);
      meta.meshproofMutants!.push(outcomeOf(declaration.id, mutant, red, restored, ms));
      meta.meshproof = restored.record;
    });
  }
  meta.meshproofApplied = appliedSoFar();
  const survivors = meta.meshproofMutants.filter(({ killed }) => !killed);
  if (mutants.length === 0 || survivors.length > 0) {
    throw new HarnessError(`${declaration.id}: ${mutants.length === 0 ? "declares no mutant" : "a mutant survived"}`, {
      why: survivors.map(({ mutant, message }) => `${mutant}: ${message}`).join("; ") || undefined,
      hint: "make the check look closer, or correct the mutant",
    });
  }
}

async function whileBroken<State>(mutant: Mutant<State>, state: State, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    await asMutant(() => mutant.break(state));
    const limits = { within: limitWhileBroken, seconds: requestSeconds, ...(!mutant.leaks && { requests: few }) };
    return await withClaimLimits(limits, async () => {
      const red = await repeat(run, (outcome) => isKilled(mutant, outcome));
      return mutant.leaks ? again(mutant, red, run) : red;
    });
  } finally {
    await asMutant(() => mutant.restore(state));
  }
}

/** How often in a row a check must see what is broken now and then. */
const timesSeen = 3;

/** What leaks now and then must be seen every time: the first outcome that does not is the one that counts. */
async function again<State>(mutant: Mutant<State>, red: Outcome, run: () => Promise<Outcome>): Promise<Outcome> {
  let outcome = red;
  for (let seen = 1; seen < timesSeen && isKilled(mutant, outcome); seen += 1) outcome = await run();
  return outcome;
}

/** Runs the check until it says what is wanted: the change has to reach the proxies first. The last outcome counts. */
async function repeat(run: () => Promise<Outcome>, wanted: (outcome: Outcome) => boolean): Promise<Outcome> {
  const deadline = performance.now() + propagation;
  for (;;) {
    const outcome = await run();
    if (wanted(outcome) || performance.now() >= deadline) return outcome;
  }
}

function isKilled<State>({ failsWith }: Mutant<State>, { record }: Outcome): boolean {
  return record.verdict === "nonconformant" && failsWith.test(messageOf(record));
}

function messageOf({ reason, observed, verdict }: CheckRecord): string {
  return [reason, observed].filter(Boolean).join("\n") || verdict;
}

function outcomeOf<State>(
  check: string,
  mutant: Mutant<State>,
  red: Outcome,
  restored: Outcome,
  ms: number,
): MutantOutcome {
  const killed = isKilled(mutant, red) && restored.record.verdict === "conformant";
  return {
    check,
    mutant: mutant.name,
    ...(mutant.without && { without: mutant.without }),
    ...(mutant.weakens && { weakens: mutant.weakens }),
    failsWith: mutant.failsWith.source,
    verdict: red.record.verdict,
    message: messageOf(red.record),
    restored: restored.record.verdict,
    ms,
    killed,
  };
}
