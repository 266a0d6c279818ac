import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { job } from "./commands/in-cluster.ts";
import { readJobArguments } from "./job/arguments.ts";
import { main } from "./main.ts";

/** `npm run job -- --context <name>`: the checks, run in somebody's cluster as a Job. */
await main(job, async (line) => {
  const args = readJobArguments(line);
  const config = readConfig();
  if (config.target !== "existing")
    throw new HarnessError("`npm run job` wants to know which cluster", {
      hint: "name a context of your kubeconfig: npm run job -- --context <name>",
    });
  const { jobCommand } = await import("./job/command.ts");
  return jobCommand(args, config);
});
process.exit();
