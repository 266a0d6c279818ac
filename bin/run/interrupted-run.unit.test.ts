import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { projectDir } from "#helpers/paths";
import { processStart } from "#helpers/process-start";
import type { RunRecord } from "#helpers/verdict";
import { standInProject, type StandIn } from "./stand-in-project.ts";

let project: StandIn | undefined;
afterEach(() => project?.remove());

/** `npm test` without the cluster: the real parent process with the real signals and vitest processes. */
const driver = (root: string) => `
  import { onInterrupt } from "${projectDir}/bin/run/interrupt.ts";
  import { collectChecks } from "${projectDir}/bin/run/collect.ts";
  import { conduct } from "${projectDir}/bin/run/conduct.ts";
  import { runPage } from "${projectDir}/bin/run/page-process.ts";
  import { ConsoleReport } from "${projectDir}/reporting/console.ts";
  const project = { root: "${root}", reports: "${root}/reports" };
  const args = { files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
  const config = { cluster: "meshproof", keep: true, internet: "stand-in" };
  const { signal } = onInterrupt(console.error);
  const report = new ConsoleReport(process.stdout, "reports");
  const { exitCode } = await conduct({ config, args, project, pages: [], signal, report }, {
    collect: () => collectChecks({ root: project.root, files: [], pattern: undefined }, signal),
    catalogue: async () => [],
    lock: async () => ({ release: async () => {} }),
    headStart: async () => {},
    prepare: async () => ({ target: "none", dataPlane: "none", versions: null, steps: [] }),
    watch: async () => ({ before: new Map(), leftBehind: async () => undefined }),
    runPage: (page, onEvent) => runPage({ ...page, pattern: undefined }, project, onEvent, signal),
    teardown: async () => {},
  });
  process.exit(exitCode);
`;

/** A check that waits for a command which leads a process group of its own, as helpers/command.ts starts them. */
const suite = `
  import { spawn } from "node:child_process";
  import { writeFileSync } from "node:fs";
  check("holds");
  check("waits", "conformant", () => {
    const { pid } = spawn("sleep", ["300"], { detached: true });
    writeFileSync("pid", String(pid));
    return new Promise(() => {});
  });
  check("comes later");
`;

test(
  "SIGINT in mid-check: over within 5 s, nothing left running, every check in the report",
  { timeout: 120_000 },
  async () => {
    project = await standInProject({ "one/a": suite });
    const { root } = project;
    const script = path.join(root, "driver.mts");
    await writeFile(script, driver(root));
    const temporary = path.join(root, "tmp");
    await mkdir(temporary);
    const env = { ...process.env, TMPDIR: temporary };
    const run = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], { cwd: root, env });
    const exit = once(run, "exit");
    let printed = "";
    run.stdout.on("data", (text) => (printed += String(text)));
    const pid = Number(await eventually(() => readFile(path.join(root, "pid"), "utf8").catch(() => "")));
    // vitest tells results in batches: the first one must have arrived for its verdict to be there.
    await eventually(() => Promise.resolve(printed.includes("holds") ? "yes" : ""));
    expect(await processStart(pid)).not.toBeNull();

    const started = performance.now();
    run.kill("SIGINT");
    const [exitCode] = (await exit) as [number];
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(exitCode).toBe(2);
    expect(await processStart(pid)).toBeNull();
    // tsx keeps what it compiled for the next run.
    expect((await readdir(temporary)).filter((name) => !name.startsWith("tsx-"))).toEqual([]);
    const record = JSON.parse(await readFile(path.join(root, "reports", "conformance.json"), "utf8")) as RunRecord;
    expect(record.checks.map(({ title, verdict, reason }) => [title, verdict, reason])).toEqual([
      ["holds", "conformant", undefined],
      ["waits", "inconclusive", "did not run: the run was interrupted"],
      ["comes later", "inconclusive", "did not run: the run was interrupted"],
    ]);
    expect(record.failures).toMatchObject([
      { what: "interrupted by SIGINT", hint: "run `npm test` again: it goes on from there" },
    ]);
    expect(printed).toContain("the cluster meshproof is up and will be reused");
    expect(printed.trimEnd()).toMatch(/\n1 passed, 3 failed, 0 skipped$/);
  },
);

/** What `look` sees, as soon as it sees anything. */
async function eventually(look: () => Promise<string>): Promise<string> {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
