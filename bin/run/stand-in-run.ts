import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { ConsoleReport } from "#reporting/console";
import type { ListedPage } from "../suites.ts";
import type { Run } from "./dependencies.ts";
import { start } from "./run-without-cluster.ts";
import { standInProject } from "./stand-in-project.ts";
import { SuitesRun } from "./suites-run.ts";

/** For unit tests: whole runs on suites of a few lines, with real workers of vitest and no cluster. */
export const everything = { ids: [], files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
/** A busy machine must not end one of them earlier. */
export const slow = { timeout: 120_000 };

export const page = (name: string): ListedPage => ({ name, meshWide: false, resources: [] });

/** Runs all pages of a stand-in project, which is there until the test is over. */
export async function runSuites(
  suites: Record<string, string>,
  args: Run["args"] = everything,
  pages = ["one", "two", "three"].map(page),
): Promise<{ run: RunRecord; log: string; root: string; reports: string }> {
  const project = await standInProject(suites);
  onTestFinished(() => project.remove());
  const { signal } = new AbortController();
  const log: string[] = [];
  const report = new ConsoleReport({ write: (text) => log.push(text) }, "reports", new Map(), {});
  const opened = new SuitesRun(project, pages, args, signal);
  const run = await start(
    {
      collect: () => opened.read(),
      runPages: (selected, emit, { folder }) => opened.run(selected, emit, { folder }),
      pause: ({ file }) => void rm(file),
    },
    { args, project, pages, signal, report },
  );
  await opened.close();
  const { root, reports } = project;
  expect(JSON.parse(await readFile(path.join(reports, "conformance.json"), "utf8"))).toEqual(run);
  return { run, log: log.join(""), root, reports };
}
