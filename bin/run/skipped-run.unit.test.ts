import { afterEach, expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { sampleCheck } from "#reporting/samples";
import { found, lastLine, log, prepared, inTemporaryFolder, start } from "./run-without-cluster.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";
import { SuitesRun } from "./suites-run.ts";

inTemporaryFolder();

// Real workers of vitest on suites of a few lines, and no cluster.
const slow = { timeout: 60_000 };

let project: StandIn | undefined;
afterEach(() => project?.remove());

const skip = { reason: "the host keeps no record", condition: "MESHPROOF_INTERNET=live", reference: "docs/a.md#b" };
const missing = { "outside-hosts-record": skip };

/** The real documented(), on a target that lacks what the check needs; neither the set-up nor the check may run. */
const lacking = `
  import { vi } from "vitest";
  import { documentPage } from "${projectDir}/helpers/check/documented.ts";
  vi.mock("${projectDir}/helpers/probes/prepared.ts", () => ({
    readTarget: async () => ({ missing: ${JSON.stringify(missing)} }),
  }));
  const never = async () => { throw new Error("this was to be left out") };
  const documented = documentPage("one", never, { needs: ["outside-hosts-record"] });
  documented({ id: "s/left", claim: "left", blocks: [], prints: "p", breaks: [] }, never);`;

test("what the target lacks, in its words; the rest decides the exit code", slow, async () => {
  project = await standInProject({ one: `check("held");${lacking}` });
  const nothing = { ids: [], files: [], pattern: undefined, pauseOnFail: false };
  const suites = new SuitesRun(project, [], nothing, new AbortController().signal);
  const { checks, exitCode, failures } = await start({
    collect: () => suites.read(),
    prepare: async () => ({ ...(await prepared()), missing }),
    runPages: (pages, emit) => suites.run(pages, emit, { folder: "" }),
  });
  await suites.close();
  expect(failures).toEqual([]);
  expect(checks).toMatchObject([
    { title: "held", verdict: "conformant" },
    { title: "left", verdict: "skipped", skip },
  ]);
  expect([exitCode, lastLine()]).toEqual([0, "1 passed, 0 failed, 1 skipped"]);
  expect(log.join("")).toContain("why         the host keeps no record\n");
});

test("the same skip where the target has what is needed, or of a check that needs nothing: inconclusive, exit code 2", async () => {
  const skipped = (id: string) => sampleCheck({ id, page: "one", verdict: "skipped", skip });
  const { checks, exitCode } = await start({
    collect: () =>
      Promise.resolve({ found: ["held", "left", "invented"].map((id) => found(`one/s/${id}`)), failures: [] }),
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
  const undeclared = "skipped, but the target has all that it says it needs";
  expect(checks.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
    ["one/s/held", "conformant", undefined],
    ["one/s/left", "inconclusive", undeclared],
    ["one/s/invented", "inconclusive", undeclared],
  ]);
  expect(exitCode).toBe(2);
});
