import { rename, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { startVitest } from "vitest/node";
import type { Reporter, TestCase } from "vitest/node";
import { readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { projectDir } from "#helpers/paths";
import type { MutantOutcome } from "#helpers/verdict";
import { pages } from "../suites/pages.ts";
import { main, onCluster } from "./main.ts";
import { prepareTarget } from "./prepare.ts";
import { proveSummary, proveTable } from "./prove-text.ts";

/** Longest that all mutants of one check may take: breaking, red, restoring, green. Milliseconds. */
const patience = 300_000;

/** Prints each mutant's end as it comes, and keeps them. */
class MutantReporter implements Reporter {
  readonly outcomes: MutantOutcome[] = [];
  readonly problems: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const { meshproofMutants = [], meshproofDeclaration } = test.meta();
    const { state, errors } = test.result();
    if (state === "skipped") return;
    this.outcomes.push(...meshproofMutants);
    for (const { check, mutant, killed, message } of meshproofMutants) {
      console.log(
        `${killed ? "✓ killed  " : "✗ survived"}  ${check}: ${mutant}${killed ? "" : `\n    ${message.split("\n")[0]}`}`,
      );
    }
    if (state === "failed" && meshproofMutants.every(({ killed }) => killed)) {
      this.problems.push(`${meshproofDeclaration?.id ?? test.fullName}: ${errors?.[0]?.message ?? "failed"}`);
    }
  }
}

/**
 * `npm run prove [-- <part of a check's id>]`: applies every mutant of every check on the live mesh, demands red with the
 * mutant's message, restores the mesh and demands green again. Ends with 1 when a mutant survived or a check has none.
 */
await main(async () => {
  const [filter, ...more] = process.argv.slice(2);
  if (more.length > 0 || filter?.startsWith("-"))
    throw new HarnessError(`\`npm run prove\` does not know ${process.argv.slice(2).join(" ")}`, {
      hint: "it takes one argument at most: a part of a check's id, as `npm run list` prints them",
    });
  const config = readConfig();
  const reporter = await onCluster(config.cluster, async (signal) => {
    await prepareTarget({ config, signal });
    return runMutants(filter);
  });
  return conclude(reporter, filter);
});
process.exit();

async function runMutants(filter: string | undefined): Promise<MutantReporter> {
  const reporter = new MutantReporter();
  process.env.MESHPROOF_PROVE = filter ?? "1";
  const project = pages.map(({ name }) => name);
  const vitest = await startVitest("test", [], {
    root: projectDir,
    project,
    watch: false,
    reporters: [reporter],
    testTimeout: patience,
  });
  await vitest.close();
  reporter.problems.push(
    ...vitest.state.getUnhandledErrors().map((error) => String((error as Error).message ?? error)),
  );
  return reporter;
}

async function conclude({ outcomes, problems }: MutantReporter, filter: string | undefined): Promise<number> {
  if (outcomes.length === 0 && problems.length === 0)
    throw new HarnessError(`no check's id contains "${filter}"`, { hint: "see `npm run list`" });
  console.log(`\n${proveSummary(outcomes)}`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (!filter) await writeTable(outcomes);
  return problems.length > 0 || outcomes.some(({ killed }) => !killed) ? 1 : 0;
}

/** docs/mutants.md holds what the last whole proof showed. */
async function writeTable(outcomes: MutantOutcome[]): Promise<void> {
  const file = path.join(projectDir, "docs", "mutants.md");
  const text = `# Mutants\n\nWhat \`npm run prove\` showed: each check, a way to break the mesh under it, and what the check then said. Generated; do not edit.\n\n${proveSummary(outcomes)}\n\n${proveTable(outcomes)}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
  console.log(`table  docs/mutants.md`);
}
