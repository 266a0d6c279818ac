import { readRunMode } from "#helpers/system/config";
import { refused } from "./command-line.ts";
import { sonobuoy } from "./commands/in-cluster.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { allowed } from "./run/args.ts";
import { deliver } from "./sonobuoy/deliver.ts";
import { pluginYaml, sonobuoyFolder } from "./sonobuoy/plugin.ts";

/** `npm run sonobuoy`: the checks as a plugin of Sonobuoy, or the plugin's definition. */
await main(sonobuoy, async ({ values, positionals: files }) => {
  const { id: ids, testNamePattern: pattern, allow, plugin, image } = values;
  if (plugin !== (image !== undefined))
    throw refused(sonobuoy.name, "--plugin and --image belong together", "the definition names the image");
  if (image !== undefined) {
    const given = [...files, ...ids.flatMap((id) => ["--id", id]), ...(pattern === undefined ? [] : ["-t", pattern])];
    return print(pluginYaml(image, [...given, ...(allow === undefined ? [] : ["--allow", allow])], {}).trimEnd());
  }
  const { SONOBUOY_RESULTS_DIR: folder = sonobuoyFolder, SONOBUOY_PROGRESS_PORT: port = "8099" } = process.env;
  try {
    allowed(allow);
    const [{ testCommand }, { postProgress }] = await Promise.all([
      import("./run/test-command.ts"),
      import("./sonobuoy/post-progress.ts"),
    ]);
    const selected = { ids, files, pattern, repeat: 1, withUninstall: false, pauseOnFail: false };
    return await testCommand(selected, postProgress(Number(port)));
  } finally {
    await deliver(readRunMode().reportsDir, folder);
  }
});
process.exit();
