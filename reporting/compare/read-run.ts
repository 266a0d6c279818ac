import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { clean } from "../clean.ts";
import { runSchema } from "../schema.ts";
import { withNamesOfToday } from "./earlier-fields.ts";
import type { ReadRun } from "./compare-runs.ts";

const hint = "give a run's reports folder or its conformance.json; `npm test` writes it at its end";

/**
 * Reads a run's record.
 * @param given path of a conformance.json, or of a reports folder
 * @throws HarnessError where there is none, or it is cut off, or of another schema
 */
export async function readRun(given: string): Promise<ReadRun> {
  const file = (await isFolder(given)) ? path.join(given, "conformance.json") : given;
  return { run: parseRun(await textOf(file), file), source: file };
}

/**
 * The run that a text holds.
 * @param file what to call it in an error
 * @throws HarnessError as `readRun`
 */
export function parseRun(text: string, file: string): ReadRun["run"] {
  const json = withNamesOfToday(jsonIn(text, file));
  const parsed = runSchema.safeParse(json);
  // It may come from anywhere: nothing in it may act upon a terminal.
  if (parsed.success) return clean(parsed.data);
  throw new HarnessError(`${file} is no record of a run that this meshproof knows`, {
    why: objections(parsed.error.issues, json).join("\n       "),
    hint,
    cause: parsed.error,
  });
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const begun = text.trimStart().startsWith("{");
    throw new HarnessError(begun ? `${file} is cut off, or was changed` : `${file} is no JSON`, {
      why: `${messageOf(cause)}; it has ${text.length} characters`,
      hint,
      cause,
    });
  }
}

/** Of another schema anything else may be different too: that is no fault of its own. */
function objections(issues: z.core.$ZodIssue[], json: unknown): string[] {
  const { schema } = (json ?? {}) as { schema?: unknown };
  if (issues.some(({ path: [first] }) => first === "schema")) {
    return [`its schema is ${JSON.stringify(schema) ?? "not told"}, "meshproof/v1" is known`];
  }
  const more = issues.length > 3 ? [`and ${issues.length - 3} more`] : [];
  return [...issues.slice(0, 3).map(inWords), ...more];
}

function inWords({ path: at, message }: z.core.$ZodIssue): string {
  return `${at.map(String).join(".") || "the whole"}: ${message}`;
}

async function isFolder(given: string): Promise<boolean> {
  return stat(given).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new HarnessError(`cannot read the run ${file}`, { why: messageOf(cause), hint, cause });
  }
}
