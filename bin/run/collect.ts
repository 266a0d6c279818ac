import path from "node:path";
import { lastLines } from "#helpers/command";
import { HarnessError } from "#helpers/errors";
import { runChild } from "./child.ts";
import type { CollectAnswer, CollectRequest } from "./collect-child.ts";

/** Reading the suites takes a second or two; one that waits for something at import would wait for ever. Milliseconds. */
const patience = 120_000;

/**
 * Finds every check that the suites declare, before anything is started: a typo in a filter must cost seconds, and a
 * check that is lost later must be missed. In a process of its own, which a suite may spoil as it likes.
 * @throws HarnessError when the suites cannot be read
 */
export async function collectChecks(request: CollectRequest, signal: AbortSignal): Promise<CollectAnswer> {
  let answer: CollectAnswer | undefined;
  let output = "";
  const program = path.join(import.meta.dirname, "collect-child.ts");
  const end = await runChild(program, request, {
    cwd: request.root,
    env: { ...process.env, NO_COLOR: "1" },
    onMessage: (message) => (answer = message as CollectAnswer),
    onOutput: (text) => (output += text),
    signal,
    patience,
  });
  signal.throwIfAborted();
  if (answer) return answer;
  throw new HarnessError("cannot read the suites", {
    why: [end.hung ? `no answer within ${patience / 1000} s` : end.how, lastLines(output, 10)]
      .filter(Boolean)
      .join("\n"),
    hint: "a suite must be importable without a cluster and must wait for nothing at import",
  });
}
