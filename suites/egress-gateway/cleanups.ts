import { compareInventories, expectNothing, expectPrinted, settle, takeInventory } from "#fixtures";
import { resourcesOfOthers } from "../pages.ts";
import type { Egress } from "./state.ts";

/**
 * Runs the page's clean-up commands in their order and claims that each prints what it removed.
 * @param commands as the page prints them
 * @param printed what kubectl prints; newer ones say behind it from which namespace
 */
export async function cleansUp({ terminal }: Egress, commands: string[], printed: string[]): Promise<void> {
  const { stdout, stderr } = await terminal.run(commands.join("\n"));
  const seen = stdout.replaceAll(/ from \S+ namespace$/gm, "") + stderr;
  expectPrinted(seen, printed.join("\n"));
}

/** What istiod makes for a Gateway of its own class: it goes with the Gateway, as the page takes for granted. */
const generated = ["apps/v1 Deployment", "v1 Service", "v1 ServiceAccount", "v1 Pod"];

/**
 * Claim: the cluster is as it was before the page's first step.
 * @param still names in namespaces that are to be there yet, such as the page's client
 */
export async function nothingLeft({ kube, before }: Egress, still: string[]): Promise<void> {
  const elsewhere = [...resourcesOfOthers("egress-gateway"), ...still];
  expectNothing(compareInventories(before, await takeInventory(kube), elsewhere), "the cluster as it was before");
  await settle(
    () => generatedObjects(kube),
    (names) => expectNothing(names, "nothing left of the gateway that was deployed for the Gateway"),
  );
}

async function generatedObjects(kube: Egress["kube"]): Promise<string[]> {
  const label = "gateway.networking.k8s.io/gateway-name=cnn-egress-gateway";
  const found = await Promise.all(
    generated.map(async (kinds) => {
      const [apiVersion, kind] = kinds.split(" ") as [string, string];
      const objects = await kube.list(apiVersion, kind, "default", label);
      // The gateway's pod takes some seconds to end: it lets its connections go first.
      const left = objects.filter(({ metadata }) => !metadata?.deletionTimestamp);
      return left.map(({ metadata }) => `left behind: ${kind} default/${metadata?.name}`);
    }),
  );
  return found.flat();
}

/** The client stays until the page's last step. */
export const theClient = ["default/curl", "default/curl-secret"];

/** The clean-ups of the gateways, as the page prints them in each tab. */
export const gatewayCleanUps = {
  "istio-apis": {
    commands: [
      "kubectl delete serviceentry cnn",
      // As printed, `gateway`, it means the Gateway API's here: see the errata.
      "kubectl delete gateways.networking.istio.io istio-egressgateway",
      "kubectl delete virtualservice direct-cnn-through-egress-gateway",
      "kubectl delete destinationrule egressgateway-for-cnn",
    ],
    printed: [
      'serviceentry.networking.istio.io "cnn" deleted',
      'gateway.networking.istio.io "istio-egressgateway" deleted',
      'virtualservice.networking.istio.io "direct-cnn-through-egress-gateway" deleted',
      'destinationrule.networking.istio.io "egressgateway-for-cnn" deleted',
    ],
  },
  "http/gateway-api": gatewayApi("httproute"),
  "https/gateway-api": gatewayApi("tlsroute"),
};

function gatewayApi(route: "httproute" | "tlsroute") {
  return {
    commands: [
      "kubectl delete serviceentry cnn",
      "kubectl delete gtw cnn-egress-gateway",
      `kubectl delete ${route} direct-cnn-to-egress-gateway`,
      `kubectl delete ${route} forward-cnn-from-egress-gateway`,
    ],
    printed: [
      'serviceentry.networking.istio.io "cnn" deleted',
      'gateway.gateway.networking.k8s.io "cnn-egress-gateway" deleted',
      `${route}.gateway.networking.k8s.io "direct-cnn-to-egress-gateway" deleted`,
      `${route}.gateway.networking.k8s.io "forward-cnn-from-egress-gateway" deleted`,
    ],
  };
}

/** What `kubectl delete -f samples/curl/curl.yaml` prints. */
export const sampleDeleted = [
  'serviceaccount "curl" deleted',
  'service "curl" deleted',
  'deployment.apps "curl" deleted',
];
