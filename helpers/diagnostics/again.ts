import { exec } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import type { Facts, Sent } from "./facts.ts";
import { statusIn } from "./subject.ts";

/** Options with which curl changes something at the other end, or writes a file here. */
const harmful =
  /(^|\s)(-[A-Za-z]*[dFTO]\b|-[dFT]|--(data|form|json|upload-file|remote-name|output-dir|cookie-jar|trace|config)\S*|-c\b|-K\b)/;
const otherMethod = /(?:-X|--request)[\s=]*['"]?(?!GET\b|HEAD\b)[A-Z]+/;
const outputFile = /(?:-o|--output|-D|--dump-header)[\s=]+(?!\/dev\/null\b|-(?:\s|$))\S+/;

/** Longest that the repetition may take. Seconds. */
const limit = 5;

/** The command's one curl once more, with -v; see `onlyCurl`. */
export function verbose(command: string): string | undefined {
  return onlyCurl(command, "-v");
}

/**
 * The command's one curl with other options before its own, within a limit of ours: undefined where the command sends
 * more than one request, or one that is not just asking.
 */
export function onlyCurl(command: string, options: string): string | undefined {
  const parts = splitUnquoted(command);
  const curls = parts.filter((part) => /^curl\s/.test(part));
  const [curl] = curls;
  if (curls.length !== 1 || curl === undefined) return undefined;
  if (/\s(for|while|xargs)\s/.test(` ${command} `) || /[`]|\$\(/.test(command)) return undefined;
  if (harmful.test(curl) || otherMethod.test(curl) || outputFile.test(curl)) return undefined;
  const exports = parts.filter((part) => /^export \w+=/.test(part)).map((part) => `${part}; `);
  return (
    exports.join("") + curl.replace(/^curl (--max-time \S+ )?/, `curl ${options}${options && " "}--max-time ${limit} `)
  );
}

/** How often the request is sent where the verbose one ended otherwise than the check's: does that stay so? */
const repetitions = 6;

/** Sends the request again, with curl's own account of it. */
export async function sendAgain(kube: Kube, sent: Sent, timeout: number): Promise<Sent | undefined> {
  return sendOnce(kube, sent, verbose(sent.command), timeout);
}

/** Sends the request a few times more, one after the other, as it was. */
export async function repeat(kube: Kube, sent: Sent, timeout: number): Promise<Sent[]> {
  const answers: Sent[] = [];
  const until = performance.now() + timeout;
  while (answers.length < repetitions && performance.now() < until) {
    const answer = await sendOnce(kube, sent, onlyCurl(sent.command, ""), until - performance.now());
    if (!answer) break;
    answers.push(answer);
  }
  return answers;
}

async function sendOnce(
  kube: Kube,
  { namespace, pod, container }: Sent,
  command: string | undefined,
  timeout: number,
): Promise<Sent | undefined> {
  if (command === undefined) return undefined;
  const { exitCode, text } = await exec(kube, { namespace, pod, container }, ["sh", "-c", command], timeout);
  return { at: new Date().toISOString(), namespace, pod, container, command, text, exitCode };
}

/** Are there two requests alike that were answered differently, one after the other, when the mesh had had its time? */
export function answersDiffer({ check, repeated = [] }: Facts): boolean {
  return check.unstable !== undefined || new Set(repeated.map(answerText)).size > 1;
}

/** An answer in a few words: curl's own about its failure, the status line, or else the first line. */
export function answerText({ text, exitCode }: Pick<Sent, "text" | "exitCode">): string {
  const words = exitCode === 0 ? /^HTTP\/.*$/m.exec(text) : /^curl: \(\d+\).*$/m.exec(text);
  const line = words?.[0] ?? text.split("\n").find((each) => each.trim() !== "");
  return line?.trim() ?? `exit code ${exitCode}`;
}

/** How a request ended, in words. An answer without a status that can be read, as of -o /dev/null, is one all the same. */
export function outcomeOf({ exitCode, text }: Sent): string {
  if (exitCode !== 0) return `exit code ${exitCode}`;
  const status = statusIn(text) ?? 200;
  return status < 400 ? "an answer" : `status ${status}`;
}

/** The simple commands of a shell line, without redirections: split at ; | & and line ends outside of quotes. */
function splitUnquoted(line: string): string[] {
  const direct = line.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\s\d?[<>]+&?\s*\S+/g, (found) =>
    /^['"]/.test(found) ? found : "",
  );
  const parts = direct.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\;|&\n])+/g) ?? [];
  return parts.map((part) => part.trim()).filter(Boolean);
}
