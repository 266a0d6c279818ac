import { againCommand } from "#helpers/verdict/again-command";
import { shellQuoted } from "#helpers/system/shell-quoted";
import { stateFileShown } from "#helpers/system/state-folder";
import path from "node:path";
import type { Missing } from "./bounded.ts";
import { rules, type Explanation } from "./causes.ts";
import type { CheckFacts, Facts, Sent } from "./facts.ts";
import { decidingObjects } from "./rules/general.ts";

/** Causes beside the likely one that are worth a line. */
const furtherCauses = 3;

interface Collected {
  files: { name: string; what: string }[];
  missing: Missing[];
  /** Milliseconds that it took. */
  ms: number;
}

/** The likely cause in one sentence, for the reports, with its rule and object; honest where there is none. */
export function causeFound({ causes: [likely] }: Explanation): { cause: string; rule?: string; object?: string } {
  if (!likely) return { cause: "not known: no rule fits what was collected" };
  const object = likely.object ?? objectIn(likely.cause);
  return { cause: likely.cause, rule: likely.rule, ...(object && { object }) };
}

/** The first object that a sentence names: "Sidecar test/ingress-sidecar", "The Service httpbin in test". */
function objectIn(sentence: string): string | undefined {
  const [, kind, name] = /\b([A-Z][A-Za-z]+) ([a-z0-9-]+\/[a-z0-9.-]*[a-z0-9])/.exec(sentence) ?? [];
  if (kind) return `${kind} ${name}`;
  const [, of, called, namespace] = /\b(Service|[Pp]od) (\S+) in ([a-z0-9-]+)/.exec(sentence) ?? [];
  return of && `${of === "Service" ? of : "Pod"} ${namespace}/${called}`;
}

/** why.md: the cause first, then what it was read from, and how to see it by hand. */
export function whyText(facts: Facts, explanation: Explanation, collected: Collected): string {
  const { check } = facts;
  return (
    [
      `# ${check.verdict}: ${check.id}`,
      causeParagraph(facts, explanation),
      ...(check.control ? controlPart(check.control) : []),
      `## Documented beside observed`,
      `${check.title}\n\nDocumented:\n\n${fenced(check.prints)}\n\nObserved:\n\n${fenced(check.observed ?? (check.control ? "not decided: the control failed" : check.reason))}`,
      ...(check.observed ? [`The check's own message:\n\n${fenced(check.reason)}`] : []),
      `## The same by hand\n\n${fenced(byHand(facts, explanation).join("\n"), "sh")}`,
      `## When\n\n${whenText(facts, collected.ms)}`,
      `## In this folder\n\n${listing(collected.files)}`,
      ...(collected.missing.length > 0
        ? [`## Not collected\n\n${collected.missing.map(({ what, why }) => `- ${what}: ${why}`).join("\n")}`]
        : []),
    ].join("\n\n") + "\n"
  );
}

/** The denial is not decided where the allowed client does not get through either: what that one got. */
function controlPart({ what, expected, observed }: NonNullable<CheckFacts["control"]>): string[] {
  return [
    "## The control that failed",
    `${what}\n\nIt should have got:\n\n${fenced(expected)}\n\nIt got:\n\n${fenced(observed)}`,
  ];
}

function causeParagraph(facts: Facts, { causes, look }: Explanation): string {
  const [likely, ...others] = causes;
  if (!likely) return unknown(facts, look.subject?.sent);
  const further = others.slice(0, furtherCauses).map(({ cause }) => `- ${cause}`);
  return [
    `**Likely cause:** ${likely.cause}`,
    `Read from:\n\n${likely.because.map((line) => `- ${oneLine(line)}`).join("\n")}`,
    ...(further.length > 0
      ? [`This fits as well, and may follow from it or stand beside it:\n\n${further.join("\n")}`]
      : []),
  ].join("\n\n");
}

function unknown(facts: Facts, sent: Sent | undefined): string {
  const objects = decidingObjects(facts);
  const waiting = facts.proxies
    .filter(({ warming }) => warming.length > 0)
    .map(({ pod, warming }) => `${pod} waits for ${warming.join(", ")}`);
  return [
    `**Likely cause:** not known. None of the ${rules.length} rules fits what was collected: nobody has described this failure to them, or the check expects what the mesh does not promise.`,
    "What was looked at:",
    [
      ...(sent
        ? [
            `- the request and its answer: exit code ${sent.exitCode}, ${oneLine(sent.text).slice(0, 200) || "no output"}`,
          ]
        : []),
      `- objects that decide about traffic: ${objects.join(", ") || "there are none"}`,
      `- ${facts.proxies.length} proxies: ${waiting.join("; ") || "none waits for anything"}`,
      `- ${facts.events.filter(({ type }) => type === "Warning").length} warnings among the events`,
    ].join("\n"),
    "Begin with `trace.txt` and `access-log.txt`.",
  ].join("\n\n");
}

function byHand({ check, again }: Facts, { causes, look }: Explanation): string[] {
  const sent = look.subject?.sent;
  const request = sent && [
    `kubectl -n ${sent.namespace} exec ${sent.pod} -c ${sent.container} -- sh -c ${shellQuoted(again?.command ?? sent.command)}`,
  ];
  const see = [...new Set(causes.slice(0, 2).flatMap((cause) => cause.see ?? []))];
  return [
    `export KUBECONFIG=${stateFileShown("kubeconfig")}`,
    ...(request ?? []),
    ...see,
    `npm run explain -- ${check.id}`,
    againCommand(check),
  ];
}

function whenText({ began, failed, sent, again, check }: Facts, ms: number): string {
  const last = sent.at(-1);
  return [
    `- began ${began}`,
    ...(last ? [`- last command answered ${last.at}`] : []),
    `- looked at from ${failed} on, before anything was put back or removed; collected in ${(ms / 1000).toFixed(1)} s`,
    ...(again
      ? [`- the request was sent once more at ${again.at}, verbose: exit code ${again.exitCode} (trace.txt)`]
      : []),
    ...(check.hint ? [`- hint: ${check.hint}`] : []),
  ].join("\n");
}

/** The files; those of one proxy or one pod in one line. */
function listing(files: Collected["files"]): string {
  const grouped = new Map<string, { names: string[]; what: string }>();
  for (const { name, what } of [...files].sort(byName)) {
    const folder = /^(proxies|logs)\/[^/]+/.exec(name)?.[0];
    const known = grouped.get(folder ?? name);
    if (known) known.names.push(path.basename(name));
    else grouped.set(folder ?? name, { names: folder ? [path.basename(name)] : [], what });
  }
  const lines = [...grouped].map(([name, { names, what }]) =>
    names.length > 0 ? `- \`${name}/\`: ${names.join(", ")}` : `- \`${name}\`: ${what}`,
  );
  return lines.join("\n");
}

function fenced(text: string, language = ""): string {
  // A fence longer than any in the text: what the mesh answered may hold one.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/^\n+|\s+$/g, "")}\n${fence}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " / ").trim();
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name);
}
