import { isFull } from "#helpers/system/machine-error";

/** The reader has gone: `npm run list | head`, a terminal that was closed. It has seen what it wanted. */
const gone = new Set(["EPIPE", "EIO", "ERR_STREAM_DESTROYED"]);

let lost = false;

/**
 * From now on output that cannot be written ends nothing: what a command does goes on to its end, and a run still writes
 * its reports. Where the reader has gone, that is all. Anything else (a full disk) is told once, and the exit code is no
 * success.
 */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", onError);
}

function onError(error: NodeJS.ErrnoException): void {
  if (lost || gone.has(error.code ?? "")) return;
  lost = true;
  // Last of all: the command sets its own when it is through.
  process.once("exit", () => (process.exitCode ||= 2));
  const full = isFull(error);
  console.error(
    [
      "\n✗ the output could not be written",
      `  why: ${full ? "no space is left where it goes" : error.message}`,
      `  do:  ${full ? "make room there" : "see where it goes"}, then run it again`,
    ].join("\n"),
  );
}
