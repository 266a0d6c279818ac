import { readConfig } from "#helpers/system/config";
import { watch } from "./commands/shell.ts";
import { main } from "./main.ts";

/** `npm run watch -- <page>`: the checks of one page, again whenever a file of theirs changes. */
await main(watch, async ({ positionals: [page = ""], values: { id } }) => {
  const { selectedNames, pageFile, runWatching } = await import("./watch/watching.ts");
  const file = pageFile(page);
  const [{ onCluster }, { targetOf }, { TargetLock }, { runSteps }] = await Promise.all([
    import("./on-cluster.ts"),
    import("#fixtures/targets/index"),
    import("#fixtures/targets/target-lock"),
    import("./progress.ts"),
  ]);
  const names = id.length > 0 ? await selectedNames(page, id) : [];
  const config = readConfig();
  const { target } = await onCluster(config.cluster, (signal, lock) =>
    targetOf(config).prepare({ signal, lock, runSteps }),
  );
  console.log(`${target} is up, and kept. The page removes what it made after each run.`);
  // Another run would see this page's objects, and this one its.
  const lock = await TargetLock.take(config.cluster);
  try {
    return await runWatching(file, names);
  } finally {
    await lock.release();
  }
});
process.exit();
