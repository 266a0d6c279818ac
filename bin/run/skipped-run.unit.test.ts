import { afterEach, expect, test } from "vitest";
import type { CataloguePage, CatalogueSkip } from "#helpers/catalogue";
import { projectDir } from "#helpers/paths";
import { collectChecks } from "./collect.ts";
import { runPage } from "./page-process.ts";
import { config, lastLine, log, start } from "./rehearsal.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";

// Real vitest processes on suites of a few lines, and no cluster.
const patient = { timeout: 60_000 };

let project: StandIn | undefined;
afterEach(() => project?.remove());

const skip = { reason: "the host keeps no record", reference: "docs/a.md#b" };
const catalogue: CataloguePage[] = [
  {
    id: "one",
    title: "One",
    url: "https://example.com/one/",
    language: "en",
    copy: "000",
    titles: [],
    suite: "planned",
    blocksInDocument: 0,
    sections: [],
    errata: [],
    skips: [{ check: "one/s/left", when: "internet-live", ...skip }],
  },
];

/** Skips itself as documented() does it, with these words. */
const skipped = (id: string) => `
  test("${id}", { meta: { meshproofDeclaration: declare("${id}") } }, async ({ task, skip }) => {
    task.meta.meshproof = { ...declare("${id}"), verdict: "skipped", ms: 0, evidence: "", skip: { ...${JSON.stringify(skip)}, condition: "c" } };
    skip("c");
  });`;

async function run(internet: "live" | "stand-in", code: string) {
  project = await standInProject({ "one/a": code });
  const { root, reports } = project;
  const { signal } = new AbortController();
  return start(
    {
      collect: () => collectChecks({ root, files: [], pattern: undefined }, signal),
      catalogue: () => Promise.resolve(catalogue),
      runPage: (page, onEvent) => runPage({ ...page, pattern: undefined }, { root, reports }, onEvent, signal),
    },
    { config: { ...config, internet } },
  );
}

/** The real documented(), on a target that asks the real internet; neither the set-up nor the check may run. */
const byTheCatalogue = (skips: CatalogueSkip[]) => `
  import { vi } from "vitest";
  import { documentPage } from "${projectDir}/fixtures/documented.ts";
  vi.mock("${projectDir}/fixtures/target.ts", () => ({ readTarget: async () => ({ internet: "live" }) }));
  const never = async () => { throw new Error("this was to be left out") };
  const documented = documentPage("one", never, ${JSON.stringify(skips)});
  documented({ id: "s/left", claim: "left", blocks: [], prints: "p", breaks: [] }, never);`;

test("a skip of the catalogue, in its words; the rest decides the exit code", patient, async () => {
  const { checks, exitCode, failures } = await run(
    "live",
    `check("held");${byTheCatalogue([...(catalogue[0]!.skips ?? [])])}`,
  );
  expect(checks).toMatchObject([
    { title: "held", verdict: "conformant" },
    { title: "left", verdict: "skipped", skip: { ...skip, condition: "MESHPROOF_INTERNET=live" } },
  ]);
  expect(failures).toEqual([]);
  expect([exitCode, lastLine()]).toEqual([0, "1 passed, 0 failed, 1 skipped"]);
  expect(log.join("")).toContain("why         the host keeps no record\n");
});

test(
  "the same skip where its condition is not met, or of another check: inconclusive, exit code 2",
  patient,
  async () => {
    const { checks, exitCode } = await run("stand-in", `check("held");${skipped("left")}${skipped("invented")}`);
    const reason = "skipped, but the catalogue declares no such skip";
    expect(checks.map((check) => [check.title, check.verdict, check.reason])).toEqual([
      ["held", "conformant", undefined],
      ["left", "inconclusive", reason],
      ["invented", "inconclusive", reason],
    ]);
    expect(exitCode).toBe(2);
  },
);
