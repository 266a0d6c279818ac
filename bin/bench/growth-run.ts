import { writeFileSync } from "node:fs";
import path from "node:path";
import { stat } from "node:fs/promises";
import { readConfig } from "#helpers/system/config";
import { ConsoleReport } from "#reporting/console";
import { sampleRun } from "#reporting/samples";
import { executeRun } from "../run/execute-run.ts";
import { standInProject } from "../run/stand-in-project.ts";
import { SuitesRun } from "../run/suites-run.ts";
import type { ListedPage } from "../suites.ts";
import type { GrowthCase, GrowthFigures } from "./growth.ts";

/**
 * One run of growth.ts, in a process of its own: of pages that ask nothing, without a cluster, so that what grows is ours alone.
 * argv: the case as JSON, and the file that its figures go to.
 */
const { pages, checks, repeats, evidence } = JSON.parse(process.argv[2]!) as GrowthCase;
const names = Array.from({ length: pages }, (_, index) => `page-${index}`);
const code = `
  import { mkdirSync, writeFileSync } from "node:fs";
  for (let index = 0; index < ${checks}; index += 1) check("check-" + index, "conformant", () => {
    const folder = process.env.MESHPROOF_REPORTS + "/evidence/" + process.pid;
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + "/" + index + ".txt", "x".repeat(${evidence * 1_024}));
  });`;
const project = await standInProject(Object.fromEntries(names.map((name) => [name, code])));
try {
  const { signal } = new AbortController();
  const report = new ConsoleReport({ write: () => true }, "reports", new Map(), {});
  const listed = names.map((name): ListedPage => ({ name, meshWide: false, resources: [] }));
  const args = { ids: [], files: [], pattern: undefined, repeat: repeats, pauseOnFail: false };
  const suites = new SuitesRun(project, listed, args, signal);
  const { target, dataPlane, versions, steps } = sampleRun();
  const started = performance.now();
  const { checks: decided } = await executeRun(
    { config: readConfig(), args, project, pages: listed, signal, report },
    {
      collect: () => suites.read(),
      catalogue: async () => [],
      lock: async () => ({ file: "none", release: async () => undefined }),
      prepare: async () => ({ target, kubeconfig: "", dataPlane, versions: versions!, missing: {}, steps }),
      watch: async () => ({ before: new Map(), leftBehind: async () => undefined }),
      runPages: (selected, emit, turn) => suites.run(selected, emit, { folder: turn.folder }),
      pause: () => undefined,
      teardown: async () => undefined,
    },
  );
  const figures: GrowthFigures = {
    seconds: (performance.now() - started) / 1_000,
    megabytes: process.resourceUsage().maxRSS / 1_024,
    report: (await stat(path.join(project.reports, "report.html"))).size / 1_024,
    decided: decided.length,
  };
  await suites.close();
  writeFileSync(process.argv[3]!, JSON.stringify(figures));
} finally {
  await project.remove();
}
process.exit();
