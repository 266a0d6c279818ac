import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { HarnessError } from "#helpers/system/errors";
import { chaos } from "./commands/proof.ts";
import { main } from "./main.ts";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";
import type { ChaosOutcome } from "./chaos/scenario.ts";
import { chaosLine, chaosTable } from "./chaos/text.ts";
import type { ChaosTarget } from "./chaos/target.ts";

/**
 * `npm run chaos [-- <part of a scenario's name>]`: breaks the machine, the cluster or the mesh under runs, and holds each
 * run's end, its reports, what it left, and the next run against what is wanted. Exit code 1 where one was not as wanted.
 */
await main(chaos, async ({ values, positionals }) => {
  const [{ readConfig }, { scenariosOf }, { provoke }, { healthyTarget }] = await Promise.all([
    import("#helpers/system/config"),
    import("./chaos/scenarios.ts"),
    import("./chaos/provoke.ts"),
    import("./chaos/healthy-target.ts"),
  ]);
  const chosen = scenariosOf(positionals);
  const times = timesOf(values.times);
  if (values.list) {
    console.log(chosen.map(({ id, does }) => `${id.padEnd(34)}${does}`).join("\n"));
    return 0;
  }
  const cluster = process.env.MESHPROOF_CLUSTER || "meshproof-chaos";
  process.env.MESHPROOF_CLUSTER = cluster;
  readConfig();
  const reports = await mkdtemp(path.join(tmpdir(), "meshproof-chaos-reports-"));
  const outcomes: ChaosOutcome[] = [];
  const turns = Array.from({ length: times }, (_, turn) => turn);
  const { signal } = onInterrupt((line) => process.stderr.write(`${line}\n`));
  let target: ChaosTarget | undefined;
  try {
    target = await orInterrupted(healthyTarget(cluster, reports), signal);
    for (const [scenario, turn] of chosen.flatMap((each) => turns.map((turn) => [each, turn] as const))) {
      const outcome = await orInterrupted(provoke(scenario, target, turn), signal);
      outcomes.push(outcome);
      console.log(chaosLine(outcome, times));
    }
  } finally {
    // What runs then ends with this process; what is broken would stay.
    await target?.restore();
    await rm(reports, { recursive: true, force: true });
    if (outcomes.length > 0) console.log(`\n${chaosTable(outcomes)}`);
    if (values.write) await writeFileAtomically(path.resolve(values.write), chaosTable(outcomes));
  }
  return outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0;
});
process.exit();

/** @throws HarnessError for what is no number of times */
function timesOf(given: string | undefined): number {
  const times = Number(given ?? "3");
  if (Number.isInteger(times) && times > 0) return times;
  throw new HarnessError(`--times is a number from 1 on, got "${given}"`, { hint: "npm run chaos -- --times 3" });
}
