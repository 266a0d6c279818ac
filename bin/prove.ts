import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { duration } from "#reporting/layout";
import { refused } from "./command-line.ts";
import { prove } from "./commands/proof.ts";
import { main } from "./main.ts";
import { checkMutants, proveHarness } from "./prove-harness.ts";
import { type LiveProof, proveLive } from "./prove-live.ts";
import { harnessSummary, type HarnessOutcome, proveLine, provePage, proveSummary, withHarness } from "./prove-text.ts";

/**
 * `npm run prove [-- <part of a check's id>]`: applies every mutant of every check on the live mesh, demands red with the
 * mutant's message, restores the mesh and demands green again. Without a filter meshproof itself is broken afterwards,
 * and its unit tests must notice; `-- --harness` does only this. Ends with 1 when a mutant survived or a check has none,
 * with 2 when the cluster is not as it was before.
 */
await main(prove, async ({ values, positionals }) => {
  const started = performance.now();
  const { filter, harnessOnly } = readArgs(positionals, values.harness);
  // A list that is out of date is told before the cluster is used for minutes.
  if (!filter) await checkMutants();
  const live = harnessOnly ? undefined : await showLive(filter);
  const harness = filter ? undefined : await showHarness();
  if (harness) await writePage(live, harness);
  console.log(`in ${duration(performance.now() - started)}`);
  return exitCode(live, harness ?? []);
});
process.exit();

/** @throws HarnessError for both: the one is about a part of the checks, the other about none of them */
function readArgs([filter]: string[], harnessOnly: boolean): { filter: string | undefined; harnessOnly: boolean } {
  if (filter === undefined || !harnessOnly) return { filter, harnessOnly };
  throw refused(prove.name, "--harness and a part of a check's id exclude each other", `got ${filter}`);
}

async function showLive(filter: string | undefined): Promise<LiveProof> {
  const live = await proveLive(filter);
  const { outcomes, problems, leftovers } = live;
  if (outcomes.length === 0 && problems.length === 0)
    throw new HarnessError(`no check's id contains "${filter}"`, { hint: "see `npm run list`" });
  console.log(`\n${proveSummary(outcomes)}`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (leftovers) console.log(`\n✗ ${[leftovers.what, leftovers.why, leftovers.hint].filter(Boolean).join("\n  ")}`);
  return live;
}

async function showHarness(): Promise<HarnessOutcome[]> {
  // Ctrl-C: nothing is left but a folder, which goes when this process exits.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));
  console.log("\nmutants of the harness, in a copy of the project");
  const harness = await proveHarness((outcome) => console.log(proveLine(`${outcome.file}: ${outcome.name}`, outcome)));
  console.log(`\n${harnessSummary(harness)}`);
  return harness;
}

/** docs/mutants.md holds what the last whole proof showed, or the last one of the harness alone. */
async function writePage(live: LiveProof | undefined, harness: HarnessOutcome[]): Promise<void> {
  const file = path.join(projectDir, "docs", "mutants.md");
  const page = live ? provePage(live.outcomes, harness) : withHarness(await readFile(file, "utf8"), harness);
  await writeFileAtomically(file, page);
  console.log("table  docs/mutants.md");
}

function exitCode(live: LiveProof | undefined, harness: HarnessOutcome[]): number {
  if (live?.leftovers) return 2;
  const survived = [...(live?.outcomes ?? []), ...harness].some(({ killed }) => !killed);
  return survived || (live?.problems.length ?? 0) > 0 ? 1 : 0;
}
