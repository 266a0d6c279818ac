import { HarnessError, messageOf } from "./errors.ts";

/** What a machine may run out of, by the system's code for it: what to say, and what to do. */
const shortages: Record<string, [what: string, hint: string]> = {
  ENOSPC: ["the disk is full", "make room there, then run it again"],
  EDQUOT: ["the disk is full", "make room there, then run it again"],
  EMFILE: ["too many files are open", "allow this shell more of them (`ulimit -n 4096`), then run it again"],
  ENFILE: ["too many files are open on this machine", "end what opens them, or raise the sysctl fs.file-max"],
};

/** Is a disk, or what this user may take of it, full? */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error));
}

/** What the machine has run out of, where that is what the error says: no bug of ours, and no fault of the mesh's. */
export function shortageIn(error: unknown): HarnessError | undefined {
  const found = shortages[codeOf(error)];
  if (!found) return undefined;
  const [what, hint] = found;
  return new HarnessError(what, { why: messageOf(error), hint, cause: error });
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "";
}
