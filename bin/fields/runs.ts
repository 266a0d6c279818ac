import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import { RunUnderWay } from "../chaos/run-under-way.ts";
import type { Field } from "./fields.ts";

/** What a page's run did without one field of its manifests. */
export interface FieldOutcome {
  /** Relative to the project's folder. */
  file: string;
  field: Field;
  /** The first check that was not conformant, as the console has it; undefined where nothing missed the field. */
  missedBy?: string;
  /** Why nothing was asked: one of the page's mutants changes that very line, so without it the page cannot be loaded. */
  notAsked?: string;
  /** Milliseconds. */
  ms: number;
}

/** A line of the console about a check that is not conformant. */
const red = /^\s*(✗|\? inconclusive) .*$/m;

/** What a run says of a page that it cannot load, and why. */
const notLoaded = /cannot be loaded\n\s*why\s+(.*)/;

/**
 * Runs the page of a copy of the project as it is.
 * @throws HarnessError where it is not conformant: then no field's absence would show
 */
export async function demandConformant(copy: string, page: string): Promise<void> {
  const exit = await inRun(copy, page, (run) => run.ended);
  if (exit === 0) return;
  throw new HarnessError(`${page} is not conformant with all of its fields`, {
    why: `\`npm test -- suites/${page}/\` ended with ${exit}`,
    hint: "run it by itself, and make it conformant first",
  });
}

/**
 * Runs the page of a copy of the project without one field, until the first check is not conformant.
 * @param copy the copy's folder; its manifest is as before afterwards
 */
export async function runWithout(copy: string, page: string, file: string, field: Field): Promise<FieldOutcome> {
  const manifest = path.join(copy, file);
  const whole = await readFile(manifest, "utf8");
  const started = performance.now();
  try {
    await writeFile(manifest, field.without);
    const seen = await inRun(copy, page, async (run) => {
      await Promise.race([run.ended, run.printed(red).catch(() => undefined)]);
      run.signalGroup("SIGINT");
      return seenIn(run.output, await run.ended);
    });
    return { file, field, ...seen, ms: Math.round(performance.now() - started) };
  } finally {
    await writeFile(manifest, whole);
  }
}

/** What a run without a field says of it. */
export function seenIn(output: string, exit: number | "killed"): Pick<FieldOutcome, "missedBy" | "notAsked"> {
  const missedBy = red.exec(output)?.[0].trim();
  if (missedBy !== undefined) return { missedBy };
  if (exit === 0) return {};
  const [, why] = notLoaded.exec(output) ?? [];
  return why === undefined ? { missedBy: `the run ended with ${exit}` } : { notAsked: why };
}

async function inRun<T>(copy: string, page: string, use: (run: RunUnderWay) => Promise<T>): Promise<T> {
  const reports = await mkdtemp(path.join(tmpdir(), "meshproof-fields-"));
  try {
    return await use(new RunUnderWay([`suites/${page}/`], { MESHPROOF_REPORTS: reports }, copy));
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}
