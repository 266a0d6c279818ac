import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { HarnessError, messageOf } from "./errors.ts";

/**
 * Writes a whole file or leaves the one before untouched: a temporary file beside it, flushed, then renamed over it.
 * A reader never sees half of it, not even when the machine stops in between. Makes the folder.
 * @throws HarnessError when it cannot be written.
 */
export async function writeFileAtomically(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = `${file}.${process.pid}.${(written += 1)}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeAndFlush(temporary, content, mode);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new HarnessError(`cannot write ${file}`, {
      why: messageOf(error),
      hint: "make the folder writable and see that the disk has room",
      cause: error,
    });
  }
}

/** Two writes of one process must not share their temporary file. */
let written = 0;

async function writeAndFlush(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, "w", mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
