import { normalised } from "#helpers/verdict/answer-rules";
import { recordAnswers, type AnswerKind, type AnswerValue } from "#helpers/verdict/recorded-answers";
import type { AccessLogLine } from "./access-log.ts";

/**
 * Notes a proxy's log lines of the requests that a claim is about, for the comparison of two runs: each line with its
 * fields in their order, and its response flags.
 * @param by whose log it is, e.g. "the client's sidecar"
 */
export function noteLogLines(by: string, lines: readonly AccessLogLine[]): void {
  const name = `log of ${by}`;
  recordAnswers(
    lines.flatMap(({ line, responseCode, responseFlags }): AnswerValue[] => [
      { kind: "access-log", name, value: normalisedLine(line) },
      { kind: "response-flags", name, value: `${responseCode} ${responseFlags}` },
    ]),
  );
}

/** The line without what is of one request: sizes, durations and both clients' ports besides what `normalised` sets aside. */
export function normalisedLine(line: string): string {
  // Received, sent, duration, and the upstream's own time, which is "-" where there is none.
  return withoutClientPorts(normalised(line)).replace(/ \d+ \d+ \d+ (\d+|-) "/, (_all, upstream: string) => {
    return ` <bytes> <bytes> <ms> ${upstream === "-" ? "-" : "<ms>"} "`;
  });
}

/**
 * The line ends with the proxy's own address to the upstream, the one that the client meant, the client's, the SNI and the
 * route. A client's port is the kernel's choice; where a connection is redirected and its port is taken, a low one as well.
 */
function withoutClientPorts(line: string): string {
  return line.replace(
    /(<address>)(:(?:\d+|<port>))?( \S+ <address>)(:(?:\d+|<port>))?( \S+ \S+)$/,
    (_all, own: string, ownPort: string | undefined, between: string, port: string | undefined, rest: string) =>
      `${own}${ownPort ? ":<port>" : ""}${between}${port ? ":<port>" : ""}${rest}`,
  );
}

/** A pod's containers, in both of its lists, as a pod or a template declares them. */
export interface PodSpec {
  containers: { name: string }[];
  initContainers?: { name: string; restartPolicy?: string }[];
}

/**
 * Notes which containers a pod has, for the comparison of two runs.
 * @param pod e.g. "curl.foo"
 */
export function noteContainers(pod: string, { containers, initContainers = [] }: PodSpec): void {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(" ") || "none";
  const [running, ending] = [true, false].map((stays) =>
    initContainers.filter(({ restartPolicy }) => (restartPolicy === "Always") === stays),
  ) as [typeof initContainers, typeof initContainers];
  const value = `containers ${names(containers)}; init containers that keep running ${names(running)}; others ${names(ending)}`;
  recordAnswers([{ kind: "containers", name: pod, value }]);
}

/** Rows of a table as values, without the columns that say nothing about the mesh, and without pods that are ending. */
export function answersOfRows(
  kind: AnswerKind,
  name: string,
  rows: readonly Record<string, string>[],
  omittedColumns: readonly string[],
): AnswerValue[] {
  const lasting = rows.filter(({ STATUS }) => STATUS !== "Terminating");
  return lasting.map((row) => ({
    kind,
    name,
    value: Object.entries(row)
      .filter(([column, cell]) => !omittedColumns.includes(column) && cell !== "")
      .map(([column, cell]) => `${column} ${normalised(cell)}`)
      .join(", "),
  }));
}
