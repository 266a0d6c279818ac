import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { pages } from "../suites/pages.ts";
import { readChecks } from "./run/read-checks.ts";
import type { FoundCheck } from "./run/select.ts";
import { openSuites } from "./suites.ts";
import { VitestLog } from "./vitest-log.ts";

/**
 * Every check that the suites declare. Reads the suites without running any of them: needs no cluster.
 * @throws HarnessError that lists every suite that cannot be read and every test that is no documented check
 */
export async function collectChecks(): Promise<FoundCheck[]> {
  const vitest = await openSuites({ root: projectDir, pages, log: new VitestLog() });
  const { found, failures } = await readChecks(vitest, pages, { ids: [], files: [], pattern: undefined });
  await vitest.close();
  if (failures.length === 0) return found;
  throw new HarnessError("cannot read the checks of every suite", {
    why: failures.map(({ what, why }) => [what, why].filter(Boolean).join(": ")).join("\n       "),
    hint: failures[0]?.hint ?? "run `npm run types`",
  });
}

/** What they say about themselves. */
export async function collectDeclarations(): Promise<FoundCheck["declaration"][]> {
  return (await collectChecks()).map(({ declaration }) => declaration);
}
