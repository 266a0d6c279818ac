import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { copyProject } from "./harness-copy.ts";
import { applyMutant, type HarnessMutant, harnessMutants } from "./harness-mutants.ts";
import { judge, type UnitTestsEnd } from "./judge.ts";
import type { HarnessOutcome } from "./prove-text.ts";
import { UnitTests } from "./unit-tests.ts";

/**
 * Breaks meshproof itself, one mutant after the other, in a copy of the project, and demands that its unit tests turn
 * red by an assertion. The work tree is not touched, and no cluster is needed.
 * @param onOutcome called with each mutant's end as it comes
 * @throws HarnessError where a mutant no longer applies, or the unit tests are red without one
 */
export async function proveHarness(onOutcome: (outcome: HarnessOutcome) => void): Promise<HarnessOutcome[]> {
  await checkMutants();
  const copy = await copyProject();
  const home = process.cwd();
  // Unit tests must not take this for a run that breaks the mesh; what they write by a relative path stays in the copy.
  delete process.env.MESHPROOF_PROVE;
  process.chdir(copy);
  const tests = await UnitTests.of(copy);
  try {
    await demandGreen(tests, "before any mutant");
    const outcomes: HarnessOutcome[] = [];
    for (const mutant of harnessMutants) {
      const outcome = { ...mutant, ...judge(await whileBroken(copy, mutant, tests)) };
      outcomes.push(outcome);
      onOutcome(outcome);
    }
    await demandGreen(tests, "when all mutants were taken out again");
    return outcomes;
  } finally {
    await tests.close();
    process.chdir(home);
  }
}

/**
 * Says whether a mutant still applies, without running anything.
 * @throws HarnessError that names the first that doesn't
 */
export async function checkMutants(): Promise<void> {
  for (const mutant of harnessMutants) applyMutant(await readFile(path.join(projectDir, mutant.file), "utf8"), mutant);
}

async function whileBroken(copy: string, mutant: HarnessMutant, tests: UnitTests): Promise<UnitTestsEnd[]> {
  const file = path.join(copy, mutant.file);
  const text = await readFile(file, "utf8");
  try {
    await writeFile(file, applyMutant(text, mutant));
    tests.changed(mutant.file);
    return await tests.run([mutant.test]);
  } finally {
    await writeFile(file, text);
    tests.changed(mutant.file);
  }
}

/** Tests that are red anyway would kill every mutant. */
async function demandGreen(tests: UnitTests, when: string): Promise<void> {
  const ends = await tests.run([...new Set(harnessMutants.map(({ test }) => test))]);
  const red = ends.flatMap(({ broken, failed }) => [...broken, ...failed.map(({ test }) => test)]);
  if (red.length === 0) return;
  throw new HarnessError(`unit tests are red ${when}`, {
    why: red.join("\n       "),
    hint: "run `npm run unit`, and make it green first",
  });
}
