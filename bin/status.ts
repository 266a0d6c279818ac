import { readConfig } from "#helpers/system/config";
import { status } from "./commands/run.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { statusOf } from "./status-facts.ts";
import { statusText } from "./status-text.ts";

/** `npm run status`: what is up, since when and in which versions, and what is on the disk. Reads only. */
await main(status, async () => {
  const config = readConfig();
  if (config.target === "existing") print(await (await import("./status-existing.ts")).statusOfContext(config));
  else print(statusText(await statusOf(config.cluster)));
});
