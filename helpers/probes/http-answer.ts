import { HarnessError } from "#helpers/system/errors";
import type { Transcript } from "#helpers/kube/exec";

/** One HTTP answer as curl prints it with -I, -i or -D -. */
export interface HttpAnswer {
  /** "HTTP/1.1" or "HTTP/2". */
  protocol: string;
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
}

/**
 * The answers in curl's output, in the order in which they came (with -L, one per redirect).
 * @throws HarnessError when curl ended with 0 and printed none: that contradicts itself
 */
export function httpAnswers({ command, exitCode, stdout }: Transcript): HttpAnswer[] {
  const answers = stdout
    .split(/\r?\n\r?\n/)
    .map((block) => block.trim().split(/\r?\n/))
    .filter(([first]) => first?.startsWith("HTTP/"))
    .map(([first, ...lines]) => ({ ...statusOf(first!), headers: headersOf(lines) }));
  if (answers.length === 0 && exitCode === 0) {
    throw new HarnessError("curl ended with exit code 0 and printed no HTTP answer", {
      why: `${command}\n${stdout}`,
      hint: "give curl -I, -i or -D -",
    });
  }
  return answers;
}

/** The only answer; undefined when curl got none. */
export function httpAnswer(transcript: Transcript): HttpAnswer | undefined {
  return httpAnswers(transcript).at(-1);
}

function statusOf(line: string): { protocol: string; status: number } {
  const [protocol = "", status = ""] = line.split(" ");
  return { protocol, status: Number(status) };
}

function headersOf(lines: string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
