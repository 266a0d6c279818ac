import { findEngine } from "#fixtures/engine/index";
import { HarnessError } from "#helpers/system/errors";
import { firstError, keepOutput } from "./provoke.ts";
import { RunUnderWay } from "./run-under-way.ts";
import { ChaosTarget } from "./target.ts";

/** What runs check while something is broken: a page of half a minute that converges three times. */
const page = ["suites/mtls-migration"];

/**
 * Brings the cluster up by a run that nothing disturbs.
 * @param cluster its name
 * @param reports folder of the disturbed runs' reports
 * @throws HarnessError where that run is not green: what is broken without our help says nothing
 */
export async function healthyTarget(cluster: string, reports: string): Promise<ChaosTarget> {
  const run = new RunUnderWay(page, { MESHPROOF_CLUSTER: cluster, MESHPROOF_REPORTS: reports });
  const exit = await run.ended;
  if (exit !== 0) {
    await keepOutput("undisturbed", run.output);
    throw new HarnessError(`a run that nothing disturbs ended with ${exit}`, {
      why: firstError(run.output),
      hint: "mend that first: what it printed is in .meshproof/chaos/undisturbed.log",
    });
  }
  const engine = await findEngine({ say: () => undefined });
  if (!engine) throw new HarnessError("there is no Docker engine", { hint: "`npm run doctor` says what is missing" });
  return new ChaosTarget(engine, cluster, reports, page);
}
