import path from "node:path";
import type { CheckRecord, RunRecord } from "#helpers/verdict";
import { tally } from "./exit-code.ts";
import { dedent } from "./layout.ts";
import { assertWellFormed, element, escapeText } from "./xml.ts";

type Failure = RunRecord["failures"][number];

/**
 * The run as JUnit XML: a suite per page; nonconformant and flaky are failures, inconclusive is an error, a skip carries its reason.
 * Failures outside the checks are errors of a suite of their own, so that nobody who reads only this file misses them.
 * @param reports folder of the reports, as a person would type it
 */
export function junitXml(run: RunRecord, reports: string): string {
  const pages = [...new Set(run.checks.map(({ page }) => page))];
  const suites = pages.map((page) => pageSuite(page, run, reports));
  if (run.failures.length > 0) suites.push(harnessSuite(run.failures));
  const { nonconformant, inconclusive, flaky, skipped } = tally(run.checks);
  const attributes = {
    name: "meshproof",
    tests: run.checks.length + run.failures.length,
    failures: nonconformant + flaky,
    errors: inconclusive + run.failures.length,
    skipped,
    time: seconds(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
    timestamp: run.startedAt,
  };
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, `\n${suites.join("\n")}\n`)}\n`;
  assertWellFormed(xml);
  return xml;
}

function pageSuite(page: string, run: RunRecord, reports: string): string {
  const checks = run.checks.filter((check) => check.page === page);
  const { nonconformant, inconclusive, flaky, skipped } = tally(checks);
  const attributes = {
    name: page,
    tests: checks.length,
    failures: nonconformant + flaky,
    errors: inconclusive,
    skipped,
    time: seconds(checks.reduce((sum, { ms }) => sum + ms, 0)),
    timestamp: run.startedAt,
  };
  const cases = checks.map((check) => testcase(check, reports));
  return element("testsuite", attributes, `\n${[properties(run), ...cases].join("\n")}\n`);
}

function properties({ dataPlane, target, internet, versions }: RunRecord): string {
  const { istio, envoy, kubernetes, cni, gatewayApi } = versions ?? {};
  const known = { dataPlane, target, internet, istio, envoy, kubernetes, cni, gatewayApi };
  const each = Object.entries(known).filter(([, value]) => value !== undefined);
  return element("properties", {}, each.map(([name, value]) => element("property", { name, value })).join(""));
}

function testcase(check: CheckRecord, reports: string): string {
  const attributes = { classname: `${check.page}.${check.section}`, name: check.title, time: seconds(check.ms) };
  const { evidence, diagnosis } = check;
  const lines = [
    ...(diagnosis ? [`likely cause: ${diagnosis.cause}`] : []),
    ...(evidence ? [`evidence: ${path.join(reports, diagnosis?.file ?? evidence)}`] : []),
  ];
  const output = lines.length > 0 ? element("system-out", {}, escapeText(lines.join("\n"))) : "";
  return element("testcase", attributes, verdictElement(check) + output);
}

function verdictElement(check: CheckRecord): string {
  const message = check.reason?.split("\n")[0] ?? "no reason was given";
  switch (check.verdict) {
    case "conformant":
      return "";
    case "nonconformant":
    case "flaky": {
      const text = [
        check.reason,
        `documented:\n${dedent(check.prints).join("\n")}`,
        `observed:\n${check.observed ?? "see the evidence"}`,
      ];
      return element("failure", { message, type: check.verdict }, escapeText(text.filter(Boolean).join("\n\n")));
    }
    case "inconclusive": {
      const text = [check.reason, check.hint && `do: ${check.hint}`, check.stack];
      return element("error", { message, type: "inconclusive" }, escapeText(text.filter(Boolean).join("\n")));
    }
    case "skipped": {
      const { reason, condition, reference } = check.skip ?? {};
      return element("skipped", { message: [reason, condition, reference].filter(Boolean).join("; ") });
    }
  }
}

function harnessSuite(failures: Failure[]): string {
  const cases = failures.map(({ what, why, hint }, index) => {
    const text = escapeText([what, why, `do: ${hint}`].filter(Boolean).join("\n"));
    const error = element("error", { message: what.split("\n")[0], type: "harness" }, text);
    return element("testcase", { classname: "meshproof.harness", name: `failure ${index + 1}`, time: 0 }, error);
  });
  const counts = { tests: failures.length, failures: 0, errors: failures.length, skipped: 0, time: 0 };
  return element("testsuite", { name: "meshproof.harness", ...counts }, `\n${cases.join("\n")}\n`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
