import { mustRun } from "#helpers/system/command";
import { reach, reachPage } from "./moments.ts";
import type { RunUnderWay } from "./run-under-way.ts";
import type { Scenario } from "./scenario.ts";

/** What a machine has only so much of: files that a process may open, watches on files. */

/** Lets the run, and what it starts from now on, have no more open files than that. */
async function limitFiles(run: RunUnderWay, files: number): Promise<void> {
  const limit = `--nofile=${files}:${files}`;
  for (const { pid } of await run.processes()) await mustRun("prlimit", ["--pid", `${pid}`, limit], { timeout: 5_000 });
}

/** Without a file to open, docker cannot be asked to remove the lock; the next run sees that its holder is gone. */
const lockLeft = /^container meshproof-lock-/;

const instances = "fs.inotify.max_user_instances";

async function sysctl(...args: string[]): Promise<string> {
  return (await mustRun("sysctl", args, { timeout: 5_000 })).stdout.trim();
}

export const limits: Scenario[] = [
  {
    id: "few-files-prepare",
    does: "the run may open 24 files, while it prepares the target",
    wants: { exit: [2], output: /too many files/, leaves: lockLeft },
    act: async (run) => {
      await reach(run, "preparing the target");
      await limitFiles(run, 24);
    },
  },
  {
    id: "few-files-page",
    does: "the run and its workers may open 24 files, while a page is checked",
    wants: { exit: [0, 2], leaves: lockLeft },
    act: async (run, _target, turn) => {
      await reachPage(run, turn);
      await limitFiles(run, 24);
    },
  },
  {
    id: "few-watches",
    does: `there is no cluster, and ${instances} is 16`,
    wants: { exit: [0, 2] },
    withoutCluster: true,
    before: async (target) => {
      const before = await sysctl("-n", instances);
      target.afterwards(instances, () => sysctl("-w", `${instances}=${before}`));
      await sysctl("-w", `${instances}=16`);
    },
  },
];
