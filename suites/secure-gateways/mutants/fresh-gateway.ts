import { gone, until, type ObjectRef } from "#fixtures";
import { configured, credential, deployedForGateway, gateways, namespace, podsOf, type Step } from "../resources.ts";
import { readyPod } from "../workloads.ts";
import { breaking, called, gatewayYaml, replaced, type Break } from "./index.ts";

/*
 * Ways to break what the gateway of the Gateway API has obtained. It holds a secret that it has served until its last
 * listener with it has drained, after 45 s: so it is deployed anew, and never had it.
 */

interface FreshGateway {
  yaml: string;
  /** What is taken away before. */
  without?: ObjectRef;
}

function deployedAnew(step: Step, name: string, { yaml, without }: FreshGateway): Break {
  const { gateway } = configured["gateway-api"];
  return breaking(
    { tab: "gateway-api", step },
    `${name}, of a gateway that is deployed anew`,
    async ({ kube }) => {
      await kube.remove(gateway);
      for (const ref of deployedForGateway) await gone(kube, ref);
      if (without) await kube.remove(without);
      await kube.apply(yaml, namespace);
      await until("the gateway's new pod", () => readyPod(kube, podsOf["gateway-api"], gateways), { within: 60_000 });
    },
    without && { without: called(without) },
  );
}

/** Clients need no certificate, and so no root is obtained. */
export function simpleFromTheStart(step: Step): Break {
  const yaml = replaced(gatewayYaml({ tab: "gateway-api", step }), /\n +options:\n.*MUTUAL/, "");
  return deployedAnew(step, "the option that makes it MUTUAL is missing", { yaml });
}

/** Its secret was never there. */
export function neverHadTheSecret(step: Step): Break {
  const yaml = gatewayYaml({ tab: "gateway-api", step });
  return deployedAnew(step, "the Secret httpbin-credential is missing", { yaml, without: credential });
}
