import path from "node:path";
import { readConfig } from "#helpers/system/config";
import { acquireLock } from "#helpers/system/lock";
import { projectDir } from "#helpers/system/paths";
import { stateFolder } from "#helpers/system/state-folder";
import { holdsNothingAt, type Inventory, writeInventory } from "#helpers/kube/inventory";
import { TargetLock } from "#fixtures/targets/target-lock";
import { ConsoleReport } from "#reporting/console";
import { pages } from "../../suites/pages.ts";
import { loadCatalogue } from "../catalogue.ts";
import { runSteps } from "../progress.ts";
import type { TestArgs } from "./args.ts";
import { executeRun } from "./execute-run.ts";
import type { RunDependencies, Run } from "./dependencies.ts";
import { onInterrupt } from "./interrupt.ts";
import { waitForPerson } from "./pause.ts";
import { type Project, shown } from "./project.ts";
import { SuitesRun } from "./suites-run.ts";
import { addSectionTitles, type Titles, titlesOf } from "./titles.ts";

/**
 * `npm test`: runs what it is asked for, and returns the exit code.
 * @param around what else follows the run, by putting itself around what it consists of
 * @throws HarnessError for a setting that is not valid, and where another run has this checkout
 */
export async function testCommand(args: TestArgs, around: Around = (dependencies) => dependencies): Promise<number> {
  // The pages' workers read it too. Of several repeats all but the first would have no mesh.
  if (args.withUninstall || args.repeat > 1) process.env.MESHPROOF_UNINSTALL = args.withUninstall ? "1" : "0";
  const config = readConfig();
  const project: Project = { root: projectDir, reports: path.resolve(projectDir, config.reports) };
  // Two runs would take each other's reports away.
  const reports = await acquireLock(path.join(project.reports, ".lock"), {
    what: `the reports folder ${shown(project, project.reports)}`,
    hint: "wait for that run to end, or end it: kill <pid>",
  });
  const titles = titlesOf(pages);
  const report = new ConsoleReport(process.stdout, shown(project, project.reports), titles);
  const interrupt = onInterrupt((line) => report.say(line));
  const lost = new AbortController();
  const signal = AbortSignal.any([interrupt.signal, lost.signal]);
  const run: Run = { config, args, project, pages, signal, report };
  try {
    const { exitCode } = await executeRun(run, around(dependenciesOf(run, titles, lost)));
    return exitCode;
  } finally {
    await reports.release();
    interrupt.dispose();
  }
}

type Around = (dependencies: RunDependencies) => RunDependencies;

/**
 * What `npm test` consists of: the real dependencies of a run.
 * @param lost is aborted where another run takes the target over
 */
export function dependenciesOf(
  { config, args, project, pages, signal, report }: Run,
  titles: Titles,
  lost: AbortController,
): RunDependencies {
  const say = (line: string) => report.say(line);
  let lock: TargetLock | undefined;
  const target = async () => (await import("#fixtures/targets/index")).targetOf(config);
  const suites = new SuitesRun(project, pages, args, signal);
  return {
    collect: () => {
      // The clients of Docker and Kubernetes take a second to load: do it while a worker reads the suites.
      void import("#fixtures/targets/index").catch(() => "told when it is needed");
      return suites.read();
    },
    catalogue: async () => {
      const catalogue = await loadCatalogue();
      addSectionTitles(titles, catalogue);
      return catalogue;
    },
    // Two runs on one cluster would see each other's namespaces and policies.
    lock: async () => {
      lock = await TargetLock.take(config.cluster);
      lock.lost.addEventListener("abort", () => lost.abort(lock?.lost.reason), { once: true });
      return lock;
    },
    prepare: async () => (await target()).prepare({ signal, lock: lock!, runSteps, pages }),
    watch: async ({ kubeconfig, guest }) => {
      const [{ Kube }, { watchLeftovers }] = await Promise.all([
        import("#helpers/kube/client"),
        import("./leftovers.ts"),
      ]);
      const resources = pages.flatMap((page) => page.resources);
      return watchLeftovers(Kube.connect(kubeconfig, undefined, guest), resources, say);
    },
    runPages: async (selected, emit, { folder, before }) =>
      suites.run(selected, emit, { folder, before: before && (await writeBefore(before, pages)) }),
    pause: (paused) => waitForPerson(paused, project, say),
    teardown: async () => (await target()).teardown({ lock: lock!, all: false, runSteps }),
  };
}

/** Says to the pages' workers how the cluster is, and which pages need not look for leftovers. @returns the file's path */
async function writeBefore(before: Inventory, pages: Run["pages"]): Promise<string> {
  const file = path.join(stateFolder(), "before.json");
  const untouched = pages.filter(({ resources }) => holdsNothingAt(before, resources));
  const names = untouched.map(({ name }) => name);
  await writeInventory(file, before, names);
  return file;
}
