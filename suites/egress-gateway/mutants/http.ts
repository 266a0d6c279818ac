import { removeAll, type Mutant } from "#fixtures";
import { directHttpRouteLeak, directTlsRouteLeak, httpsVirtualServiceLeak, httpVirtualServiceLeak } from "./leaks.ts";
import { changed, given, replaced, without, type Break } from "./index.ts";
import {
  destinationRule,
  gateway,
  httpRoute,
  istioGateway,
  serviceEntry,
  setUpRefs,
  virtualService,
} from "../objects.ts";
import { applySetUp } from "../set-up.ts";
import { manifest, type Egress, type SetUp, type Tab } from "../state.ts";

/* Ways to break the section on HTTP traffic. */

type Mutants = Mutant<Egress>[];

const section = "egress-gateway-for-http-traffic";
const entry = manifest(`${section}.service-entry`);
const istioGatewayYaml = manifest(`${section}.gateway.istio-apis`);
const routes = {
  "istio-apis": manifest(`${section}.routes.istio-apis`),
  "gateway-api": manifest(`${section}.routes.gateway-api`),
};

/** The route to the gateway is there before the page makes it. */
function routedEarly(name: string, yaml: string): Break {
  return {
    ...given("http", name, async (kube) => {
      await applySetUp(kube, "http/istio-apis");
      await kube.apply(yaml, "default");
    }),
    restore: ({ kube }) => removeAll(kube, setUpRefs["istio-apis"].slice(1)),
  };
}

export const directAnswer: Mutants = [
  {
    ...changed("http", "the ServiceEntry leads to port 81, which nobody listens on", leadsTo81()),
    weakens: "ServiceEntry default/cnn",
    failsWith: /503 Service Unavailable/,
  },
];

function leadsTo81(): string {
  return replaced(entry, "number: 80\n", "number: 80\n      targetPort: 81\n");
}

export const directWay: Mutants = [
  { ...without("http", serviceEntry("cnn")), failsWith: /sent it to PassthroughCluster/ },
  {
    ...routedEarly("the VirtualService leads to the gateway already", routes["istio-apis"]),
    failsWith: /sent it to outbound\|80\|cnn\|istio-egressgateway/,
  },
  {
    ...routedEarly("the VirtualService leads one request of ten to the gateway already", httpVirtualServiceLeak(10)),
    leaks: true,
    failsWith: /^unstable: .*sent it to outbound\|80\|cnn\|istio-egressgateway/,
  },
];

export const istioApisAnswer: Mutants = [
  { ...without("http/istio-apis", destinationRule("egressgateway-for-cnn")), failsWith: /503 Service Unavailable/ },
  { ...without("http/istio-apis", istioGateway("istio-egressgateway")), failsWith: /503 Service Unavailable/ },
  {
    ...changed("http/istio-apis", "the Gateway has port 81", replaced(istioGatewayYaml, "number: 80", "number: 81")),
    weakens: "Gateway default/istio-egressgateway",
    failsWith: /503 Service Unavailable/,
  },
  {
    ...changed(
      "http/istio-apis",
      "the VirtualService leads to the gateway and not on to the host",
      routes["istio-apis"].slice(0, routes["istio-apis"].lastIndexOf("    - match:")),
    ),
    failsWith: /404 Not Found/,
  },
];

export const istioApisWay: Mutants = [
  {
    ...without("http/istio-apis", virtualService("direct-cnn-through-egress-gateway")),
    failsWith: /sent it to outbound\|80\|\|edition\.cnn\.com at/,
  },
  {
    ...changed("http/istio-apis", "one request of ten goes past the gateway", httpVirtualServiceLeak(90)),
    weakens: "VirtualService default/direct-cnn-through-egress-gateway",
    leaks: true,
    failsWith: /^unstable: .*sent it to outbound\|80\|\|edition\.cnn\.com at/,
  },
  {
    ...given("http/istio-apis", "the ServiceEntry gives the host another port", (kube) =>
      kube.apply(leadsTo81(), "default"),
    ),
    failsWith: /not seen “responseCode 301/,
  },
];

/** Port 443 is led through the gateway as well, always and now and then. */
export const httpsRoutedToo = (tab: Tab): Mutants => {
  const wanted: SetUp = `http/${tab}`;
  const restore: Break["restore"] = async ({ kube }) => {
    await removeAll(kube, setUpRefs["https/gateway-api"].slice(2));
    await applySetUp(kube, wanted);
  };
  const gatewayOf443 = {
    "istio-apis": /sent it to outbound\|443\|cnn\|istio-egressgateway/,
    "gateway-api": /sent it to outbound\|443\|\|cnn-egress-gateway-istio/,
  }[tab];
  return [
    {
      ...given(wanted, "port 443 is led through the gateway as well", (kube) => applySetUp(kube, `https/${tab}`)),
      restore,
      failsWith: gatewayOf443,
    },
    {
      ...given(wanted, "one connection of ten to port 443 is led to the gateway", async (kube) => {
        await applySetUp(kube, `https/${tab}`);
        await kube.apply(tab === "istio-apis" ? httpsVirtualServiceLeak(10) : directTlsRouteLeak(10), "default");
      }),
      restore,
      leaks: true,
      failsWith: new RegExp(`^unstable: .*${gatewayOf443.source}`),
    },
  ];
};

export const gatewayApiAnswer: Mutants = [
  { ...without("http/gateway-api", httpRoute("forward-cnn-from-egress-gateway")), failsWith: /404 Not Found/ },
  {
    ...changed(
      "http/gateway-api",
      "the HTTPRoute leads from the gateway to the host's port 443",
      routes["gateway-api"].replace(/(name: edition\.cnn\.com\n\s+port: )80/, "$1443"),
    ),
    weakens: "HTTPRoute default/forward-cnn-from-egress-gateway",
    failsWith: /400 Bad Request/,
  },
];

export const gatewayApiWay: Mutants = [
  {
    ...without("http/gateway-api", httpRoute("direct-cnn-to-egress-gateway")),
    failsWith: /sent it to outbound\|80\|\|edition\.cnn\.com at/,
  },
  {
    ...changed("http/gateway-api", "one request of ten goes past the gateway", directHttpRouteLeak(90)),
    weakens: "HTTPRoute default/direct-cnn-to-egress-gateway",
    leaks: true,
    failsWith: /^unstable: .*sent it to outbound\|80\|\|edition\.cnn\.com at/,
  },
  {
    ...given("http/gateway-api", "the Gateway's listener is for another host", (kube) =>
      kube.apply(replaced(manifest(`${section}.gateway.gateway-api`), "hostname: edition", "hostname: www"), "default"),
    ),
    weakens: `Gateway default/${gateway("cnn-egress-gateway").metadata.name}`,
    failsWith: /not seen “responseCode 301/,
  },
];
