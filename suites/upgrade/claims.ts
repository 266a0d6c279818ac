import { expectNothingLost, noteFailedRequests, until } from "#fixtures";
import type { Upgrade } from "./state.ts";
import { toSample } from "./streams.ts";

/** Requests that must have been sent after the last step of a stage, so that its end is in the claim: two seconds of them. */
const afterwards = 2_000;

/** Claims that from the first step to a stage until now no request was lost, but of those to the sample as it is. */
export async function nothingLostOnTheWay<Stage extends string>(state: Upgrade<Stage>, stage: Stage): Promise<void> {
  const sent = await sentOnTheWay(state, stage);
  sent.delete(toSample);
  try {
    expectNothingLost(sent, state.notes);
  } catch (error) {
    await noteFailedRequests(state.kube, ["test-ns", "traffic", "istio-system"], state.windows.get(stage)!.from);
    throw error;
  }
}

/** All that was sent from the first step to a stage until two seconds after the last, or until now. */
export async function sentOnTheWay<Stage extends string>({ traffic, windows }: Upgrade<Stage>, stage: Stage) {
  const { from, to } = windows.get(stage)!;
  await until("two seconds after the last step", async () => (Date.now() > to + afterwards ? true : undefined), {
    within: 2 * afterwards,
  });
  return traffic.since(from);
}
