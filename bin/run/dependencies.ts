import type { Guest } from "#helpers/kube/guest";
import type { Inventory } from "#helpers/kube/inventory";
import type { CataloguePage } from "#helpers/catalogue/index";
import type { Config } from "#helpers/system/config";
import type { Lock } from "#helpers/system/lock-file";
import type { Missing } from "#helpers/verdict/capabilities";
import type { Paused, Versions } from "#helpers/verdict/record";
import type { ConsoleReport } from "#reporting/console";
import type { Emit } from "#reporting/events";
import type { ListedPage } from "../suites.ts";
import type { Filter, TestArgs } from "./args.ts";
import type { Watch } from "./leftovers.ts";
import type { Project } from "./project.ts";
import type { ReadChecks } from "./read-checks.ts";
import type { Selection } from "./select.ts";

/** The target as a run sees it. */
export interface Prepared {
  target: string;
  kubeconfig: string;
  dataPlane: string;
  versions: Versions;
  /** What the target cannot be asked. */
  missing: Missing;
  /** Where the cluster is somebody's: what a run is there. */
  guest?: Guest;
  steps: { name: string; ms: number }[];
}

/** What a run consists of; unit tests give their own, so that none needs a cluster. */
export interface RunDependencies {
  collect(): Promise<ReadChecks>;
  catalogue(): Promise<readonly CataloguePage[]>;
  /** Keeps other runs off the cluster. */
  lock(): Promise<Lock>;
  prepare(): Promise<Prepared>;
  /** Notes what is on the cluster. */
  watch(prepared: Prepared): Promise<Watch>;
  /**
   * Runs the pages, all of them, once.
   * @param turn.folder where their evidence goes, in the reports folder
   * @param turn.before the cluster as it is, where no page was run since
   */
  runPages(pages: Selection[], emit: Emit, turn: { folder: string; before?: Inventory }): Promise<unknown>;
  /** Tells a person that a check waits for them, and lets it go on when they say so. */
  pause(paused: Paused): void;
  teardown(): Promise<void>;
}

export interface Run {
  config: Config;
  args: Filter & Pick<TestArgs, "repeat" | "pauseOnFail" | "shard">;
  project: Project;
  pages: readonly ListedPage[];
  signal: AbortSignal;
  report: ConsoleReport;
}
