import { typedOnce, type Terminal, type Transcript } from "#fixtures";
import type { Egress, Tab } from "./state.ts";

/* The page's own command lines, as it prints them behind its `$ `. */

/** "Set the SOURCE_POD environment variable to the name of your source pod". */
export const exportSourcePod = "export SOURCE_POD=$(kubectl get pod -l app=curl -o jsonpath={.items..metadata.name})";

/** The pod of the section on network policies, as the page finds it each time. */
const testEgressPod = `"$(kubectl get pod -n test-egress -l app=curl -o jsonpath={.items..metadata.name})" -n test-egress`;

export const getTestEgressPod = `kubectl get pod ${testEgressPod}`;
export const getContainers = `kubectl get pod ${testEgressPod} -o jsonpath='{.spec.containers[*].name}'`;

/** A request from SOURCE_POD, which a person has exported before. */
export function fromSourcePod({ client }: Egress, request: string): string {
  return `SOURCE_POD=${client.pod}; kubectl exec "$SOURCE_POD" -c curl -- ${request}`;
}

/** A request from the pod in test-egress. */
export function fromTestEgress(request: string): string {
  return `kubectl exec ${testEgressPod} -c curl -- ${request}`;
}

/** The requests themselves. */
export const httpRequest = "curl -sSL -o /dev/null -D - http://edition.cnn.com/politics";
export const httpsRequest = "curl -sSL -o /dev/null -D - https://edition.cnn.com/politics";
export const codeWithoutPolicy = `curl -s -o /dev/null -w "%{http_code}\\n"  https://edition.cnn.com/politics`;
export const codeThroughGateway = `curl -sS -o /dev/null -w "%{http_code}\\n" https://edition.cnn.com/politics`;
/** The page's has no limit and takes minutes. One second is enough: that sixty connections all fail is no accident. */
export const blockedRequest = "curl -v -sS --connect-timeout 1 https://edition.cnn.com/politics";

const gatewayApiLabel = "gateway.networking.k8s.io/gateway-name=cnn-egress-gateway";

/** "command to print the log", by section and tab. */
export const logOf = {
  http: {
    "istio-apis": "kubectl logs -l istio=egressgateway -c istio-proxy -n istio-system | tail",
    "gateway-api": `kubectl logs -l ${gatewayApiLabel} -c istio-proxy | tail`,
  },
  https: {
    "istio-apis": "kubectl logs -l istio=egressgateway -n istio-system",
    "gateway-api": `kubectl logs -l ${gatewayApiLabel} -c istio-proxy | tail`,
  },
} satisfies Record<string, Record<Tab, string>>;

const gatewayPodName = {
  "istio-apis": `-n istio-system "$(kubectl get pod -l istio=egressgateway -n istio-system -o jsonpath='{.items[0].metadata.name}')"`,
  "gateway-api": `"$(kubectl get pod -l ${gatewayApiLabel} -o jsonpath='{.items[0].metadata.name}')"`,
};

/** "run the following command to verify the certificate is correct". */
export const certificateOf = (tab: Tab): string =>
  `istioctl pc secret ${gatewayPodName[tab]} -ojson | ` +
  `jq '[.dynamicActiveSecrets[] | select(.name == "default")][0].secret.tlsCertificate.certificateChain.inlineBytes' -r | ` +
  "base64 -d | openssl x509 -text -noout | grep 'Subject Alternative Name' -A 1";

/** A way to ask: once by the page's own command line in the terminal, and beside it as often as is wanted in the same pod. */
export function asTyped(
  terminal: Terminal,
  line: string,
  ask: (count: number) => Promise<Transcript[]>,
): (count: number) => Promise<Transcript[]> {
  return typedOnce(() => terminal.run(line), ask);
}
