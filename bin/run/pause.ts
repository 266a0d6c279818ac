import { rmSync } from "node:fs";
import { stateFolder } from "#helpers/system/state-folder";
import type { Paused } from "#helpers/verdict/record";
import path from "node:path";
import { type Project, shown } from "./project.ts";

/** Says where the run waits and what to do, and lets it go on at Enter. Without a terminal, removing the file does. */
export function waitForPerson({ file }: Paused, project: Project, say: (line: string) => void): void {
  const { stdin } = process;
  const kubeconfig = shown(project, path.join(stateFolder(), "kubeconfig"));
  const goOn = `remove ${shown(project, file)}`;
  say(`    paused. The cluster is as the check left it: kubectl --kubeconfig ${kubeconfig} get pods -A
    to go on, ${stdin.isTTY ? `press Enter, or ${goOn}` : goOn}; Ctrl-C ends the run and leaves the cluster like this`);
  if (!stdin.isTTY) return;
  stdin.once("data", () => {
    stdin.pause();
    rmSync(file, { force: true });
  });
  stdin.resume();
}
