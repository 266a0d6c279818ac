import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "./atomic-file.ts";
import { HarnessError } from "./errors.ts";

/** What an answer depends on. */
export interface DependsOn {
  /** Folder that the others are relative to. */
  root: string;
  /** Every file below them, by its path and its content. */
  folders: readonly string[];
  /** By their content; one may be missing. */
  files: readonly string[];
  /** Anything else. */
  also: readonly string[];
}

/** A hash that is another one as soon as anything that the answer depends on is; where that cannot be told, always. */
export function keyOf(on: DependsOn): string {
  try {
    return hashOf(on);
  } catch (error) {
    // A file that we may not read, or that goes while we look: the answer is asked for anew, which tells what is wrong.
    void error;
    return randomUUID();
  }
}

function hashOf({ root, folders, files, also }: DependsOn): string {
  const hash = createHash("sha256").update(JSON.stringify(also));
  const below = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...below.toSorted(), ...files.map((file) => path.join(root, file))]) {
    const content = contentOf(file);
    hash.update(JSON.stringify([path.relative(root, file), content?.length ?? null])).update(content ?? "");
  }
  return hash.digest("hex");
}

/** Where an answer is kept, what it depends on, and how it is found. */
export interface Kept<T> {
  file: string;
  /** Hash of what it depends on, as it is now. */
  key: () => string;
  ask: () => Promise<T>;
  /** Is the answer one that may be given again? Always, unless told. */
  isKept?: (answer: T) => boolean;
}

/**
 * The answer that is kept in a file, where nothing that it depends on has changed since; else a new one, which is kept then.
 * In doubt it is asked anew: a file that is cut off or was changed is no answer, and one that was found while something
 * changed is not kept.
 */
export async function keptAnswer<T>({ file, key, ask, isKept = () => true }: Kept<T>): Promise<T> {
  const before = key();
  const kept = await readKept(file, before);
  if (kept) return JSON.parse(kept) as T;
  const answer = await ask();
  if (isKept(answer) && key() === before) await keep(file, before, JSON.stringify(answer));
  return answer;
}

/** On the first line the hashes of what it depends on and of itself, below it the answer. */
const headOf = (key: string, text: string) => `${key} ${createHash("sha256").update(text).digest("hex")}`;

async function readKept(file: string, key: string): Promise<string | undefined> {
  const whole = await readFile(file, "utf8").catch(() => "");
  const end = whole.indexOf("\n");
  const text = whole.slice(end + 1);
  return end > 0 && whole.slice(0, end) === headOf(key, text) ? text : undefined;
}

/** Where it cannot be kept (a checkout of somebody else's, a full disk) it is asked for again the next time. */
async function keep(file: string, key: string, text: string): Promise<void> {
  try {
    await writeFileAtomically(file, `${headOf(key, text)}\n${text}`);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
