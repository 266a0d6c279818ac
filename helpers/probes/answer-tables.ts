import { answersOfCommand } from "#helpers/verdict/answer-values";
import { normalised, serialFormat } from "#helpers/verdict/answer-rules";
import type { AnswerKind, AnswerValue } from "#helpers/verdict/recorded-answers";
import { answersOfRows } from "./record-answers.ts";

/** What `istioctl proxy-config <what> <pod>.<namespace>` prints, as a table or as JSON; nothing for any other command. */
export function answersOfIstioctl(
  [command, what = "", proxy = "", ...options]: readonly string[],
  tableOf: () => Record<string, string>[],
  stdout: string,
): AnswerValue[] {
  const kind = proxyConfigKinds[what];
  if (command !== "proxy-config" || !kind || stdout.trim() === "") return [];
  const name = [`${what} of ${normalised(proxy)}`, ...options.filter((option) => option !== "-o")].join(" ");
  if (options.includes("json")) {
    const names = namesIn(stdout).filter((each) => !givenByName(each));
    return names.map((value) => ({ kind, name, value }));
  }
  return proxyRows(kind, name, tableOf());
}

/**
 * What the page's own command line prints in a terminal, where it is of a known form: a table of `kubectl get` or of
 * `istioctl proxy-config`, or what curl prints in a pod.
 */
export function answersOfTerminal(
  line: string,
  answer: Printed,
  tableOf: () => Record<string, string>[],
): AnswerValue[] {
  if (/\bkubectl exec\b.* curl /s.test(line)) return answersOfCommand({ command: line, ...answer });
  // What another program makes of it, and any form but the table, may be anything.
  if (answer.exitCode !== 0 || /[|;&]|\s-o\b|\n/.test(line) || !/^[A-Z][A-Z ()-]+\n/.test(answer.stdout)) return [];
  const kind = proxyConfigKinds[/^istioctl\b.* proxy-config (\w+)/.exec(line)?.[1] ?? ""];
  if (kind) return proxyRows(kind, normalised(line), tableOf());
  return /^kubectl\b.* get\b/.test(line) ? answersOfRows("kubectl", normalised(line), tableOf(), ownOfARun) : [];
}

interface Printed {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Columns of kubectl that tell of this run's objects alone. */
export const ownOfARun = ["AGE", "RESTARTS", "CLUSTER-IP"];

function proxyRows(kind: AnswerKind, name: string, all: Record<string, string>[]): AnswerValue[] {
  const rows = all.filter((row) => !givenByName(row["RESOURCE NAME"] ?? ""));
  if (kind !== "secrets") return answersOfRows(kind, name, rows, []);
  return [
    ...answersOfRows(kind, name, rows, ["SERIAL NUMBER", "NOT AFTER", "NOT BEFORE"]),
    ...rows.map((row) => ({
      kind: "serial-numbers" as const,
      name: `${row["RESOURCE NAME"]} in ${name}`,
      value: serialFormat(row["SERIAL NUMBER"] ?? ""),
    })),
  ];
}

/** A secret that a Gateway names. The gateway holds it for 45 s after the last listener with it: when one looks decides. */
function givenByName(secret: string): boolean {
  return secret.startsWith("kubernetes://");
}

const proxyConfigKinds: Record<string, AnswerKind | undefined> = {
  secret: "secrets",
  listener: "listeners",
  cluster: "clusters",
  route: "routes",
  endpoint: "endpoints",
};

/** Names in a list of clusters, listeners or routes, or of the active secrets of a dump. */
function namesIn(json: string): string[] {
  const dump = parsed(json);
  const list = Array.isArray(dump) ? dump : (dump as { dynamicActiveSecrets?: unknown } | null)?.dynamicActiveSecrets;
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ name }: { name?: unknown }) => (typeof name === "string" ? [normalised(name)] : []));
}

/** What is no JSON says nothing here; the claim that reads it will tell. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
