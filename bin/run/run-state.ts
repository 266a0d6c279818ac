import type { CataloguePage } from "#helpers/catalogue/index";
import { recordedVersion } from "#helpers/system/checkout";
import type { Config } from "#helpers/system/config";
import type { ChosenVersions } from "#helpers/system/versions";
import { missingInRun, type Skip, skipOf } from "#helpers/verdict/capabilities";
import type { CheckRecord, RunRecord, WorkloadImage } from "#helpers/verdict/record";
import { agreement } from "#reporting/agreement";
import { documentOf, errataOf } from "#reporting/documents";
import { outcomeOfRun } from "#reporting/exit-code";
import { type Failure, failureOf } from "#reporting/failure";
import { reconcile, type Reconciled } from "#reporting/reconcile";
import type { Prepared } from "./dependencies.ts";
import type { FoundCheck } from "./select.ts";
import { type Phase, stateAfterInterruption } from "./interruption.ts";

/** All that is known of a run so far; `record` can be asked at any time, also in the middle of a failure. */
export class RunState {
  phase: Phase = "selecting";
  found: FoundCheck[] = [];
  catalogue: readonly CataloguePage[] = [];
  prepared: Prepared | undefined;
  workloads: WorkloadImage[] | undefined;
  decided: CheckRecord[] = [];
  skippedBySuite = new Set<string>();
  /** Checks whose outcome the console has told before they were decided, because they paused. */
  readonly shown = new Set<string>();
  /** With --repeat: the outcomes of each repeat that is over. */
  private readonly repeats: CheckRecord[][] = [];
  readonly steps: RunRecord["steps"] = [];
  private readonly failures: Failure[] = [];
  private interrupted = false;
  private readonly startedAt = new Date();

  /**
   * @param asked how often the checks are to be run
   * @param filter what is to be run
   */
  constructor(
    private readonly config: Config,
    private readonly asked = 1,
    private readonly filter: NonNullable<RunRecord["filter"]> = { files: [] },
  ) {}

  /** Notes a failure outside any check; one that was told already is not told twice. True when it was new. */
  fail(failure: Failure): boolean {
    if (this.failures.some(({ what, why }) => what === failure.what && why === failure.why)) return false;
    this.failures.push(failure);
    return true;
  }

  /** Runs a step and notes how long it took, whatever came of it. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startedAt = new Date().toISOString();
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.steps.push({ name, ms: Math.round(performance.now() - started), startedAt });
    }
  }

  /** Ends one of several repeats, and returns what came of it. */
  endRepeat(): CheckRecord[] {
    const { checks, failures } = this.reconciled();
    failures.forEach((failure) => this.fail(failure));
    this.repeats.push(checks);
    this.decided = [];
    this.skippedBySuite = new Set();
    return checks;
  }

  /** The pages have come to their end, interrupted or not. */
  pagesEnded({ aborted }: AbortSignal): void {
    // A clean-up that failed was told.
    if (aborted && this.failures.length === 0) this.phase = "cleaned up";
  }

  /** The interruption as a failure that says what is left, and what to do about it. */
  interruption(reason: unknown): Failure {
    this.interrupted = true;
    return { ...failureOf(reason), why: stateAfterInterruption(this.phase, this.config) };
  }

  /** Is there perhaps a cluster that this run made or used? */
  mayHaveCluster(): boolean {
    return this.phase !== "selecting";
  }

  record(): RunRecord {
    const { checks, deselected, failures } = this.outcome();
    const all = [...this.failures, ...failures];
    const { target = this.targetName(), versions = null, dataPlane } = this.prepared ?? {};
    const { versions: chosen, upgradeTo, ...settings } = this.config;
    return {
      schema: "meshproof/v1",
      dataPlane: dataPlane ?? "not known, the target was not prepared",
      target,
      internet: this.config.internet,
      settings: given({ ...settings, ...withoutFolders(chosen, upgradeTo), repeat: this.asked }),
      filter: this.filter,
      startedAt: this.startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      versions,
      ...(this.workloads && { workloads: this.workloads }),
      exitCode: outcomeOfRun({ checks, failures: all }).exitCode,
      failures: all,
      ...(this.asked > 1 && { repeats: { done: this.repeats.length, asked: this.asked } }),
      checks,
      deselected,
      pages: this.pagesOf(checks).map(documentOf),
      // Readers must know them, so that they don't take a typo for the mesh's fault.
      errata: this.pagesOf(checks).flatMap(errataOf),
      steps: this.steps,
    };
  }

  private targetName(): string {
    const { context, cluster } = this.config;
    return context === undefined ? `kind cluster ${cluster}` : `context ${context}`;
  }

  private outcome(): Reconciled {
    const now = this.reconciled();
    if (this.repeats.length === 0) return now;
    // A repeat that was interrupted counts with what it came to.
    const begun = this.decided.length > 0 ? [this.decided] : [];
    return { ...now, failures: [], checks: agreement([...this.repeats, ...begun]) };
  }

  private reconciled(): Reconciled {
    return reconcile(this.found, this.decided, this.skippedBySuite, () => this.whyNotRun(), this.skips());
  }

  /** The checks whose needs the target does not meet; none where it was not prepared. */
  skips(): Map<string, Skip> {
    if (!this.prepared) return new Map();
    const missing = missingInRun(this.prepared.missing, this.config);
    return new Map(
      this.found.flatMap(({ declaration }) => {
        const skip = skipOf(declaration, missing);
        return skip ? [[declaration.id, skip] as const] : [];
      }),
    );
  }

  private pagesOf(checks: CheckRecord[]): CataloguePage[] {
    const pages = new Set(checks.map(({ page }) => page));
    return this.catalogue.filter(({ id }) => pages.has(id));
  }

  private whyNotRun(): string {
    if (this.interrupted) return "the run was interrupted";
    if (this.phase === "checking" || this.phase === "checked") return "its page ended before it";
    const [failure] = this.failures;
    return failure ? `the run failed before it: ${failure.what}` : "the run did not come to it";
  }
}

/** The settings that have a value. */
function given(settings: Record<string, string | number | boolean | undefined>): NonNullable<RunRecord["settings"]> {
  const entries = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

/** The versions as they were chosen; where a checkout lies is nobody else's business. */
function withoutFolders(versions: ChosenVersions, upgradeTo?: string): Record<string, string> {
  const istio = recordedVersion(versions.istio);
  return { ...versions, istio, ...(upgradeTo !== undefined && { upgradeTo: recordedVersion(upgradeTo) }) };
}
