import path from "node:path";
import { components, componentKeys, type Component } from "#helpers/system/versions";
import { refused } from "./command-line.ts";
import { pin } from "./commands/pin.ts";
import { main } from "./main.ts";
import { pinnedText } from "./pin-text.ts";
import { print } from "./print.ts";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";

/** `npm run pin -- istio 1.31.1`: the pins of another version, so that it can be built. */
await main(pin, async ({ values: { as, into }, positionals: [name = "", version = ""] }) => {
  const component = componentKeys.find((key) => components[key].option === name);
  const known = componentKeys.map((key) => components[key].option).join(", ");
  if (component === undefined) throw refused(pin.name, `Expected <component> to be one of ${known}, got "${name}"`);
  if (as !== undefined && !/^\d+\.\d+(\.\d+)?$/.test(as))
    throw refused(pin.name, `Expected --as to be a number such as 1.31 or 1.31.1, got "${as}"`);
  await pinComponent({ component, version, as, into: into && path.resolve(into) });
});
process.exit();

async function pinComponent(wanted: { component: Component; version: string; as?: string; into?: string }) {
  const { pinVersion } = await import("#fixtures/releases/pin/index");
  const interrupt = onInterrupt((line) => process.stderr.write(`${line}\n`));
  const { signal } = interrupt;
  const say = (doing: string) => void process.stderr.write(`… ${doing}\n`);
  try {
    const pinned = await orInterrupted(pinVersion({ ...wanted, say, signal }), signal);
    print(pinnedText(wanted.component, pinned, wanted.into === undefined));
  } finally {
    interrupt.dispose();
  }
}
