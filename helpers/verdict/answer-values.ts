import type { HttpsOutcome } from "./https-outcome.ts";
import { normalised, normalisedCommand, normalisedHeader } from "./answer-rules.ts";
import type { AnswerKind, AnswerValue } from "./recorded-answers.ts";

/** What a command in a container printed. */
interface Printed {
  command: string;
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * What the mesh says in a command's answer, as far as it is of a known form: HTTP heads (curl -I, -i, -D -), statuses
 * (-w '%{http_code}'), the request's headers as httpbin tells them, curl's word of a failure, its exit code, what -v tells
 * of the TLS session. Everything else that a command may print (certificates, files) is left out.
 */
export function answersOfCommand({ command, exitCode, stdout, stderr }: Printed): AnswerValue[] {
  const name = normalisedCommand(command);
  const of = (kind: AnswerKind) => (value: string) => ({ kind, name, value });
  return [
    ...headsIn(stdout).flatMap(([status = "", ...headers]) => [
      of("http-status")(status.trim()),
      ...headers.flatMap(headerIn).map(of("http-header")),
    ]),
    ...statusesIn(stdout).map(of("http-status")),
    ...requestHeadersIn(stdout).map(of("request-header")),
    ...errorsIn(`${stdout}\n${stderr}`, exitCode).map(of("client-error")),
    ...sessionsIn(stderr).map(of("tls")),
  ];
}

/**
 * The same of an https request of our own, and the TLS session it went over.
 * @param request what was asked, e.g. "GET https://httpbin.example.com/status/200, one CA trusted"
 */
export function answersOfHttps(request: string, outcome: HttpsOutcome): AnswerValue[] {
  const name = normalised(request);
  const of = (kind: AnswerKind) => (value: string) => ({ kind, name, value });
  if (outcome.outcome === "refused") return [of("client-error")(normalised(outcome.code))];
  const { status, headers, body, tls } = outcome;
  return [
    of("http-status")(`${tls.protocol} ${status}`),
    ...headersOf(headers).map(of("http-header")),
    ...requestHeadersIn(body).map(of("request-header")),
    of("tls")(`${tls.version}, ${tls.cipher}, ${tls.protocol}, certificate of CN=${tls.subject}`),
  ];
}

function headersOf(headers: object): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one) => normalisedHeader(name, String(one))),
  );
}

function headsIn(stdout: string): string[][] {
  return stdout
    .split(/\r?\n\r?\n/)
    .map((block) => block.trim().split(/\r?\n/))
    .map((lines) => lines.slice(lines.findIndex((line) => /^HTTP\/\d/.test(line))))
    .filter(([first]) => first?.startsWith("HTTP/"));
}

function headerIn(line: string): string[] {
  const [, name, value] = /^([\w-]+):\s?(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [normalisedHeader(name, value!.trim())];
}

/** "curl.foo to httpbin.foo: 200", or the status alone. */
function statusesIn(stdout: string): string[] {
  return stdout.split("\n").filter((line) => /^(?:[\w. -]+: )?\d{3}$/.test(line));
}

/** go-httpbin's answer to /headers: {"headers": {"Accept": ["…"]}}. */
function requestHeadersIn(stdout: string): string[] {
  if (!/^\s*\{\s*"headers"\s*:/.test(stdout)) return [];
  try {
    const { headers } = JSON.parse(stdout) as { headers: Record<string, unknown> };
    return headersOf(headers);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function errorsIn(printed: string, exitCode: number): string[] {
  const words = printed.split("\n").flatMap((line) => /^curl: \(\d+\) .*$/.exec(line.trim()) ?? []);
  return [...words.map(wordsAsOne).map(normalised), ...(exitCode === 0 ? [] : [`exit code ${exitCode}`])];
}

/**
 * curl's words where they differ from one curl to the next, or from one time to the next: which of its timers was the first
 * to end, what stands before OpenSSL's own words. See "curl's words" in docs/version-profiles.md.
 */
function wordsAsOne(words: string): string {
  if (words.startsWith("curl: (28)")) return "curl: (28) timed out";
  return words.replace(/^(curl: \(35\)) (?:OpenSSL\/\S+|TLS connect error): /, "$1 ");
}

/** "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS" */
function sessionsIn(stderr: string): string[] {
  return stderr.split("\n").flatMap((line) => /^\* SSL connection using (.*)$/.exec(line.trim())?.[1] ?? []);
}
