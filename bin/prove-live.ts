import { startVitest } from "vitest/node";
import type { Reporter, TestCase } from "vitest/node";
import { markBroken } from "#fixtures/cluster/stamp";
import type { AppliedObject } from "#helpers/applied";
import { type Config, readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { Kube } from "#helpers/kube";
import { projectDir } from "#helpers/paths";
import type { MutantOutcome } from "#helpers/verdict";
import type { Failure } from "#reporting/failure";
import { duration } from "#reporting/layout";
import { type Page, pages } from "../suites/pages.ts";
import { onCluster } from "./main.ts";
import { prepareTarget } from "./prepare.ts";
import { unknownObjects, unmissed } from "./prove-objects.ts";
import { proveLine } from "./prove-text.ts";
import { watchLeftovers } from "./run/leftovers.ts";
import { runPages } from "./run/schedule.ts";
import { whatIsLeft } from "./run/what-is-left.ts";

/** Longest that all mutants of one check may take: breaking, red, restoring, green. Milliseconds. */
const patience = 300_000;

/** What the live mesh showed. */
export interface LiveProof {
  outcomes: MutantOutcome[];
  /** Checks that failed though their mutants were killed, and what failed outside of them. */
  problems: string[];
  /** What the proof left behind on the cluster. */
  leftovers: Failure | undefined;
}

/** Prints each mutant's end as it comes, and keeps them. */
class MutantReporter implements Reporter {
  readonly outcomes: MutantOutcome[] = [];
  readonly problems: string[] = [];
  /** What the page that is proven now puts on the cluster. */
  applied: AppliedObject[] = [];
  /** The check under which the mesh may be broken right now. */
  current: string | undefined;

  onTestCaseReady(test: TestCase): void {
    this.current = test.meta().meshproofDeclaration?.id ?? test.fullName;
  }

  onTestCaseResult(test: TestCase): void {
    const { meshproofMutants = [], meshproofDeclaration } = test.meta();
    const { state, errors } = test.result();
    this.current = undefined;
    if (state === "skipped") return;
    this.outcomes.push(...meshproofMutants);
    this.applied.push(...(test.meta().meshproofApplied ?? []));
    for (const outcome of meshproofMutants)
      console.log(proveLine(`${outcome.check}: ${outcome.mutant} (${duration(outcome.ms)})`, outcome));
    if (state === "failed" && meshproofMutants.every(({ killed }) => killed)) {
      const problem = `${meshproofDeclaration?.id ?? test.fullName}: ${errors?.[0]?.message ?? "failed"}`;
      this.problems.push(problem);
      console.log(`✗ ${problem}`);
    }
  }
}

/**
 * Applies the mutants of the checks on the live mesh: those of a page one after the other, pages that don't meet side by
 * side.
 * @param filter part of a check's id; undefined for all checks. A page's name and a slash, `egress-gateway/`, are all of
 *   that page: what it applies is accounted for then, too
 * @throws HarnessError where the target cannot be prepared, and where the proof is interrupted
 */
export async function proveLive(filter: string | undefined): Promise<LiveProof> {
  const config = readConfig();
  const reporters: MutantReporter[] = [];
  let interruption: AbortSignal | undefined;
  let broken = false;
  try {
    return await onCluster(config.cluster, async (signal, lock) => {
      interruption = signal;
      const { kubeconfig } = await prepareTarget({ config, signal, lock });
      const touched = pages.flatMap(({ touches }) => touches);
      const restored = await markBroken(Kube.connect(kubeconfig));
      const watch = await watchLeftovers(kubeconfig, touched, console.log);
      broken = true;
      const provePage = async ({ name }: Page) => {
        const reporter = new MutantReporter();
        reporters.push(reporter);
        await runMutants(name, filter, reporter);
        // A part of a page's checks does not speak for all that it applies.
        if (filter === undefined || filter === `${name}/`) reporter.problems.push(...deadObjects(name, reporter));
      };
      const concerned = pages.filter(({ name, removesMesh }) => !removesMesh && concerns(filter, name));
      await runPages(
        concerned.map((page) => ({ ...page, checks: page.sections.length })),
        provePage,
      );
      const leftovers = await watch.leftBehind();
      if (filter === undefined || filter.includes("uninstall")) await withoutMesh(provePage);
      const outcomes = reporters.flatMap((reporter) => reporter.outcomes);
      const problems = reporters.flatMap((reporter) => reporter.problems);
      if (!leftovers && problems.length === 0) await restored();
      return { outcomes, problems, leftovers };
    });
  } catch (error) {
    const current = reporters.flatMap((reporter) => reporter.current ?? []);
    throw interruption?.aborted ? interrupted(error, config, broken, current) : error;
  }
}

/** May the filter mean checks of this page? A part of a section's name may be any page's. */
function concerns(filter: string | undefined, page: string): boolean {
  const named = pages.filter(({ name }) => filter?.startsWith(`${name}/`));
  return named.length === 0 || named.some(({ name }) => name === page);
}

/** Last, where the whole is proven or where it is asked for: what is proven then takes the mesh from the cluster. */
async function withoutMesh(provePage: (page: Page) => Promise<void>): Promise<void> {
  process.env.MESHPROOF_UNINSTALL = "1";
  for (const page of pages.filter(({ removesMesh }) => removesMesh)) await provePage(page);
}

/** What the page applies and nothing misses, and names in its mutants that it does not apply. */
function deadObjects(page: string, { applied, outcomes }: MutantReporter): string[] {
  const objects = [...new Map(applied.map((object) => [object.name, object])).values()];
  return [...unmissed(page, objects, outcomes), ...unknownObjects(page, objects, outcomes)];
}

async function runMutants(page: string, filter: string | undefined, reporter: MutantReporter): Promise<void> {
  process.env.MESHPROOF_PROVE = filter ?? "1";
  const vitest = await startVitest("test", [], {
    root: projectDir,
    project: page,
    watch: false,
    reporters: [reporter],
    testTimeout: patience,
  });
  await vitest.close();
  reporter.problems.push(
    ...vitest.state.getUnhandledErrors().map((error) => String((error as Error).message ?? error)),
  );
}

/** Restoring the mesh takes longer than a person waits after Ctrl-C: what is left is said instead. */
function interrupted(cause: unknown, config: Config, broken: boolean, checks: string[]): HarnessError {
  const what = cause instanceof HarnessError ? cause.what : "interrupted";
  if (!broken) {
    return new HarnessError(what, { why: whatIsLeft("preparing", config), hint: "run `npm run prove` again", cause });
  }
  const by = checks.length > 0 ? `as a mutant of ${checks.join(" or ")} breaks it` : "by a mutant";
  return new HarnessError(what, {
    why: `${whatIsLeft("checking", config)}\nthe mesh was not restored: it may still be broken ${by}`,
    hint: "nothing: the next run sees that and makes a new cluster",
    cause,
  });
}
