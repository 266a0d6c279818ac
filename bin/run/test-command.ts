import path from "node:path";
import { readConfig } from "#helpers/config";
import { acquireLock } from "#helpers/lock";
import { projectDir } from "#helpers/paths";
import { inventoryText } from "#fixtures/inventory";
import { TargetLock } from "#fixtures/target-lock";
import { ConsoleReport } from "#reporting/console";
import { pages } from "../../suites/pages.ts";
import { loadCatalogue } from "../catalogue.ts";
import { helpText, readArgs } from "./args.ts";
import { collectChecks } from "./collect.ts";
import { conduct, type Parts, type Run } from "./conduct.ts";
import { HeadStart } from "./head-start.ts";
import { onInterrupt } from "./interrupt.ts";
import { runPage } from "./page-process.ts";
import { waitForPerson } from "./pause.ts";
import { inFolder, type Project, shown } from "./project.ts";
import { takeVersionOptions } from "../version-options.ts";
import { addSectionTitles, type Titles, titlesOf } from "./titles.ts";

/**
 * `npm test`: reads what it is asked for, runs it, and returns the exit code.
 * @throws HarnessError for a setting or an argument that is not valid, and where another run has this checkout
 */
export async function testCommand(argv: string[]): Promise<number> {
  const args = readArgs(takeVersionOptions(argv));
  if (args.help) {
    process.stdout.write(helpText);
    return 0;
  }
  // The pages' processes read it too. Of several repeats all but the first would have no mesh.
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
  const ahead = headStartOf(run);
  try {
    const { exitCode } = await conduct(run, partsOf(run, titles, ahead, lost));
    return exitCode;
  } finally {
    await ahead.end();
    await reports.release();
    interrupt.dispose();
  }
}

function headStartOf({ args: { pattern, pauseOnFail }, project, signal }: Run): HeadStart {
  return new HeadStart((page, onEvent, gate, stop) =>
    runPage({ ...page, pattern, pauseOnFail, gate }, project, onEvent, AbortSignal.any([signal, stop])),
  );
}

/**
 * What `npm test` consists of: the real parts of a run.
 * @param lost is aborted where another run takes the target over
 */
export function partsOf(
  { config, args, project, signal, report }: Run,
  titles: Titles,
  ahead: HeadStart,
  lost: AbortController,
): Parts {
  const say = (line: string) => report.say(line);
  let lock: TargetLock | undefined;
  const { pattern, files, pauseOnFail } = args;
  return {
    collect: () => {
      // The clients of Docker and Kubernetes take a second to load: do it while another process reads the suites.
      void import("../prepare.ts").catch(() => "told when it is needed");
      return collectChecks({ root: project.root, files, pattern }, signal);
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
    headStart: (pages) => ahead.start(pages),
    prepare: async () => (await import("../prepare.ts")).prepareTarget({ config, signal, lock: lock! }),
    watch: async ({ kubeconfig }) =>
      (await import("./leftovers.ts")).watchLeftovers(
        kubeconfig,
        pages.flatMap(({ touches }) => touches),
        say,
      ),
    runPage: async (page, onEvent, folder, before) =>
      (await ahead.take(page, onEvent, before && inventoryText(before))) ??
      runPage({ ...page, pattern, pauseOnFail }, inFolder(project, folder), onEvent, signal),
    pause: (paused) => waitForPerson(paused, project, say),
    teardown: async () => (await import("../teardown.ts")).teardown({ config, all: false, lock: lock! }),
  };
}
