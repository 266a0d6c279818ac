import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { tally } from "./exit-code.ts";
import { testcase } from "./junit-case.ts";
import { suiteTimes } from "./suite-times.ts";
import { assertWellFormed, element, escapeText } from "./xml.ts";

type Failure = RunRecord["failures"][number];

/**
 * The run as JUnit XML, valid by the schema of Jenkins' xUnit plugin (junit-10.xsd): a suite per file of tests;
 * nonconformant and flaky are failures, inconclusive is an error, a skip carries its reason. Failures outside the checks
 * are errors of a suite of their own, so that nobody who reads only this file misses them.
 * @param reports folder of the reports, as a person would type it
 */
export function junitXml(run: RunRecord, reports: string): string {
  const suites = suitesOf(run, reports);
  if (run.failures.length > 0) suites.push(harnessSuite(run.failures));
  const { nonconformant, inconclusive, flaky } = tally(run.checks);
  // `skipped` and `timestamp` are the suites' alone: the schema has neither here.
  const attributes = {
    name: "meshproof",
    tests: run.checks.length + run.failures.length,
    failures: nonconformant + flaky,
    errors: inconclusive + run.failures.length,
    time: seconds(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
  };
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, `\n${suites.join("\n")}\n`)}\n`;
  assertWellFormed(xml);
  return xml;
}

/**
 * A suite per file and not per page: readers look for the file of a test at its suite, where the schema has it. Its
 * name says the page as well, and its package is the page.
 */
function suitesOf(run: RunRecord, reports: string): string[] {
  const groups = new Map<string, CheckRecord[]>();
  for (const check of run.checks) groups.set(suiteName(check), [...(groups.get(suiteName(check)) ?? []), check]);
  const times = suiteTimes(run, suiteName);
  return [...groups].map(([name, checks]) => suite(name, checks, times.get(name) ?? 0, run, reports));
}

/** "mtls-migration/clean-up" of suites/mtls-migration/clean-up.test.ts; page and section where no file is known. */
function suiteName({ file, page, section }: CheckRecord): string {
  return file?.replace(/^suites\//, "").replace(/\.(?:test|checks)\.ts$/, "") ?? `${page}/${section}`;
}

function suite(name: string, checks: CheckRecord[], ms: number, run: RunRecord, reports: string): string {
  const { nonconformant, inconclusive, flaky, skipped } = tally(checks);
  const { page, file } = checks[0]!;
  const attributes = {
    name,
    tests: checks.length,
    failures: nonconformant + flaky,
    errors: inconclusive,
    skipped,
    time: seconds(ms),
    timestamp: run.startedAt,
    id: name,
    package: page,
    file,
    url: run.pages?.find(({ id }) => id === page)?.url,
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

function harnessSuite(failures: Failure[]): string {
  const cases = failures.map(({ what, why, hint }, index) => {
    const text = escapeText([what, why, `do: ${hint}`].filter(Boolean).join("\n"));
    const error = element("error", { message: what.split("\n")[0], type: "harness" }, text);
    return element("testcase", { classname: "meshproof.harness", name: `failure ${index + 1}`, time: 0 }, error);
  });
  const counts = { tests: failures.length, failures: 0, errors: failures.length, skipped: 0, time: 0 };
  return element("testsuite", { name: "meshproof.harness", ...counts }, `\n${cases.join("\n")}\n`);
}

/** Milliseconds as the schema's SUREFIRE_TIME. */
function seconds(ms: number): string {
  return (Math.max(0, ms || 0) / 1000).toFixed(3);
}
