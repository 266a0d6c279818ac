import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { hostFacts, toolVersion } from "./tool-version.ts";
import type { RunRecord } from "#helpers/verdict/record";
import { causesOf } from "./causes.ts";
import { clean } from "./clean.ts";
import { comparisonFiles } from "./compare/write-comparison.ts";
import { readEvidence } from "./evidence-files.ts";
import { evidenceIndex } from "./evidence-index.ts";
import { outcomeOfRun, tally } from "./exit-code.ts";
import { failureOf, ourBug } from "./failure.ts";
import { junitXml } from "./junit.ts";
import type { Beside } from "./report/context.ts";
import { reportHtml } from "./report-html.ts";
import { keepRunBefore, sinceRunBefore } from "./run-before.ts";
import { runSchema, schemaVersion } from "./schema.ts";
import { summaryMarkdown } from "./summary-md.ts";

/** Each report and how it is made. conformance.json comes last: it then holds what went wrong with the others. */
const makers: Record<string, (run: RunRecord, shown: string, beside: Beside) => string> = {
  "junit.xml": junitXml,
  "summary.md": (run) => summaryMarkdown(run),
  "report.html": (run, _shown, beside) => reportHtml(run, beside),
  "conformance.json": (run) => `${JSON.stringify(run, null, 2)}\n`,
};

export interface Written {
  /** The run with what went wrong while its reports were written, and with the exit code that follows. */
  run: RunRecord;
  /** Names of the files that were written. */
  files: string[];
}

/**
 * Writes every report that can be written. One that can't is a failure of the run, which the others then tell.
 * @param folder absolute path of the reports
 * @param shown the same as a person would type it
 */
export async function writeReports(run: RunRecord, folder: string, shown: string): Promise<Written> {
  const { beside, trouble } = await gather(run, folder, shown);
  const settled = checked(await settle({ ...run, failures: [...run.failures, ...trouble] }));
  const first = await writeAll(settled, folder, shown, beside);
  if (first.failures.length === 0) return { run: settled, files: first.files };
  const worse = await settle({ ...settled, failures: [...settled.failures, ...first.failures] });
  const second = await writeAll(worse, folder, shown, beside);
  return { run: worse, files: second.files };
}

/**
 * Removes an earlier run's reports, evidence and comparison, so that nothing old can be taken for this run's. Its record
 * is kept under another name.
 */
export async function clearReports(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: onlyOwner });
    await keepRunBefore(folder);
    for (const name of [...Object.keys(makers), ...comparisonFiles]) await rm(path.join(folder, name), { force: true });
    await rm(path.join(folder, "repeats"), { recursive: true, force: true });
    await emptyFolder(path.join(folder, "evidence"));
  } catch (cause) {
    throw new HarnessError(`cannot clear the reports of the run before in ${folder}`, {
      why: messageOf(cause),
      hint: "make the folder writable, or set MESHPROOF_REPORTS to another one",
      cause,
    });
  }
}

/** What the report tells beside the record. What cannot be had is a failure of the run, and costs no report. */
async function gather(run: RunRecord, folder: string, shown: string) {
  const trouble: RunRecord["failures"] = [];
  const orFailure = <T>(part: Promise<T>) => part.catch((error: unknown) => void trouble.push(failureOf(error)));
  const [evidence, before] = await Promise.all([
    orFailure(readEvidence(run, folder)),
    orFailure(sinceRunBefore(run, folder, shown)),
    orFailure(writeIndex(run, folder)),
  ]);
  return { beside: { ...(evidence && { evidence }), ...(before && { before }) } satisfies Beside, trouble };
}

/** The record with all that follows from it, and with what made it. */
async function settle(run: RunRecord): Promise<RunRecord> {
  const causes = causesOf(run.checks);
  return clean({
    ...run,
    schemaVersion,
    tool: run.tool ?? (await toolVersion()),
    host: run.host ?? hostFacts(),
    totals: totalsOf(run),
    ...(causes.length > 0 && { causes }),
    exitCode: outcomeOfRun(run).exitCode,
  });
}

function totalsOf({ checks, deselected = [], failures }: RunRecord): NonNullable<RunRecord["totals"]> {
  return { ...tally(checks), deselected: deselected.length, failures: failures.length };
}

/**
 * The record, held against the schema that readers rely on. One that does not fit is written all the same, with a
 * failure that says so: a verdict must not be lost for a field.
 */
function checked(run: RunRecord): RunRecord {
  const { error } = runSchema.safeParse(run);
  if (!error) return run;
  const failures = [
    ...run.failures,
    { what: "the record of this run does not fit its schema", why: z.prettifyError(error), hint: ourBug },
  ];
  const worse = { ...run, failures };
  return { ...worse, totals: totalsOf(worse), exitCode: outcomeOfRun(worse).exitCode };
}

async function writeAll(run: RunRecord, folder: string, shown: string, beside: Beside) {
  const files: string[] = [];
  const failures: RunRecord["failures"] = [];
  for (const [name, make] of Object.entries(makers)) {
    try {
      await writeFileAtomically(path.join(folder, name), make(run, shown, beside), 0o600);
      files.push(name);
    } catch (error) {
      failures.push(failureOf(error));
    }
  }
  return { files, failures };
}

/** The list of the evidence, beside it. */
async function writeIndex(run: RunRecord, folder: string): Promise<void> {
  const index = await evidenceIndex(run, folder);
  if (index !== undefined) await writeFileAtomically(path.join(folder, "evidence", "index.md"), index, 0o600);
}

/** What a mesh answers is nobody else's business on a machine that several people use. */
const onlyOwner = 0o700;

/** A folder that is there already may be shared on purpose, as the reports' may; this one is meshproof's own. */
async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, onlyOwner);
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true, force: true });
}
