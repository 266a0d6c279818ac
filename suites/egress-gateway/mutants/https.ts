import { removeAll, type Mutant } from "#fixtures";
import { directTlsRouteLeak, httpsVirtualServiceLeak } from "./leaks.ts";
import { changed, given, replaced, without, type Break } from "./index.ts";
import {
  destinationRule,
  gateway,
  istioGateway,
  serviceEntry,
  setUpRefs,
  tlsRoute,
  virtualService,
} from "../objects.ts";
import { applySetUp } from "../set-up.ts";
import { manifest, type Egress } from "../state.ts";

/* Ways to break the section on HTTPS traffic. */

type Mutants = Mutant<Egress>[];

const section = "egress-gateway-for-https-traffic";
const entry = manifest(`${section}.service-entry`);
const istioApis = manifest(`${section}.istio-apis`);
const gatewayApi = manifest(`${section}.gateway-api`);
const v1 = "https/gateway-api/tlsroute-v1";

/** What curl says where a proxy has ended the connection before the TLS handshake was over. */
const reset = /curl: \(35\) .*(Connection reset by peer|SSL_ERROR_SYSCALL|unexpected eof)/;
const past = /sent it to outbound\|443\|\|edition\.cnn\.com at/;
const unstablePast = new RegExp(`^unstable: .*${past.source}`);

export const directAnswer: Mutants = [
  {
    ...changed(
      "https",
      "the ServiceEntry leads to port 444, which nobody listens on",
      replaced(entry, "number: 443\n", "number: 443\n      targetPort: 444\n"),
    ),
    weakens: "ServiceEntry default/cnn",
    failsWith: reset,
  },
];

/** The route to the gateway is there before the page makes it. */
function routedEarly(name: string, yaml: string): Break {
  return {
    ...given("https", name, async (kube) => {
      await applySetUp(kube, "https/istio-apis");
      await kube.apply(yaml, "default");
    }),
    restore: ({ kube }) => removeAll(kube, setUpRefs["istio-apis"].slice(1)),
  };
}

const toGateway = /sent it to outbound\|443\|cnn\|istio-egressgateway/;

export const directWay: Mutants = [
  { ...without("https", serviceEntry("cnn")), failsWith: /sent it to PassthroughCluster/ },
  { ...routedEarly("the VirtualService leads to the gateway already", istioApis), failsWith: toGateway },
  {
    ...routedEarly("the VirtualService leads one connection of ten to the gateway", httpsVirtualServiceLeak(10)),
    leaks: true,
    failsWith: new RegExp(`^unstable: .*${toGateway.source}`),
  },
];

export const istioApisAnswer: Mutants = [
  { ...without("https/istio-apis", destinationRule("egressgateway-for-cnn")), failsWith: reset },
  { ...without("https/istio-apis", istioGateway("istio-egressgateway")), failsWith: reset },
  {
    ...changed(
      "https/istio-apis",
      "the VirtualService leads to the gateway and not on to the host",
      istioApis.slice(0, istioApis.lastIndexOf("    - match:")),
    ),
    failsWith: reset,
  },
];

export const istioApisWay: Mutants = [
  { ...without("https/istio-apis", virtualService("direct-cnn-through-egress-gateway")), failsWith: past },
  {
    ...changed("https/istio-apis", "one connection of ten goes past the gateway", httpsVirtualServiceLeak(90)),
    weakens: "VirtualService default/direct-cnn-through-egress-gateway",
    leaks: true,
    failsWith: unstablePast,
  },
];

export const gatewayApiAnswer: Mutants = [
  { ...without("https/gateway-api", tlsRoute("forward-cnn-from-egress-gateway")), failsWith: reset },
  { ...without("https/gateway-api", gateway("cnn-egress-gateway")), failsWith: reset },
  {
    ...changed(
      "https/gateway-api",
      "the TLSRoute from the gateway is for port 444 of the host",
      gatewayApi.replace(/(name: edition\.cnn\.com\n\s+port: )443/, "$1444"),
    ),
    weakens: "TLSRoute default/forward-cnn-from-egress-gateway",
    failsWith: reset,
  },
];

export const gatewayApiWay: Mutants = [
  { ...without("https/gateway-api", tlsRoute("direct-cnn-to-egress-gateway")), failsWith: past },
  {
    ...changed("https/gateway-api", "one connection of ten goes past the gateway", directTlsRouteLeak(90)),
    weakens: "TLSRoute default/direct-cnn-to-egress-gateway",
    leaks: true,
    failsWith: unstablePast,
  },
];

export const tlsRouteV1: Mutants = [
  { ...without(v1, tlsRoute("direct-cnn-to-egress-gateway")), failsWith: past },
  {
    ...given(v1, "the TLSRoute to the gateway names another host", (kube) =>
      kube.merge(tlsRoute("direct-cnn-to-egress-gateway"), { spec: { hostnames: ["www.cnn.com"] } }),
    ),
    failsWith: /sent it to PassthroughCluster/,
  },
  {
    ...changed(v1, "one connection of ten goes past the gateway", directTlsRouteLeak(90, "gateway-api.tlsroute-v1")),
    leaks: true,
    failsWith: unstablePast,
  },
];
