import { afterEach, expect, test } from "vitest";
import type { CataloguePage, CatalogueSkip } from "#helpers/catalogue/index";
import { projectDir } from "#helpers/system/paths";
import { sampleCheck } from "#reporting/samples";
import { config, found, lastLine, log, rehearse, start } from "./rehearsal.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";
import { SuitesRun } from "./suites-run.ts";

rehearse();

// Real workers of vitest on suites of a few lines, and no cluster.
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

/** The real documented(), on a target that asks the real internet; neither the set-up nor the check may run. */
const byTheCatalogue = (skips: readonly CatalogueSkip[]) => `
  import { vi } from "vitest";
  import { documentPage } from "${projectDir}/helpers/check/documented.ts";
  vi.mock("${projectDir}/helpers/probes/prepared.ts", () => ({ readTarget: async () => ({ internet: "live" }) }));
  const never = async () => { throw new Error("this was to be left out") };
  const documented = documentPage("one", never, { skips: ${JSON.stringify(skips)} });
  documented({ id: "s/left", claim: "left", blocks: [], prints: "p", breaks: [] }, never);`;

test("a skip of the catalogue, in its words; the rest decides the exit code", patient, async () => {
  project = await standInProject({ one: `check("held");${byTheCatalogue(catalogue[0]!.skips ?? [])}` });
  const nothing = { ids: [], files: [], pattern: undefined, pauseOnFail: false };
  const suites = new SuitesRun(project, [], nothing, new AbortController().signal);
  const { checks, exitCode, failures } = await start(
    {
      collect: () => suites.read(),
      catalogue: () => Promise.resolve(catalogue),
      runPages: (pages, emit) => suites.run(pages, emit, { folder: "" }),
    },
    { config: { ...config, internet: "live" } },
  );
  await suites.close();
  expect(checks).toMatchObject([
    { title: "held", verdict: "conformant" },
    { title: "left", verdict: "skipped", skip: { ...skip, condition: "MESHPROOF_INTERNET=live" } },
  ]);
  expect(failures).toEqual([]);
  expect([exitCode, lastLine()]).toEqual([0, "1 passed, 0 failed, 1 skipped"]);
  expect(log.join("")).toContain("why         the host keeps no record\n");
});

test("the same skip where its condition is not met, or of another check: inconclusive, exit code 2", async () => {
  const skipped = (id: string) =>
    sampleCheck({ id, page: "one", verdict: "skipped", skip: { ...skip, condition: "c" } });
  const { checks, exitCode } = await start({
    collect: () =>
      Promise.resolve({ found: ["held", "left", "invented"].map((id) => found(`one/s/${id}`)), failures: [] }),
    catalogue: () => Promise.resolve(catalogue),
    runPages: (_pages, onEvent) => {
      const records = [
        sampleCheck({ id: "one/s/held", page: "one" }),
        skipped("one/s/left"),
        skipped("one/s/invented"),
      ];
      for (const record of records) onEvent({ kind: "decided", record });
      return Promise.resolve([]);
    },
  });
  const undeclared = "skipped, but the catalogue declares no such skip";
  expect(checks.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
    ["one/s/held", "conformant", undefined],
    ["one/s/left", "inconclusive", undeclared],
    ["one/s/invented", "inconclusive", undeclared],
  ]);
  expect(exitCode).toBe(2);
});
