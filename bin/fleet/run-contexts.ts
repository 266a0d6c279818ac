import path from "node:path";
import { nameOfContext } from "#helpers/system/existing-settings";
import type { FleetRun } from "#reporting/fleet/fleet";
import { recordSince } from "../validate/record.ts";
import { type TestProcess, toItsEnd } from "../validate/test-process.ts";

export interface FleetOptions {
  contexts: readonly string[];
  sideBySide: number;
  /** Absolute path of the fleet's reports. */
  folder: string;
  /** The API server's address of a context; undefined where it cannot be told. */
  serverOf: (context: string) => Promise<string | undefined>;
  start: (settings: Record<string, string>, prefix?: string) => TestProcess;
  signal: AbortSignal;
}

/**
 * Runs the same on every context, several at a time. Contexts of one address follow each other, since the lease of their
 * cluster would refuse the second. One that fails keeps none of the others.
 * @returns in the order of the contexts
 * @throws the signal's reason when interrupted, once the runs under way have ended
 */
export async function runContexts(options: FleetOptions): Promise<FleetRun[]> {
  const { contexts, sideBySide, signal } = options;
  const waiting = await byAddress(options);
  const prefixed = sideBySide > 1 && waiting.length > 1;
  const made = new Map<string, FleetRun>();
  const worker = async () => {
    for (let group = waiting.shift(); group; group = waiting.shift())
      for (const context of group) if (!signal.aborted) made.set(context, await runOn(context, options, prefixed));
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  signal.throwIfAborted();
  return contexts.map((context) => made.get(context)!);
}

async function byAddress({ contexts, serverOf }: FleetOptions): Promise<string[][]> {
  const groups = new Map<string, string[]>();
  for (const context of contexts) {
    // One that is not known is told by its own run.
    const key = (await serverOf(context)) ?? `context ${context}`;
    groups.set(key, [...(groups.get(key) ?? []), context]);
  }
  return [...groups.values()];
}

async function runOn(context: string, options: FleetOptions, prefixed: boolean): Promise<FleetRun> {
  const { folder, start, signal } = options;
  const name = nameOfContext(context).replace(/^context@/, "");
  const reports = path.join(folder, name);
  const settings = { MESHPROOF_TARGET: "existing", MESHPROOF_CONTEXT: context, MESHPROOF_REPORTS: reports };
  const started = Date.now();
  await toItsEnd(start(settings, prefixed ? `[${context}]` : undefined), signal);
  return { context, folder: name, ms: Date.now() - started, record: await recordSince(reports, started) };
}
