import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { pages } from "../suites/pages.ts";
import { keptChecks } from "./run/kept-checks.ts";
import type { ReadPages } from "./run/read-checks.ts";
import type { FoundCheck } from "./run/select.ts";

/**
 * Every check that the suites declare. Reads the suites without running any of them, where they are not as they were the last
 * time: needs no cluster.
 * @throws HarnessError that lists every suite that cannot be read and every test that is no documented check
 */
export async function collectChecks(): Promise<Omit<FoundCheck, "selected">[]> {
  const { found, failures } = await keptChecks(projectDir, readAll);
  if (failures.length === 0) return found;
  throw new HarnessError("cannot read the checks of every suite", {
    why: failures.map(({ failure: { what, why } }) => [what, why].filter(Boolean).join(": ")).join("\n       "),
    hint: failures[0]?.failure.hint ?? "run `npm run types`",
  });
}

/** What they say about themselves. */
export async function collectDeclarations(): Promise<FoundCheck["declaration"][]> {
  return (await collectChecks()).map(({ declaration }) => declaration);
}

/** Loads vitest only where something must be read. */
async function readAll(): Promise<ReadPages> {
  const [{ openSuites }, { readPages }, { VitestLog }] = await Promise.all([
    import("./suites.ts"),
    import("./run/read-checks.ts"),
    import("./vitest-log.ts"),
  ]);
  const vitest = await openSuites({ root: projectDir, pages, log: new VitestLog() });
  const read = await readPages(vitest, pages);
  await vitest.close();
  return read;
}
