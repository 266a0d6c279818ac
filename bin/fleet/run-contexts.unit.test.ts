import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sampleRun } from "#reporting/samples";
import { fleetExitCode, fleetMarkdown, fleetText } from "#reporting/fleet/fleet";
import { writeReports } from "#reporting/write-reports";
import { readFleetArguments } from "./arguments.ts";
import { runContexts } from "./run-contexts.ts";

/** Stands in for `npm test`: notes who is at work beside whom. */
async function fleetOf(servers: Record<string, string | undefined>, sideBySide: number, leaveRecord = true) {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-fleet-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const busy = new Set<string>();
  const beside: string[] = [];
  const start = ({ MESHPROOF_CONTEXT: context = "", MESHPROOF_REPORTS: reports = "" }: Record<string, string>) => {
    busy.add(context);
    beside.push([...busy].join("+"));
    const ended = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const startedAt = new Date().toISOString();
      if (leaveRecord) await writeReports(sampleRun({ startedAt, failures: [] }), reports, reports);
      busy.delete(context);
      return 0;
    })();
    return { ended, interrupt: () => undefined, kill: () => undefined };
  };
  const runs = await runContexts({
    ...{ contexts: Object.keys(servers), sideBySide, folder, start, signal: new AbortController().signal },
    serverOf: (context) => Promise.resolve(servers[context]),
  });
  return { runs, beside };
}

test("contexts of one address follow each other, others run side by side", async () => {
  const { runs, beside } = await fleetOf({ a: "https://one", b: "https://one", c: "https://two" }, 3);
  expect(beside.filter((names) => names.includes("a") && names.includes("b"))).toEqual([]);
  expect(beside[1]).toBe("a+c");
  expect(runs.map(({ context }) => context)).toEqual(["a", "b", "c"]);
});

test("not more at a time than was asked for", async () => {
  const { beside } = await fleetOf({ a: "https://one", b: "https://two" }, 1);
  expect(beside).toEqual(["a", "b"]);
});

test("a run that leaves no record is a row of the table, with why, and exit code 2", async () => {
  const { runs } = await fleetOf({ gone: undefined }, 2, false);
  expect(fleetText(runs).split("\n")[1]).toMatch(/^gone .* 2: cannot read the run/);
  expect(fleetExitCode(runs)).toBe(2);
});

test("a claim that did not hold on one cluster stands, whatever could not be told of another", () => {
  const run = (context: string, exitCode: 0 | 1 | 2) => ({
    ...{ context, folder: context, ms: 1, record: sampleRun({ exitCode }) },
  });
  expect(fleetExitCode([run("a", 0), run("b", 2), run("c", 1)])).toBe(1);
  expect(fleetExitCode([run("a", 0), run("b", 2)])).toBe(2);
  expect(fleetExitCode([run("a", 0)])).toBe(0);
  expect(fleetExitCode([])).toBe(2);
  const why = { context: "c|d", folder: "c", ms: 1, record: { why: "no answer" } };
  expect(fleetMarkdown([run("a", 0), why])).toMatch(/\| \[a\]\(a\/report\.html\) .*\n\| c\\\|d \| - /);
});

test.each([
  [{ contexts: undefined }, "--contexts names no context"],
  [{ contexts: "a,,b" }, "--contexts names no context"],
  [{ contexts: "a,b,a" }, "--contexts names a twice"],
  [{ contexts: "a", "side-by-side": "0" }, "Expected --side-by-side"],
])("%o is refused", (values, message) => {
  const line = {
    values: { id: [], testNamePattern: undefined, allow: undefined, "side-by-side": undefined, ...values },
  };
  expect(() => readFleetArguments({ ...line, positionals: [] } as never)).toThrow(message);
});

test("what is selected is handed to each run; as many side by side as there are pairs of cores", () => {
  const values = {
    contexts: "a, b",
    id: ["x/y/z"],
    testNamePattern: "p",
    allow: "disruptive",
    "side-by-side": undefined,
  };
  expect(readFleetArguments({ values, positionals: ["suites/a"] } as never, 5)).toEqual({
    contexts: ["a", "b"],
    args: ["suites/a", "--id", "x/y/z", "-t", "p", "--allow", "disruptive"],
    sideBySide: 2,
  });
});
