import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Config } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";
import { ConsoleReport } from "#reporting/console";
import { sampleCheck, sampleDeclaration, sampleRun } from "#reporting/samples";
import { executeRun } from "./execute-run.ts";
import type { RunDependencies, Prepared, Run } from "./dependencies.ts";
import type { FoundCheck } from "./select.ts";

/** For unit tests: runs without a cluster, in a folder of their own. */
export const config: Config = {
  target: "kind",
  images: "build",
  provision: true,
  keep: true,
  internet: "stand-in",
  uninstall: false,
  versions: { istio: "1.31", envoy: "1.39.3", kubernetes: "1.34.10", gatewayApi: "1.5.1" },
  cluster: "meshproof",
  reports: "reports",
};

export let root = "";
/** What the console showed, and which of the run's dependencies were called. */
export let log: string[] = [];
export let done: string[] = [];

/** Begins each test of the file that calls it with an empty folder and nothing shown or called. */
export function inTemporaryFolder(): void {
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "meshproof-run-"));
    log = [];
    done = [];
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
}

export function found(id: string, selected = true): FoundCheck {
  const [page = ""] = id.split("/");
  return {
    declaration: sampleDeclaration({ id, page }),
    page,
    file: `/suites/${page}/page.test.ts`,
    paths: [],
    testId: id,
    name: id,
    selected,
  };
}

/** A target that lacks nothing. */
export async function prepared(): Promise<Prepared> {
  const { target, dataPlane, versions, steps } = sampleRun();
  return { target, kubeconfig: "kubeconfig", dataPlane, versions: versions!, missing: {}, steps };
}

/** A run with two checks of one page, all of which goes well unless `dependencies` says otherwise. */
export function start(dependencies: Partial<RunDependencies> = {}, run: Partial<Run> = {}): Promise<RunRecord> {
  const say = (what: string) => void done.push(what);
  const given: Run = {
    config,
    args: { ids: [], files: [], pattern: undefined, repeat: 1, pauseOnFail: false },
    project: { root, reports: path.join(root, "reports") },
    pages: [{ name: "one", meshWide: false, resources: [] }],
    signal: new AbortController().signal,
    report: new ConsoleReport({ write: (text) => log.push(text) }, "reports", new Map(), {}),
    ...run,
  };
  const good: RunDependencies = {
    collect: () => Promise.resolve({ found: [found("one/s/a"), found("one/s/b")], failures: [] }),
    catalogue: () => Promise.resolve([]),
    lock: () => Promise.resolve({ file: "lock", release: () => Promise.resolve(say("release")) }),
    prepare: () => {
      say("prepare");
      return prepared();
    },
    watch: () => Promise.resolve({ before: new Map(), leftBehind: () => Promise.resolve(undefined) }),
    runPages: (pages, onEvent) => {
      for (const { page } of pages) say(`page ${page}`);
      for (const id of ["one/s/a", "one/s/b"]) onEvent({ kind: "decided", record: sampleCheck({ id, page: "one" }) });
      return Promise.resolve([]);
    },
    pause: () => say("pause"),
    teardown: () => Promise.resolve(say("teardown")),
    ...dependencies,
  };
  return executeRun(given, good);
}

export const written = async () =>
  JSON.parse(await readFile(path.join(root, "reports", "conformance.json"), "utf8")) as RunRecord;
export const lastLine = () => log.join("").trimEnd().split("\n").at(-1);
export const verdicts = ({ checks }: RunRecord) => checks.map(({ verdict }) => verdict);
export const failing = (what: string) => () =>
  Promise.reject(new HarnessError(what, { why: "because", hint: "do this" }));
