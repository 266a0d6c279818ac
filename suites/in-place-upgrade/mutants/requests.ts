import { parseObjects, until, type AnyObject, type ObjectRef } from "#fixtures";
import { forgotten, killed, type Break } from "../../upgrade/mutants.ts";
import { egressRoute } from "../../upgrade/servers.ts";
import { manifest, type InPlace, type Stage } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to lose requests, or to send them otherwise than the mesh should. */

const at = (stage: Stage) => (state: InPlace) => reach(state, stage);

export const gatewayKilled = (stage: Stage) =>
  killed("the ingress gateway", ["istio-system", "istio-ingressgateway"], at(stage));
export const servingKilled = (stage: Stage) => killed("the server", ["test-ns", "serving"], at(stage));

const inClear = () => parseObjects(manifest("in-clear"), "test-ns") as (AnyObject & ObjectRef)[];

export const sentInClear: Break<InPlace> = {
  name: "the clients send in clear to the server that takes mutual TLS alone",
  break: async (state) => {
    await reach(state, "upgraded");
    for (const rule of inClear()) await state.kube.applyObject(rule);
  },
  restore: async (state) => {
    for (const rule of inClear()) await state.kube.remove(rule);
    await answeredAgain(state, "strict-mtls");
  },
};

export const pastTheGateway: Break<InPlace> = {
  name: "requests go past the egress gateway",
  break: async (state) => {
    await reach(state, "upgraded");
    await state.kube.remove(egressRoute() as AnyObject & ObjectRef);
  },
  restore: async (state) => {
    await state.kube.applyObject(egressRoute());
    await answeredAgain(state, "egress-gateway");
  },
};

/** Waits until a stream's requests of the last three seconds were all answered: what was mended is known everywhere then. */
async function answeredAgain(state: InPlace, stream: string): Promise<void> {
  await until(
    `${stream} answered again`,
    async () => {
      const sent = (await state.traffic.since(Date.now() - 3_000)).get(stream) ?? [];
      return sent.length >= 10 && sent.every(({ ok }) => ok) ? true : undefined;
    },
    { within: 40_000, every: 500 },
  );
  forgotten(state);
}
