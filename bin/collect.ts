import { HarnessError } from "#helpers/errors";
import { projectDir } from "#helpers/paths";
import type { CheckDeclaration } from "#helpers/verdict";
import { collectChecks } from "./run/collect.ts";

/**
 * Every check that the suites declare. Reads the suites without running any of them: needs no cluster.
 * @throws HarnessError that lists every suite that cannot be read and every test that is no documented check
 */
export async function collectDeclarations(): Promise<CheckDeclaration[]> {
  const request = { root: projectDir, files: [], pattern: undefined };
  const { found, failures } = await collectChecks(request, new AbortController().signal);
  if (failures.length === 0) return found.map(({ declaration }) => declaration);
  throw new HarnessError("cannot read the checks of every suite", {
    why: failures.map(({ what, why }) => [what, why].filter(Boolean).join(": ")).join("\n       "),
    hint: failures[0]?.hint ?? "run `npm run types`",
  });
}
