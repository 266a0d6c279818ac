import { gateways, installing, rolledOut } from "./mesh.ts";
import { servers } from "./servers.ts";
import type { Upgrade } from "./state.ts";

/** What is done to come to each stage from the one before; nothing is for the first, "before". */
export type Steps<Stage extends string, State> = Record<Exclude<Stage, "before">, (state: State) => Promise<unknown>>;

/**
 * Makes the `reach` of a page: it brings the upgrade to where a section assumes it. A check that runs alone needs what
 * earlier sections would have done. It only goes forward.
 */
export function reachBy<Stage extends string, State extends Upgrade<Stage>>(
  stages: readonly Stage[],
  steps: Steps<Stage, State>,
): (state: State, wanted: Stage) => Promise<void> {
  return async (state, wanted) => {
    for (const stage of stages.slice(stages.indexOf(state.stage) + 1, stages.indexOf(wanted) + 1)) {
      const from = Date.now();
      await steps[stage as Exclude<Stage, "before">](state);
      state.windows.set(stage, { from, to: Date.now() });
      state.stage = stage;
    }
  };
}

/** One of the page's command lines, which must work; it is in the timeline. */
export async function step(state: Upgrade, line: string, input?: string): Promise<string> {
  note(state, line);
  return (await state.terminal.must(line, input, installing)).text;
}

/** Something that was done, for the timeline. */
export function note({ notes }: Upgrade, what: string): void {
  notes.push({ at: Date.now(), what });
}

/** `kubectl rollout restart` of a namespace, as the pages have it, until only the new pods are there. */
export async function restarted(state: Upgrade, namespace: string, names: readonly string[]): Promise<void> {
  await step(state, `kubectl rollout restart deployment -n ${namespace}`);
  await rolledOut(state, namespace, names);
}

/** The same of the servers. */
export function serversRestarted(state: Upgrade): Promise<void> {
  return restarted(state, "test-ns", servers);
}

/** The clients in the mesh; what they had sent by then is kept. */
export function clientsRestarted(state: Upgrade): Promise<void> {
  return state.traffic.whileRestarting("traffic", () => restarted(state, "traffic", ["fortio"]));
}

/** Waits until a control plane and the gateways run their newest pods alone. */
export function meshRolledOut(state: Upgrade, controlPlane = "istiod"): Promise<void> {
  return rolledOut(state, "istio-system", [controlPlane, ...gateways]);
}
