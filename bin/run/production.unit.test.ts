import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { standInPrograms, withEnvironment } from "#helpers/system/stand-in-programs";
import { ConsoleReport } from "#reporting/console";
import { config } from "./run-without-cluster.ts";
import { dependenciesOf } from "./test-command.ts";

/* The real dependencies of `npm test`, on a machine without an engine: programs that would change it fail the test by being called. */

const forbidden = { "apt-get": "exit 1", dockerd: "exit 1", systemctl: "exit 1", mount: "exit 1", kind: "exit 1" };
let cache: string;
/** The clients of Docker and Kubernetes take seconds to load on a busy machine. */
const slow = { timeout: 120_000 };
beforeEach(async () => {
  const quiet = vi.spyOn(console, "log").mockReturnValue(undefined);
  onTestFinished(() => quiet.mockRestore());
  cache = await mkdtemp(path.join(tmpdir(), "meshproof-production-"));
  onTestFinished(() => rm(cache, { recursive: true }));
  withEnvironment({ MESHPROOF_CACHE: cache, DOCKER_HOST: `unix://${cache}/docker.sock`, DOCKER_CONTEXT: undefined });
});

function dependencies() {
  const lost = new AbortController();
  const args = { ids: [], files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
  const report = new ConsoleReport({ write: () => undefined }, "reports", new Map(), {});
  const project = { root: cache, reports: path.join(cache, "reports") };
  const { signal } = lost;
  return dependenciesOf({ config, args, project, pages: [], signal, report }, new Map(), lost);
}

test("two runs never have one cluster: the second is told who has it, and gets it after the first", async () => {
  const [one, two] = [dependencies(), dependencies()];
  const lock = await one.lock();
  await expect(two.lock()).rejects.toMatchObject({
    name: "HarnessError",
    what: "the cluster meshproof is in use by another run",
    why: expect.stringContaining(`process ${process.pid}`) as string,
  });
  await lock.release();
  await (await two.lock()).release();
  expect(await readdir(path.join(cache, "locks"))).toEqual([]);
});

test("preparing without an engine that it may start ends in one error, and nothing was changed", slow, async () => {
  const { calls } = await standInPrograms(forbidden);
  const run = dependencies();
  const lock = await run.lock();
  await expect(run.prepare()).rejects.toMatchObject({
    name: "HarnessError",
    what: `the Docker engine at unix://${cache}/docker.sock (DOCKER_HOST) does not answer`,
  });
  await lock.release();
  expect(await calls()).toEqual([]);
});

test("taking the target down where no engine runs starts none", slow, async () => {
  const { calls } = await standInPrograms(forbidden);
  const run = dependencies();
  const lock = await run.lock();
  await run.teardown();
  await lock.release();
  expect(await calls()).toEqual([]);
});
