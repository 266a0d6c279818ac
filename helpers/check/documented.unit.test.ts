import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startVitest, type TestCase } from "vitest/node";
import { projectDir } from "#helpers/system/paths";
import type { CheckRecord } from "#helpers/verdict/record";

/** The real documented(), on a cluster that has nothing. */
const suite = `
  import { vi } from "vitest";
  import { documentPage } from "${projectDir}/helpers/check/documented.ts";
  import { holds } from "${projectDir}/helpers/verdict/holds.ts";
  vi.mock("${projectDir}/helpers/probes/prepared.ts", () => ({ readTarget: async () => ({ missing: {} }) }));
  vi.mock("${projectDir}/helpers/check/pod-changes.ts", () => ({ readPodStates: async () => ({}), podChanges: () => [], absent: () => [] }));
  vi.mock("${projectDir}/helpers/kube/client.ts", () => ({ Kube: { connect: () => ({ shells: { close() {} } }) } }));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const documented = documentPage("one", () => pause(60));
  const data = { blocks: [], prints: "p", breaks: [] };
  documented({ id: "s/first", claim: "first", ...data }, () => pause(30));
  documented({ id: "s/second", claim: "second", ...data }, async () => {
    await holds(async (count) => Array(count).fill("200"), () => undefined);
  });`;

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "meshproof-documented-"));
  await symlink(path.join(projectDir, "node_modules"), path.join(root, "node_modules"));
  await writeFile(path.join(root, "package.json"), '{ "type": "module" }');
  await mkdir(path.join(root, "suites"));
  await writeFile(path.join(root, "suites", "one.test.ts"), suite);
});
afterEach(() => rm(root, { recursive: true }));

/** Runs the suite, and returns what its checks left. */
async function records(): Promise<CheckRecord[]> {
  const found: CheckRecord[] = [];
  const reporter = { onTestCaseResult: (test: TestCase) => void found.push(test.meta().meshproof!) };
  const env = { MESHPROOF_REPORTS: path.join(root, "reports") };
  const options = { root, config: false as const, include: ["suites/*.test.ts"], env, watch: false };
  const vitest = await startVitest("test", [], { ...options, reporters: [reporter] });
  await vitest.close();
  return found;
}

const slow = { timeout: 60_000 };

test(
  "a check tells when it began and ended, the first its page's set-up, and how many requests decided it",
  slow,
  async () => {
    const [first, second] = (await records()) as [CheckRecord, CheckRecord];
    const at = (time?: string) => Date.parse(time ?? "");
    expect(first.setUp!.ms).toBeGreaterThanOrEqual(55);
    expect(at(first.startedAt)).toBeGreaterThanOrEqual(at(first.setUp!.startedAt) + first.setUp!.ms);
    expect(at(first.finishedAt) - at(first.startedAt)).toBeGreaterThanOrEqual(28);
    expect(at(second.startedAt)).toBeGreaterThanOrEqual(at(first.finishedAt));
    expect(second).toMatchObject({ verdict: "conformant", held: 60, asked: 60 });
    expect([second.setUp, first.asked]).toEqual([undefined, undefined]);
  },
);
