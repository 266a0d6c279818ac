import path from "node:path";
import { test as base } from "vitest";
import { readRunMode } from "#helpers/system/config";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { withConvergence } from "#helpers/verdict/convergence";
import { withHeld } from "#helpers/verdict/held";
import { withEvidence, writeEvidence } from "#helpers/verdict/evidence";
import { withRecordedAnswers } from "#helpers/verdict/recorded-answers";
import type { Capability } from "#helpers/verdict/capabilities";
import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import { declaredAt } from "./declared-at.ts";
import { Diagnosis } from "./diagnosis.ts";
import { skippedRecord } from "./skip.ts";
import { explain } from "./explain.ts";
import { DocumentPage, type PageScope } from "./page.ts";
import { pauseOn } from "./pause.ts";
import { prove, type Mutant } from "./prove.ts";
import { type Outcome, unlessPodsChanged, unlessRewritten } from "./undecided.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What the check says about itself: there before it runs. */
    meshproofDeclaration?: CheckDeclaration;
    /** Its outcome. */
    meshproof?: CheckRecord;
  }
}

/** What a check says about itself, beside the function that observes the mesh. */
export interface Check<State> {
  /** `<section>/<slug>`; the page's name goes in front. */
  id: string;
  /** The claim, as a sentence that is true of a conformant mesh. */
  claim: string;
  /** Ids of the catalogue blocks it reproduces, without the page's name. */
  blocks: string[];
  /** What the page prints, as facts. */
  prints: string;
  /** Ways to break the mesh under it, each of which must turn it red. */
  breaks: Mutant<State>[];
  errata?: string[];
  /** What it needs of the target, beside what all of its page needs. */
  needs?: Capability[];
}

type Observe<State> = (state: State) => Promise<void>;

export interface PageOptions<Ahead> {
  /** What each of its checks needs of the target. */
  needs?: Capability[];
  /** Makes what the set-up needs and no cluster is needed for (keys, certificates), while the target is looked at. */
  ahead?: () => Promise<Ahead>;
  /** Longest that a check of it may take, where its own steps take long. Milliseconds; a minute unless told. */
  timeout?: number;
  /** Do its own steps replace pods of the mesh, as an upgrade does? Then that is no disturbance; a restart still is. */
  replacesMesh?: true;
}

/**
 * Makes the `documented` function of one page's suites.
 * @param setUp brings about what the page assumes; called once per run, when the first of its checks needs it
 */
export function documentPage<State, Ahead = undefined>(
  page: string,
  setUp: (scope: PageScope, ahead: Ahead) => Promise<State>,
  { needs = [], ahead, replacesMesh, timeout }: PageOptions<Ahead> = {},
) {
  const test = base.extend("page", { scope: "file" }, async ({}, { onCleanup }) => {
    const shared = new DocumentPage(page, (scope, made) => setUp(scope, made as Ahead), { ahead, replacesMesh });
    onCleanup(() => shared.tearDown());
    return shared;
  });

  /** Declares one documented check: data first, then the function that holds the live mesh against it. */
  return function documented(check: Check<State>, observe: Observe<State>): void {
    const declaration = declarationOf(page, check, needs);
    test(
      check.claim,
      { meta: { meshproofDeclaration: declaration }, ...(timeout !== undefined && { timeout }) },
      async ({ page: shared, task, skip, annotate }) => {
        const testEnds = performance.now() + task.timeout;
        const { prove: only } = readRunMode();
        if (only !== undefined && !declaration.id.includes(only)) return skip();
        const left = await skippedRecord(declaration);
        if (left) {
          task.meta.meshproof = left;
          return skip(left.skip?.reason);
        }
        // The set-up belongs to the page, not to the first check that needs it; its failure is told by the check itself.
        await Promise.allSettled([shared.ready()]);
        const run = (diagnosis?: Diagnosis) =>
          runCheck(declaration, async () => observe(await shared.ready()), diagnosis);
        if (only !== undefined) return prove(task.meta, declaration, check.breaks, shared, () => run());
        const outcome = await run(new Diagnosis(shared, declaration, explain, testEnds));
        const { record: undated, error } = await unlessRewritten(shared, await unlessPodsChanged(shared, outcome));
        const setUp = shared.takeSetUpTime();
        const record = { ...undated, ...(setUp && { setUp }) };
        task.meta.meshproof = record;
        if (error === undefined) return;
        await pauseOn(record, error, annotate);
        throw error;
      },
    );
  };
}

function declarationOf(page: string, check: Check<never>, ofPage: Capability[]): CheckDeclaration {
  const needs = [...new Set([...ofPage, ...(check.needs ?? [])])];
  return {
    id: `${page}/${check.id}`,
    page,
    section: check.id.split("/")[0]!,
    title: check.claim,
    blocks: check.blocks.map((block) => `${page}/${block}`),
    prints: check.prints,
    mutants: check.breaks.map(({ name, failsWith }) => ({ name, failsWith: failsWith.source })),
    errata: check.errata ?? [],
    ...(needs.length > 0 && { needs }),
    ...declaredAt(),
  };
}

/** Runs the check's function and turns what it did into a verdict with evidence. */
async function runCheck(
  declaration: CheckDeclaration,
  observe: () => Promise<void>,
  diagnosis?: Diagnosis,
): Promise<Outcome> {
  const evidence = path.join("evidence", declaration.id);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const {
    ended: {
      ended: {
        ended: { outcome, entries },
        answers,
      },
      converged,
    },
    held,
    asked,
  } = await withHeld(() =>
    withConvergence(() => withRecordedAnswers(() => withEvidence(() => diagnosis?.watch(observe) ?? observe()))),
  );
  const ms = Math.round(performance.now() - started - (diagnosis?.ms ?? 0));
  const record = {
    ...declaration,
    ms,
    startedAt,
    finishedAt: new Date().toISOString(),
    evidence,
    ...(converged !== undefined && { converged }),
    ...(held !== undefined && { held }),
    ...(asked !== undefined && { asked }),
  };
  try {
    await writeEvidence(path.join(readRunMode().reportsDir, evidence), entries);
  } catch (cause) {
    const error = new HarnessError(`cannot write the evidence of ${declaration.id}`, {
      why: messageOf(cause),
      hint: "see whether the reports folder can be written to",
      cause,
    });
    return { record: { ...record, verdict: "inconclusive", reason: error.message, hint: error.hint }, error };
  }
  if (outcome.status === "fulfilled") return { record: { ...record, verdict: "conformant", answers } };
  const failed = { ...record, ...explain(outcome.reason) };
  const found = await diagnosis?.finish(failed, outcome.reason);
  const diagnosed = found && { diagnosis: { ...found, ...(diagnosis!.ms > 0 && { ms: diagnosis!.ms }) } };
  return { record: { ...failed, ...diagnosed, finishedAt: new Date().toISOString() }, error: outcome.reason };
}
