import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { processStart } from "#helpers/system/process-start";
import type { RunRecord } from "#helpers/verdict/record";
import { standInProject, type StandIn } from "./stand-in-project.ts";

const slow = { timeout: 120_000 };

let project: StandIn | undefined;
afterEach(() => project?.remove());

/** `npm test` without the cluster: a process with the real signals, and real workers of vitest. */
const driver = (root: string) => `
  import { onInterrupt } from "${projectDir}/bin/run/interrupt.ts";
  import { executeRun } from "${projectDir}/bin/run/execute-run.ts";
  import { SuitesRun } from "${projectDir}/bin/run/suites-run.ts";
  import { ConsoleReport } from "${projectDir}/reporting/console.ts";
  const project = { root: "${root}", reports: "${root}/reports" };
  const args = { ids: [], files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
  const versions = { istio: "1.31", envoy: "1.39.3", kubernetes: "1.34.10", gatewayApi: "1.5.1" };
  const config = { cluster: "meshproof", keep: true, internet: "stand-in", versions };
  const { signal } = onInterrupt(console.error);
  const report = new ConsoleReport(process.stdout, "reports");
  // Each check is shown when it is decided, so that the test knows when that is.
  report.expect = () => {};
  const pages = ["one", "two"].map((name) => ({ name, meshWide: false, resources: [] }));
  const suites = new SuitesRun(project, pages, args, signal);
  const { exitCode } = await executeRun({ config, args, project, pages, signal, report }, {
    collect: () => suites.read(),
    catalogue: async () => [],
    lock: async () => ({ release: async () => {} }),
    prepare: async () => ({ target: "none", dataPlane: "none", versions: null, steps: [] }),
    watch: async () => ({ before: new Map(), leftBehind: async () => undefined }),
    runPages: (pages, emit) => suites.run(pages, emit, { folder: "" }),
    teardown: async () => {},
  });
  process.exit(exitCode);
`;

/** A check that waits for a command which leads a process group of its own, as helpers/system/command.ts starts them. */
const suite = (cleanUp: string) => `
  import { writeFileSync } from "node:fs";
  import { run } from "${projectDir}/helpers/system/command.ts";
  const page = test.extend("page", { scope: "file" }, async ({}, { onCleanup }) => {
    onCleanup(async () => { ${cleanUp} });
  });
  page("holds", { meta: { meshproofDeclaration: declare("holds") } }, ({ page, task }) => {
    task.meta.meshproof = { ...declare("holds"), verdict: "conformant", ms: 1, evidence: "" };
  });
  check("waits", "conformant", () => run("sh", ["-c", "echo $$ > pid; exec sleep 300"], { timeout: 300_000 }));
  // The signal may end the command before this process hears of it: what comes next must not be through by then.
  check("comes later", "conformant", () => new Promise((end) => setTimeout(end, 10_000)));
`;

/** Starts a run of that suite, and interrupts it in the middle of its second check, as Ctrl-C at a terminal does. */
async function interrupted(cleanUp: string) {
  project = await standInProject({ one: suite(cleanUp), two: `check("another page");` });
  const { root } = project;
  const script = path.join(root, "driver.mts");
  await writeFile(script, driver(root));
  const temporary = path.join(root, "tmp");
  await mkdir(temporary);
  const env = { ...process.env, TMPDIR: temporary };
  const options = { cwd: root, env, detached: true };
  const run = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], options);
  const exit = once(run, "exit");
  let printed = "";
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (text) => (printed += String(text)));
  const command = Number(await eventually(() => readFile(path.join(root, "pid"), "utf8").catch(() => "")));
  // vitest tells results in batches: the first one must have arrived for its verdict to be there.
  await eventually(() => Promise.resolve(/holds[^]*another page|another page[^]*holds/.test(printed) ? "yes" : ""));
  expect(await processStart(command)).not.toBeNull();

  const started = performance.now();
  process.kill(-run.pid!, "SIGINT");
  const [exitCode] = (await exit) as [number];
  const ms = performance.now() - started;
  const record = JSON.parse(await readFile(path.join(root, "reports", "conformance.json"), "utf8")) as RunRecord;
  // tsx keeps what it compiled for the next run.
  const left = (await readdir(temporary)).filter((name) => !name.startsWith("tsx-"));
  return { record, exitCode, ms, printed, left, commandRuns: (await processStart(command)) !== null };
}

test(
  "Ctrl-C in mid-check: over within 5 s, the page cleaned up, nothing left running, every check in the report",
  slow,
  async () => {
    const cleanUp = `await new Promise((end) => setTimeout(end, 500)); writeFileSync("cleaned-up", "");`;
    const { record, exitCode, ms, printed, left, commandRuns } = await interrupted(cleanUp);
    expect([exitCode, left, commandRuns]).toEqual([2, [], false]);
    expect(ms).toBeLessThan(5_000);
    expect(existsSync(path.join(project!.root, "cleaned-up"))).toBe(true);
    expect(record.checks.map(({ title, verdict, reason }) => [title, verdict, reason])).toEqual([
      ["holds", "conformant", undefined],
      ["waits", "inconclusive", "did not run: the run was interrupted"],
      ["comes later", "inconclusive", "did not run: the run was interrupted"],
      ["another page", "conformant", undefined],
    ]);
    expect(record.failures).toMatchObject([
      { what: "interrupted by SIGINT", hint: "run `npm test` again: it goes on from there" },
    ]);
    expect(printed).toContain("the pages that were running have removed what they made");
    expect(printed.trimEnd()).toMatch(/\n2 passed, 3 failed, 0 skipped$/);
  },
);

test("a clean-up that takes longer than that is told instead", slow, async () => {
  const { record, exitCode, ms, printed, left, commandRuns } = await interrupted("await new Promise(() => {});");
  expect([exitCode, left, commandRuns, record.failures.length]).toEqual([2, [], false, 1]);
  expect(ms).toBeLessThan(5_000);
  expect(printed).toContain("what the pages that were running made is still there");
});

/** What `look` sees, as soon as it sees anything. */
async function eventually(look: () => Promise<string>): Promise<string> {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
