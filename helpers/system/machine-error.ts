import { HarnessError, messageOf } from "./errors.ts";

/** What a machine may run out of, by the system's code for it: what to say, and what to do. */
const shortages: Record<string, [what: string, hint: string]> = {
  ENOSPC: ["the disk is full", "make room there, then run it again"],
  EDQUOT: ["the disk is full", "make room there, then run it again"],
  EMFILE: ["too many files are open", "allow this shell more of them (`ulimit -n 4096`), then run it again"],
  ENFILE: ["too many files are open on this machine", "end what opens them, or raise the sysctl fs.file-max"],
};

/** What a file may be that we cannot use, by the system's code. */
const unusable: Record<string, string> = {
  EACCES: "see who owns it, and who may use it",
  EPERM: "see who owns it, and who may use it",
  EROFS: "its file system can only be read: choose another folder, or mount it to be written to",
  ENOTDIR: "a file stands where a folder belongs: move it away",
  EISDIR: "a folder stands where a file belongs: move it away",
  EIO: "its disk does not answer as it should",
};

/** Is a disk, or what this user may take of it, full? */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(fieldOf(error, "code"));
}

/**
 * What the machine has run out of, or which file of it cannot be used, where that is what the error says: no bug of ours, and no
 * fault of the mesh's.
 */
export function machineErrorIn(error: unknown): HarnessError | undefined {
  const [code, file] = [fieldOf(error, "code"), fieldOf(error, "path")];
  const shortage = shortages[code];
  if (shortage) return new HarnessError(shortage[0], { why: messageOf(error), hint: shortage[1], cause: error });
  const hint = unusable[code];
  if (hint === undefined || file === "") return undefined;
  return new HarnessError(`cannot use ${file}`, { why: messageOf(error), hint, cause: error });
}

function fieldOf(error: unknown, field: "code" | "path"): string {
  const value = ((error ?? {}) as Record<string, unknown>)[field];
  return typeof value === "string" ? value : "";
}
