import { differencesOf } from "#helpers/verdict/differences";
import { ClaimError } from "#helpers/system/errors";
import type { HttpsOutcome } from "#helpers/verdict/https-outcome";
import type { Transcript } from "#helpers/kube/exec";

/** What a header's value has to look like where it cannot be the one that the page prints; by name, in lower case. */
export type VaryingHeaders = Readonly<Record<string, RegExp>>;

/** Headers whose value is another in each answer. */
export const varyingHeaders: VaryingHeaders = {
  date: /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/,
  "x-envoy-upstream-service-time": /^\d+$/,
};

export interface AnswerOptions {
  /** Besides `varyingHeaders`. */
  varies?: VaryingHeaders;
  /** May the answer have no header but the printed ones? The default is that it may. */
  whole?: boolean;
}

/**
 * Claims that the HTTP answers in curl's output (-I, -i, -D -) are those that the page prints: as many, in their order,
 * each with its status line and every printed header. Names are compared without case, as HTTP does. In a printed line
 * `…` stands for anything; alone on a line it stands, as the pages' `...` does, for lines that are left out.
 * @param seen curl's transcript; or the outcome of `httpsRequest`, whose TLS session is told in curl -v's words:
 *   "* SSL connection using TLSv1.3", "* subject: CN=httpbin.example.com"
 * @param printed the answers, written as the page prints them
 * @throws ClaimError that names the lines in which they differ, and has both as lines
 */
export function expectAnswer(
  seen: Transcript | HttpsOutcome,
  printed: string,
  { varies, whole = false }: AnswerOptions = {},
): void {
  const text = "outcome" in seen ? sessionText(seen) : seen.text.replaceAll("\r", "");
  const [answers, wanted] = [answersIn(text), answersIn(printed)];
  const details = { expected: printed, observed: text.trim() || "nothing" };
  if (("exitCode" in seen && seen.exitCode !== 0) || answers.length !== wanted.length) {
    throw new ClaimError(differencesOf(textLines(details.observed), textLines(printed)), details);
  }
  const patterns = { ...varyingHeaders, ...varies };
  const objections = wanted.flatMap((answer, index) => objectionTo(answers[index]!, answer, patterns, whole));
  if (objections.length > 0) throw new ClaimError(objections.join("; "), details);
}

/** One line of an answer: a header, the status line, or curl's own words about the session. */
interface Line {
  text: string;
  name: string;
  value: string;
}

function objectionTo(seen: Line[], printed: Line[], patterns: VaryingHeaders, whole: boolean): string[] {
  const missing = printed.filter((line) => !seen.some((other) => agrees(other, line, patterns)));
  const surplus = seen.filter((line) => !printed.some((other) => agrees(line, other, patterns)));
  // An answer may have more headers than the page prints: only what stands in a missing one's place is a difference.
  const unexpected = whole ? surplus : surplus.filter(({ name }) => missing.some((line) => line.name === name));
  if (missing.length + unexpected.length === 0) return [];
  return [
    differencesOf(...([unexpected, missing].map((lines) => lines.map(({ text }) => text)) as [string[], string[]])),
  ];
}

function agrees(seen: Line, printed: Line, patterns: VaryingHeaders): boolean {
  if (seen.name !== printed.name) return false;
  const literal = printed.value.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return (patterns[seen.name] ?? new RegExp(`^${literal.join(".+")}$`)).test(seen.value);
}

/** Each answer's lines, without its body, which follows the first empty line. */
function answersIn(text: string): Line[][] {
  const answers: Line[][] = [];
  const session: Line[] = [];
  let inHead = true;
  for (const line of text.split("\n").map((each) => each.trim().replace(/^\*\s+/, "* "))) {
    if (line.startsWith("HTTP/")) {
      inHead = true;
      answers.push([...session, lineOf(line)]);
    } else if (line === "") inHead = answers.length === 0;
    else if (inHead && line !== "..." && line !== "…") (answers.at(-1) ?? session).push(lineOf(line));
  }
  return answers;
}

function lineOf(text: string): Line {
  if (text.startsWith("HTTP/")) return { text, name: "HTTP/", value: text };
  const [, name = text, value = ""] = /^(\* SSL connection|[^:]+?)(?: using |:)\s*(.*)$/.exec(text) ?? [];
  return { text, name: name.toLowerCase(), value };
}

function sessionText(outcome: HttpsOutcome): string {
  if (outcome.outcome === "refused") return outcome.text;
  const { tls, status, headers } = outcome;
  return [
    `* SSL connection using ${tls.version}`,
    `* subject: CN=${tls.subject}`,
    `${tls.protocol} ${status}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join("\n");
}

function textLines(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}
