import path from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { markBroken } from "#helpers/kube/stamp";
import type { AppliedObject } from "#helpers/kube/applied";
import { type Config, readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { Kube } from "#helpers/kube/client";
import { projectDir } from "#helpers/system/paths";
import type { MutantOutcome } from "#helpers/verdict/record";
import type { Failure } from "#reporting/failure";
import { duration } from "#reporting/layout";
import { pages } from "../suites/pages.ts";
import { onCluster } from "./on-cluster.ts";
import { targetOf } from "#fixtures/targets/index";
import { runSteps } from "./progress.ts";
import { unknownObjects, unmissed } from "./prove-objects.ts";
import { proveLine } from "./prove-text.ts";
import { watchLeftovers } from "./run/leftovers.ts";
import { stateAfterInterruption } from "./run/interruption.ts";
import { openSuites } from "./suites.ts";

/** Longest that all mutants of one check may take: breaking, red, restoring, green. Milliseconds. */
const timeLimit = 300_000;

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
  /** What each page puts on the cluster. */
  readonly applied = new Map<string, AppliedObject[]>();
  /** The checks under which the mesh may be broken right now, by their test. */
  readonly current = new Map<string, string>();

  onTestCaseReady(test: TestCase): void {
    this.current.set(test.id, test.meta().meshproofDeclaration?.id ?? test.fullName);
  }

  onTestCaseResult(test: TestCase): void {
    const { meshproofMutants = [], meshproofDeclaration } = test.meta();
    const { state, errors } = test.result();
    this.current.delete(test.id);
    if (state === "skipped") return;
    this.outcomes.push(...meshproofMutants);
    const page = path.basename(path.dirname(test.module.moduleId));
    this.applied.set(page, [...(this.applied.get(page) ?? []), ...(test.meta().meshproofApplied ?? [])]);
    for (const outcome of meshproofMutants)
      console.log(proveLine(`${outcome.check}: ${outcome.mutant} (${duration(outcome.ms)})`, outcome));
    if (state === "failed" && meshproofMutants.every(({ killed }) => killed))
      this.tell(`${meshproofDeclaration?.id ?? test.fullName}: ${errors?.[0]?.message ?? "failed"}`);
  }

  /** The page's clean-up is told here; a file that cannot be loaded, too. */
  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) this.tell(`${module.relativeModuleId}: ${message}`);
  }

  onTestRunEnd(_modules: unknown, errors: ReadonlyArray<{ message: string }>): void {
    for (const { message } of errors) this.tell(message);
  }

  private tell(problem: string): void {
    this.problems.push(problem);
    console.log(`✗ ${problem}`);
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
  const reporter = new MutantReporter();
  let interruption: AbortSignal | undefined;
  let broken = false;
  try {
    return await onCluster(config.cluster, async (signal, lock) => {
      interruption = signal;
      const { kubeconfig } = await targetOf(config).prepare({ signal, lock, runSteps });
      const touched = pages.flatMap(({ resources }) => resources);
      const restored = await markBroken(Kube.connect(kubeconfig));
      const watch = await watchLeftovers(Kube.connect(kubeconfig), touched, console.log);
      broken = true;
      process.env.MESHPROOF_PROVE = filter ?? "1";
      const options = { root: projectDir, pages, reporter, log: process.stderr, testTimeout: timeLimit };
      const vitest = await openSuites(options);
      const provePages = async (names: string[]) => {
        await vitest.runTestFiles(names.map((name) => path.join(projectDir, "suites", name, "page.test.ts")));
        // A part of a page's checks does not speak for all that it applies.
        for (const name of names.filter((name) => filter === undefined || filter === `${name}/`))
          reporter.problems.push(...deadObjects(name, reporter));
      };
      await provePages(namesOf(({ name, removesMesh }) => !removesMesh && concerns(filter, name)));
      const leftovers = await watch.leftBehind();
      // Last, where the whole is proven or where it is asked for: what is proven then takes the mesh from the cluster.
      process.env.MESHPROOF_UNINSTALL = "1";
      if (filter === undefined || filter.includes("uninstall"))
        await provePages(namesOf(({ removesMesh }) => removesMesh === true));
      await vitest.close();
      const { outcomes, problems } = reporter;
      if (!leftovers && problems.length === 0) await restored();
      return { outcomes, problems, leftovers };
    });
  } catch (error) {
    throw interruption?.aborted ? interrupted(error, config, broken, [...reporter.current.values()]) : error;
  }
}

const namesOf = (wanted: (page: (typeof pages)[number]) => boolean) => pages.filter(wanted).map(({ name }) => name);

/** May the filter mean checks of this page? A part of a section's name may be any page's. */
function concerns(filter: string | undefined, page: string): boolean {
  const named = pages.filter(({ name }) => filter?.startsWith(`${name}/`));
  return named.length === 0 || named.some(({ name }) => name === page);
}

/** What the page applies and nothing misses, and names in its mutants that it does not apply. */
function deadObjects(page: string, { applied, outcomes }: MutantReporter): string[] {
  const objects = [...new Map(applied.get(page)?.map((object) => [object.name, object])).values()];
  return [...unmissed(page, objects, outcomes), ...unknownObjects(page, objects, outcomes)];
}

/** Restoring the mesh takes longer than a person waits after Ctrl-C: what is left is said instead. */
function interrupted(cause: unknown, config: Config, broken: boolean, checks: string[]): HarnessError {
  const what = cause instanceof HarnessError ? cause.what : "interrupted";
  if (!broken) {
    return new HarnessError(what, {
      why: stateAfterInterruption("preparing", config),
      hint: "run `npm run prove` again",
      cause,
    });
  }
  const by = checks.length > 0 ? `as a mutant of ${checks.join(" or ")} breaks it` : "by a mutant";
  return new HarnessError(what, {
    why: `${stateAfterInterruption("checking", config)}\nthe mesh was not restored: it may still be broken ${by}`,
    hint: "nothing: the next run sees that and makes a new cluster",
    cause,
  });
}
