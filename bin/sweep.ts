import { createInterface } from "node:readline/promises";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { pages } from "../suites/pages.ts";
import { sweep } from "./commands/existing.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run sweep -- --context <name>`: shows and removes what runs that were killed left on somebody's cluster. */
await main(sweep, async ({ values: { yes } }) => {
  const config = readConfig();
  if (config.target !== "existing")
    throw new HarnessError("`npm run sweep` is for somebody's cluster", {
      hint: "name its context: npm run sweep -- --context <name>; our own cluster `npm run down` removes",
    });
  const [{ onCluster }, { openContext }, { watchedOf }, { Kube }, { findLeft, findLeftJobs, leftInWords, removeLeft }] =
    await Promise.all([
      import("./on-cluster.ts"),
      import("#fixtures/targets/existing/preflight"),
      import("#fixtures/targets/existing/pages"),
      import("#helpers/kube/client"),
      import("#fixtures/targets/existing/sweep"),
    ]);
  return onCluster(config.cluster, async (signal, lock) => {
    const { context, kubeconfig } = await openContext(config);
    print(`context ${context.name} at ${context.server}`);
    const kube = Kube.connect(kubeconfig, undefined, {
      run: "sweep",
      watched: watchedOf(pages),
    });
    // A run that goes on now would be swept from under its checks: its lease keeps us out.
    await lock.onCluster(kube, { say: print, signal });
    // Policies of runs first; a namespace of a Job takes its pods with it.
    const all = [await findLeft(kube), await findLeftJobs(kube)];
    const lines = all.flatMap(leftInWords);
    if (lines.length === 0) return tell("nothing is left there of any run", 0);
    print(`left there by runs of meshproof:\n${lines.map((line) => `  ${line}`).join("\n")}`);
    if (!yes && !(await agreed())) return tell("nothing was removed", 1);
    for (const left of all) await removeLeft(kube, left);
    return tell("removed", 0);
  });
});
process.exit();

function tell(line: string, exitCode: number): number {
  print(line);
  return exitCode;
}

/** Without a terminal nobody can agree. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asked.question("remove it? [y/N] ")).trim());
  } finally {
    asked.close();
  }
}
