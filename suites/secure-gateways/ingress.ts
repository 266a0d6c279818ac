import { nodePort, until } from "#fixtures";
import type { SecureGateways } from "./page.ts";
import { gateways, podsOf, serviceOf } from "./resources.ts";
import { readyPod } from "./workloads.ts";

/* `$INGRESS_HOST` and `$SECURE_INGRESS_PORT`, which every request of the page uses. */

type Here = Pick<SecureGateways, "kube" | "target" | "terminal" | "ingress">;

/** By the instructions that the page refers to: where there is no load balancer, the node's address and the NodePort. */
export async function reachByIstioApis(state: Here): Promise<void> {
  const { kube, target, terminal } = state;
  const port = target.ingress?.https ?? (await nodePort(kube, serviceOf["istio-apis"], 443));
  await terminal.export("INGRESS_HOST", `echo ${target.ingress?.address ?? target.nodeAddress}`);
  await terminal.export("SECURE_INGRESS_PORT", `echo ${port}`);
  await readIngress(state);
}

/** What the page reads from the status of its Gateway. */
export const gatewayAddress = {
  wait: "kubectl wait --for=condition=programmed gtw mygateway -n istio-system",
  host: "kubectl get gtw mygateway -n istio-system -o jsonpath='{.status.addresses[0].value}'",
  port: `kubectl get gtw mygateway -n istio-system -o jsonpath='{.spec.listeners[?(@.name=="https")].port}'`,
};

/** By the page's own commands, once the gateway that istiod deploys is there. */
export async function reachByGatewayApi(state: Here): Promise<void> {
  const { kube, terminal } = state;
  await until("the gateway of mygateway ready", () => readyPod(kube, podsOf["gateway-api"], gateways), {
    within: 60_000,
  });
  await balance(state);
  await terminal.must(gatewayAddress.wait);
  await terminal.export("INGRESS_HOST", gatewayAddress.host);
  await terminal.export("SECURE_INGRESS_PORT", gatewayAddress.port);
  await readIngress(state);
}

/**
 * The part of a cloud's load balancer, which a cluster of kind has not: without it no Gateway of the Gateway API is ever
 * programmed. It gives the gateway's Service an address, here the node's, where kube-proxy then takes its port.
 */
export async function balance({ kube, target, terminal }: Here): Promise<void> {
  if (target.guest) return;
  const { name, namespace } = serviceOf["gateway-api"];
  const metadata = { name, namespace };
  const service = { apiVersion: "v1", kind: "Service", metadata };
  await until(`the Service ${name}`, () => kube.find(service), { within: 30_000 });
  const status = JSON.stringify({ status: { loadBalancer: { ingress: [{ ip: target.nodeAddress }] } } });
  await terminal.must(`kubectl patch svc ${name} -n ${namespace} --subresource=status --type=merge -p '${status}'`);
}

async function readIngress(state: Here): Promise<void> {
  const { stdout } = await state.terminal.must(echoIngress);
  const [, address = "", port] = /INGRESS_HOST=(.*), SECURE_INGRESS_PORT=(\d*)/.exec(stdout) ?? [];
  state.ingress = { address, port: Number(port) };
}

/** The page's own way to see both. */
export const echoIngress = 'echo "INGRESS_HOST=$INGRESS_HOST, SECURE_INGRESS_PORT=$SECURE_INGRESS_PORT"';
