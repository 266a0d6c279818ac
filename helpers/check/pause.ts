import { access, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TestContext } from "vitest";
import { readRunMode } from "#helpers/system/config";
import { pausedAnnotation, type CheckRecord, type Paused } from "#helpers/verdict/record";

/** What was paused on: a page whose set-up failed fails every check with the same error, and one pause is enough. */
const seen = new WeakSet<object>();

/**
 * Under `npm test -- --pause-on-fail`: keeps the cluster as it is after a failure until a person has looked, which they
 * say by removing a file.
 */
export async function pauseOn(record: CheckRecord, error: unknown, annotate: TestContext["annotate"]): Promise<void> {
  const { pauseOnFail, reportsDir } = readRunMode();
  if (!pauseOnFail || seen.has(error as object)) return;
  seen.add(error as object);
  const file = path.join(reportsDir, record.evidence, "paused");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "The run waits here. Remove this file to let it go on.\n");
  await annotate(JSON.stringify({ record, file } satisfies Paused), pausedAnnotation);
  while (await exists(file)) await pause(200);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
