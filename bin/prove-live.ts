import path from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { markBroken } from "#fixtures/cluster/stamp";
import type { AppliedObject } from "#helpers/applied";
import { type Config, readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { Kube } from "#helpers/kube";
import { projectDir } from "#helpers/paths";
import type { MutantOutcome } from "#helpers/verdict";
import type { Failure } from "#reporting/failure";
import { duration } from "#reporting/layout";
import { pages } from "../suites/pages.ts";
import { onCluster } from "./main.ts";
import { prepareTarget } from "./prepare.ts";
import { unknownObjects, unmissed } from "./prove-objects.ts";
import { proveLine } from "./prove-text.ts";
import { watchLeftovers } from "./run/leftovers.ts";
import { whatIsLeft } from "./run/what-is-left.ts";
import { openSuites } from "./suites.ts";

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
 * Applies the mutants of the checks on the live mesh, one after the other.
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
      const { kubeconfig } = await prepareTarget({ config, signal, lock });
      const touched = pages.flatMap(({ touches }) => touches);
      const restored = await markBroken(Kube.connect(kubeconfig));
      const watch = await watchLeftovers(kubeconfig, touched, console.log);
      process.env.MESHPROOF_PROVE = filter ?? "1";
      const vitest = await openSuites({
        root: projectDir,
        pages,
        reporter,
        log: process.stderr,
        testTimeout: patience,
      });
      broken = true;
      // One after the other, each to the end of its clean-up: a page whose inventory holds what another is just removing fails.
      for (const { name } of pages) {
        reporter.applied = [];
        await vitest.runTestFiles([path.join(projectDir, "suites", name, "page.test.ts")]);
        // A part of a page's checks does not speak for all that it applies.
        if (filter === undefined || filter === `${name}/`) reporter.problems.push(...deadObjects(name, reporter));
      }
      await vitest.close();
      const leftovers = await watch.leftBehind();
      if (!leftovers && reporter.problems.length === 0) await restored();
      return { outcomes: reporter.outcomes, problems: reporter.problems, leftovers };
    });
  } catch (error) {
    throw interruption?.aborted ? interrupted(error, config, broken, reporter.current) : error;
  }
}

/** What the page applies and nothing misses, and names in its mutants that it does not apply. */
function deadObjects(page: string, { applied, outcomes }: MutantReporter): string[] {
  const objects = [...new Map(applied.map((object) => [object.name, object])).values()];
  return [...unmissed(page, objects, outcomes), ...unknownObjects(page, objects, outcomes)];
}

/** Restoring the mesh takes longer than a person waits after Ctrl-C: what is left is said instead. */
function interrupted(cause: unknown, config: Config, broken: boolean, check: string | undefined): HarnessError {
  const what = cause instanceof HarnessError ? cause.what : "interrupted";
  if (!broken) {
    return new HarnessError(what, { why: whatIsLeft("preparing", config), hint: "run `npm run prove` again", cause });
  }
  const at = check ? `it may still be broken as a mutant of ${check} breaks it` : "it may still be broken by a mutant";
  return new HarnessError(what, {
    why: `${whatIsLeft("checking", config)}\nthe mesh was not restored: ${at}`,
    hint: "nothing: the next run sees that and makes a new cluster",
    cause,
  });
}
