import { checkoutOf } from "#helpers/system/checkout";
import { readConfig } from "#helpers/system/config";
import { refused } from "./command-line.ts";
import { mirror } from "./commands/mirror.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";

/** `npm run mirror [-- --released] [--stop]`: a registry and a server of files with what a run needs. */
await main(mirror, async ({ values: { released, faults, stop, port = "5050", listen = "127.0.0.1" } }) => {
  if (!/^\d{2,5}$/.test(port) || Number(port) > 65_534)
    throw refused(mirror.name, `Expected --port to be a number up to 65534, got "${port}"`);
  const [{ makeMirror, endMirror, faultsOfMirror }, { runSteps }] = await Promise.all([
    import("#fixtures/releases/mirror/index"),
    import("./progress.ts"),
  ]);
  if (stop) return print((await endMirror()) ? "the mirror was ended" : "no mirror ran");
  const { versions } = readConfig();
  if (checkoutOf(versions.istio))
    throw refused(mirror.name, "a checkout cannot be mirrored", "what is mirrored has the names of releases");
  const interrupt = onInterrupt((line) => process.stderr.write(`${line}\n`));
  try {
    const { signal } = interrupt;
    if (faults) return await orInterrupted(faultsOfMirror(versions, print, signal), signal);
    const options = { versions, released, listening: { address: listen, port: Number(port) }, signal };
    let at = "";
    const run = async (say: Parameters<Parameters<typeof runSteps>[0][0]["run"]>[0]) => {
      const running = await makeMirror({ ...options, say });
      at = `MESHPROOF_IMAGES=registry MESHPROOF_MIRROR=127.0.0.1:${running.port} MESHPROOF_DOWNLOADS=http://127.0.0.1:${running.port + 1} npm test`;
    };
    await orInterrupted(runSteps([{ name: "mirror", run }]), signal);
    print(`the mirror is up; a run on it:\n  ${at}`);
  } finally {
    interrupt.dispose();
  }
});
process.exit();
