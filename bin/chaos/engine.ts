import { machineLocation } from "#fixtures/engine/location";
import { liveRecord } from "#fixtures/engine/record";
import { HarnessError } from "#helpers/system/errors";
import { signalAll } from "./processes.ts";
import { reachPage } from "./moments.ts";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** The Docker engine's end. Only an engine that meshproof started is killed, and only where nothing of others runs in it. */

async function killEngine(target: ChaosTarget): Promise<void> {
  const record = await liveRecord(machineLocation);
  if (!record) throw new HarnessError("the engine in use was not started by meshproof", { hint: "leave it alone" });
  const running = (await target.docker("ps", "--format", "{{.Names}}")).split("\n").filter(Boolean);
  const others = running.filter((name) => !name.includes(target.cluster));
  if (others.length > 0)
    throw new HarnessError("other containers run in the engine that was to be killed", {
      why: others.join(", "),
      hint: "stop them, or choose scenarios: `npm run chaos -- <part of a name>`",
    });
  signalAll([record.pid], "SIGKILL");
}

export const engine: Scenario[] = [
  {
    id: "engine-killed",
    does: "the Docker engine is killed; the next run starts it again",
    wants: { exit: [0, 2] },
    endsEngine: true,
    act: async (run, target, turn) => {
      await reachPage(run, turn);
      await killEngine(target);
    },
  },
];
