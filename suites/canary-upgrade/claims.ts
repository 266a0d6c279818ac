import { nothingLostOnTheWay } from "../upgrade/claims.ts";
import type { Stage, Upgrade } from "./page.ts";
import { reach } from "./stages.ts";

/** Brings the upgrade to a stage, and claims that no request was lost on the way there and until now. */
export async function nothingLostOnTheWayTo(state: Upgrade, stage: Stage): Promise<void> {
  await reach(state, stage);
  await nothingLostOnTheWay(state, stage);
}
