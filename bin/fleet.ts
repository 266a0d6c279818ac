import path from "node:path";
import { findKubectl } from "#fixtures/targets/existing/tools";
import { readContext } from "#fixtures/targets/existing/context";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { acquireLock } from "#helpers/system/lock";
import { projectDir } from "#helpers/system/paths";
import { fleetExitCode, fleetMarkdown, fleetText } from "#reporting/fleet/fleet";
import { fleet } from "./commands/in-cluster.ts";
import { readFleetArguments } from "./fleet/arguments.ts";
import { runContexts } from "./fleet/run-contexts.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { shown } from "./run/project.ts";
import { onInterruption } from "./validate/interruption.ts";
import { startTestWith } from "./validate/test-process.ts";

/** `npm run fleet -- --contexts a,b`: the same checks on several clusters, and one table. */
await main(fleet, async (line) => {
  const { contexts, args, sideBySide } = readFleetArguments(line);
  const config = readConfig();
  const folder = path.resolve(projectDir, config.reports, "fleet");
  const named = shown({ root: projectDir, reports: folder }, folder);
  const lock = await acquireLock(path.join(folder, ".lock"), {
    what: `the reports folder ${named}`,
    hint: "wait for that fleet to end, or end it: kill <pid>",
  });
  const interruption = onInterruption();
  try {
    const kubectl = await findKubectl(config);
    const serverOf = (context: string) => readContext(kubectl, context).then(({ server }) => server, unknownContext);
    const start = (settings: Record<string, string>, prefix?: string) => startTestWith(args, settings, prefix);
    const runs = await runContexts({ contexts, sideBySide, folder, serverOf, start, signal: interruption.signal });
    await writeFileAtomically(path.join(folder, "fleet.md"), fleetMarkdown(runs));
    print(`\n${fleetText(runs)}\n\nreports: ${path.join(named, "fleet.md")}, and a folder for each context beside it`);
    return fleetExitCode(runs);
  } finally {
    interruption.dispose();
    await lock.release();
  }
});
process.exit();

/** Its own run tells what is wrong with it. */
function unknownContext(error: unknown): undefined {
  if (!(error instanceof HarnessError)) throw error;
}
