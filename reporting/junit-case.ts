import path from "node:path";
import { againCommand } from "#helpers/verdict/again-command";
import type { CheckRecord } from "#helpers/verdict/record";
import { dedent } from "./layout.ts";
import { element, escapeText } from "./xml.ts";

/**
 * A check as a test case. The schema has no place for its id and its file but the texts: they stand in what a failure
 * says, which is all that GitLab shows of it, and in the output.
 * @param reports folder of the reports, as a person would type it
 */
export function testcase(check: CheckRecord, reports: string): string {
  const attributes = {
    classname: `${check.page}.${check.section}`,
    name: check.title,
    time: (check.ms / 1000).toFixed(3),
  };
  const output = element("system-out", {}, escapeText(whereabouts(check, reports).join("\n")));
  return element("testcase", attributes, verdictElement(check, reports) + output);
}

function verdictElement(check: CheckRecord, reports: string): string {
  const about = whereabouts(check, reports).join("\n");
  switch (check.verdict) {
    case "conformant":
      return "";
    case "nonconformant":
    case "flaky": {
      const documented = `documented:\n${dedent(check.prints).join("\n")}`;
      const text = [check.reason, documented, `observed:\n${check.observed ?? "see the evidence"}`, about];
      return failureElement("failure", check, text.filter(Boolean).join("\n\n"));
    }
    case "inconclusive": {
      const why = [check.reason, ...controlLines(check), check.hint && `do: ${check.hint}`, check.stack];
      return failureElement("error", check, [why.filter(Boolean).join("\n"), about].join("\n\n"));
    }
    case "skipped": {
      const { reason, condition, reference } = check.skip ?? {};
      const why = [reason, condition, reference].filter(Boolean).join("; ");
      // Once more as text: GitLab reads no attribute of it.
      return element("skipped", { message: why }, escapeText(why));
    }
  }
}

/** One line that is enough in a list: the reason, and its likely cause where one is known. */
function failureElement(name: "failure" | "error", { verdict, reason, diagnosis }: CheckRecord, text: string): string {
  const first = reason?.split("\n")[0] || "no reason was given";
  const message = diagnosis ? `${first}; likely cause: ${diagnosis.cause.split("\n")[0]}` : first;
  return element(name, { message, type: verdict }, escapeText(text));
}

function controlLines({ control }: CheckRecord): string[] {
  if (!control) return [];
  return [`control: ${control.what}`, `it should have got: ${control.expected}`, `it got: ${control.observed}`];
}

function whereabouts(check: CheckRecord, reports: string): string[] {
  const { id, at, file, evidence, diagnosis, verdict } = check;
  const evidencePath = diagnosis?.file ?? evidence;
  return [
    ...(diagnosis ? [`likely cause: ${diagnosis.cause}`] : []),
    `id: ${id}`,
    ...((at ?? file) ? [`file: ${at ?? file}`] : []),
    ...(verdict === "conformant" || verdict === "skipped" ? [] : [`again: ${againCommand(check)}`]),
    ...(evidencePath ? [`evidence: ${path.join(reports, evidencePath)}`] : []),
  ];
}
