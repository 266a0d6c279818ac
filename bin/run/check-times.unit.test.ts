import { afterEach, expect, test } from "vitest";
import { projectDir } from "#helpers/paths";
import type { CheckRecord } from "#helpers/verdict";
import { runPage } from "./page-process.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";

let project: StandIn | undefined;
afterEach(() => project?.remove());

/** The real documented(), on a cluster that has nothing. */
const suite = `
  import { vi } from "vitest";
  import { documentPage } from "${projectDir}/fixtures/documented.ts";
  import { holds } from "${projectDir}/helpers/holds.ts";
  vi.mock("${projectDir}/fixtures/target.ts", () => ({ readTarget: async () => ({ internet: "stand-in" }) }));
  vi.mock("${projectDir}/fixtures/disturbance.ts", () => ({ footingOf: async () => ({}), disturbances: () => [] }));
  vi.mock("${projectDir}/helpers/kube.ts", () => ({ Kube: { connect: () => ({ shells: { close() {} } }) } }));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const documented = documentPage("one", () => pause(60));
  const data = { blocks: [], prints: "p", breaks: [] };
  documented({ id: "s/first", claim: "first", ...data }, () => pause(30));
  documented({ id: "s/second", claim: "second", ...data }, async () => {
    await holds(async (count) => Array(count).fill("200"), () => undefined);
  });`;

test(
  "a check tells when it began and ended, the first one its page's set-up, and how many requests decided it",
  {
    timeout: 60_000,
  },
  async () => {
    project = await standInProject({ "one/a": suite });
    const checks: CheckRecord[] = [];
    const page = { project: "one", files: [], checks: 2, pattern: undefined };
    const failures = await runPage(
      page,
      project,
      (event) => void (event.kind === "decided" && checks.push(event.record)),
      new AbortController().signal,
    );
    expect(failures).toEqual([]);
    const [first, second] = checks as [CheckRecord, CheckRecord];
    const at = (time?: string) => Date.parse(time ?? "");
    expect(first.setUp!.ms).toBeGreaterThanOrEqual(55);
    expect(at(first.startedAt)).toBeGreaterThanOrEqual(at(first.setUp!.startedAt) + first.setUp!.ms);
    expect(at(first.finishedAt) - at(first.startedAt)).toBeGreaterThanOrEqual(28);
    expect(at(second.startedAt)).toBeGreaterThanOrEqual(at(first.finishedAt));
    expect(second).toMatchObject({ verdict: "conformant", held: 60, asked: 60 });
    expect([second.setUp, first.asked]).toEqual([undefined, undefined]);
  },
);
