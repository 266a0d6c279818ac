import { chmod, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { mustRun } from "#helpers/system/command";
import { reachPage } from "./moments.ts";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** What happens to the machine: its disk, its memory, its sleep. */

/** Seconds that the machine sleeps. */
const sleep = 300;

/** Puts a file system of its own in the place of the reports folder, until the run is over. */
async function mountAtReports(target: ChaosTarget, options: string): Promise<void> {
  await mkdir(target.reports, { recursive: true });
  await mustRun("mount", ["-t", "tmpfs", "-o", options, "tmpfs", target.reports], { timeout: 10_000 });
  target.afterwards("the reports' own file system", () => mustRun("umount", [target.reports], { timeout: 10_000 }));
}

export const machine: Scenario[] = [
  {
    id: "disk-full-reports",
    does: "the reports' disk has 300 KB",
    wants: { exit: [2], output: /disk is full|no space left|ENOSPC/i },
    before: (target) => mountAtReports(target, "size=300k"),
  },
  {
    id: "reports-read-only",
    does: "the reports' disk can only be read",
    wants: { exit: [2], output: /read-only|EROFS|cannot (be )?writ/i },
    before: (target) => mountAtReports(target, "size=300k,ro"),
  },
  {
    id: "state-cut-off",
    does: "the cluster's target.json is half of what it was",
    wants: { exit: [0] },
    before: async (target) => {
      const file = target.stateFile("target.json");
      await truncate(file, Math.floor((await readFile(file)).length / 2));
    },
  },
  {
    id: "kubeconfig-cut-off",
    does: "the cluster's kubeconfig is half of what it was",
    wants: { exit: [0] },
    before: async (target) => {
      const file = target.stateFile("kubeconfig");
      await truncate(file, Math.floor((await readFile(file)).length / 2));
    },
  },
  {
    id: "newer-target",
    does: "target.json has fields of a version of meshproof that does not exist yet",
    wants: { exit: [0] },
    before: async (target) => {
      const file = target.stateFile("target.json");
      const content = JSON.parse(await readFile(file, "utf8")) as object;
      await writeFile(file, JSON.stringify({ ...content, schema: 99, kubeconfig: { moved: true } }));
    },
  },
  {
    id: "state-forbidden",
    does: "the state folder is gone but for a file in its place",
    wants: { exit: [0, 2] },
    before: async (target) => {
      await rm(target.state, { recursive: true });
      await writeFile(target.state, "");
      await chmod(target.state, 0o600);
      target.afterwards("the file in the state folder's place", () =>
        rm(target.state, { recursive: true, force: true }),
      );
    },
  },
  {
    id: "out-of-memory",
    does: "node may have 40 MB, in the run and in its workers",
    wants: { exit: [2, 134, "killed"] },
    env: () => ({ NODE_OPTIONS: "--max-old-space-size=40" }),
  },
  {
    id: "machine-sleeps",
    does: `all of the run's processes and the node stand still for ${sleep} s`,
    wants: { exit: [0, 2] },
    act: async (run, target, turn) => {
      await reachPage(run, turn);
      const everybody = await run.processes();
      await run.signalThose(/./, "SIGSTOP");
      await target.docker("pause", target.node);
      await target.wait(sleep);
      await target.docker("unpause", target.node);
      if (everybody.length > 0) await run.signalThose(/./, "SIGCONT");
    },
  },
];
