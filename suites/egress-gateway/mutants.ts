import { removeAll, until, type Kube, type Mutant } from "#fixtures";
import { cleanUps, deployment, gateway, httpRoute, serviceEntry, tlsRoute, virtualService } from "./objects.ts";
import { deploySourcePod } from "./page.ts";
import { applySetUp, gatewayPod, setUp, type SetUp, type Tab } from "./set-up.ts";
import { manifest, type Egress } from "./state.ts";

/* Ways to break the mesh under this page's checks. Each names what is broken; the check says how it must notice. */

export type Break = Omit<Mutant<Egress>, "says">;

/** Breaks one of the page's set-ups, once it is there. */
function given(wanted: SetUp, name: string, breakIt: (kube: Kube) => Promise<unknown>): Break {
  return {
    name,
    break: async (state) => {
      await setUp(state, wanted);
      await breakIt(state.kube);
    },
    restore: ({ kube }) => applySetUp(kube, wanted),
  };
}

/** The set-up's ServiceEntry, changed. */
function otherEntry(wanted: SetUp, name: string, change: (yaml: string) => string): Break {
  const file = `egress-gateway-for-${wanted.split("/")[0]}-traffic.service-entry`;
  return given(wanted, name, (kube) => kube.apply(change(manifest(file)), "default"));
}

export const sourcePodWithoutSidecar: Break = {
  name: "the client is deployed without a sidecar",
  break: async (state) => {
    const plain = manifest("before-you-begin.curl").replace('inject: "true"', 'inject: "false"');
    state.client = await deploySourcePod(state.kube, state.target, plain);
  },
  restore: async (state) => (state.client = await deploySourcePod(state.kube, state.target)),
};

const shared = deployment("istio-egressgateway", "istio-system");

export const noGatewayPod: Break = {
  name: "the egress gateway's Deployment has no replica",
  break: async ({ kube }) => {
    await kube.merge(shared, { spec: { replicas: 0 } });
    const pods = () => kube.list("v1", "Pod", "istio-system", "istio=egressgateway");
    await until("no egress gateway left", async () => (await pods()).length === 0 || undefined, { within: 60_000 });
  },
  restore: async ({ kube }) => {
    await kube.merge(shared, { spec: { replicas: 1 } });
    await gatewayPod(kube, "istio-apis");
  },
};

export const otherServiceAccount: Break = {
  name: "the egress gateway runs under the ingress gateway's service account",
  break: ({ kube }) => runAs(kube, "istio-ingressgateway-service-account"),
  restore: ({ kube }) => runAs(kube, "istio-egressgateway-service-account"),
};

async function runAs(kube: Kube, serviceAccountName: string): Promise<void> {
  await kube.merge(shared, {
    spec: { template: { spec: { serviceAccountName, serviceAccount: serviceAccountName } } },
  });
  const pods = () => kube.list("v1", "Pod", "istio-system", "istio=egressgateway");
  await until(
    `the egress gateway under ${serviceAccountName}`,
    async () =>
      (await pods()).every(
        ({ spec }) => (spec as typeof spec & { serviceAccountName: string }).serviceAccountName === serviceAccountName,
      ) || undefined,
    { within: 60_000 },
  );
  await gatewayPod(kube, "istio-apis");
}

export const httpPortClosed = otherEntry("http", "the ServiceEntry leads to port 81, which nobody listens on", (yaml) =>
  yaml.replace("number: 80\n", "number: 80\n      targetPort: 81\n"),
);

export const noHttpServiceEntry = given("http", "the ServiceEntry is missing", (kube) =>
  removeAll(kube, [serviceEntry("cnn")]),
);

/** The route to the gateway is there before the page makes it. */
export const httpRoutedEarly: Break = {
  ...given("http", "the VirtualService leads to the gateway already", (kube) => applySetUp(kube, "http/istio-apis")),
  restore: ({ kube }) => removeAll(kube, cleanUps["istio-apis"].slice(1)),
};

/** The page's warning: the gateway would send the traffic to itself. Today's has no endpoint at all, and says so. */
export const resolutionNone = (tab: Tab): Break =>
  otherEntry(`http/${tab}`, "the ServiceEntry's resolution is NONE", (yaml) => yaml.replace("DNS\n", "NONE\n"));

export const httpNotForwarded = given(
  "http/istio-apis",
  "the VirtualService leads to the gateway and not on to the host",
  (kube) => kube.apply(withoutSecondMatch(manifest("egress-gateway-for-http-traffic.routes.istio-apis")), "default"),
);

export const noVirtualService = (protocol: "http" | "https"): Break =>
  given(`${protocol}/istio-apis`, "the VirtualService is missing", (kube) =>
    removeAll(kube, [virtualService("direct-cnn-through-egress-gateway")]),
  );

export const httpsRoutedToo = (tab: Tab): Break => ({
  ...given(`http/${tab}`, "port 443 is led through the gateway as well", (kube) => applySetUp(kube, `https/${tab}`)),
  restore: async ({ kube }) => {
    await applySetUp(kube, `http/${tab}`);
    await removeAll(kube, [direct, forward]);
  },
});

export const noServiceType = given("http/gateway-api", "the Gateway has no annotation for the Service's type", (kube) =>
  kube.merge(gateway("cnn-egress-gateway"), {
    metadata: { annotations: { "networking.istio.io/service-type": null } },
  }),
);

const serviceAccountAnnotation = "gateway.istio.io/service-account";

export const annotatedServiceAccount: Break = {
  name: "the Gateway runs under another service account",
  break: async (state) => {
    await setUp(state, "http/gateway-api");
    await annotate(state.kube, "somebody-else");
  },
  restore: ({ kube }) => annotate(kube, null),
};

async function annotate(kube: Kube, value: string | null): Promise<void> {
  await kube.merge(gateway("cnn-egress-gateway"), { metadata: { annotations: { [serviceAccountAnnotation]: value } } });
}

export const noDirectHttpRoute = given("http/gateway-api", "no HTTPRoute leads the sidecars to the gateway", (kube) =>
  removeAll(kube, [httpRoute("direct-cnn-to-egress-gateway")]),
);
export const noForwardHttpRoute = given("http/gateway-api", "no HTTPRoute leads from the gateway to the host", (kube) =>
  removeAll(kube, [httpRoute("forward-cnn-from-egress-gateway")]),
);

export const httpsPortClosed = otherEntry(
  "https",
  "the ServiceEntry leads to port 444, which nobody listens on",
  (yaml) => yaml.replace("number: 443\n", "number: 443\n      targetPort: 444\n"),
);

export const noHttpsServiceEntry = given("https", "the ServiceEntry is missing", (kube) =>
  removeAll(kube, [serviceEntry("cnn")]),
);

export const httpsRoutedEarly: Break = {
  ...given("https", "the VirtualService leads to the gateway already", (kube) => applySetUp(kube, "https/istio-apis")),
  restore: ({ kube }) => removeAll(kube, cleanUps["istio-apis"].slice(1)),
};

export const httpsNotForwarded = given(
  "https/istio-apis",
  "the VirtualService leads to the gateway and not on to the host",
  (kube) => kube.apply(withoutSecondMatch(manifest("egress-gateway-for-https-traffic.istio-apis")), "default"),
);

const [direct, forward] = [tlsRoute("direct-cnn-to-egress-gateway"), tlsRoute("forward-cnn-from-egress-gateway")];

export const noDirectTlsRoute = given("https/gateway-api", "no TLSRoute leads the sidecars to the gateway", (kube) =>
  removeAll(kube, [direct]),
);
export const noForwardTlsRoute = given("https/gateway-api", "no TLSRoute leads from the gateway to the host", (kube) =>
  removeAll(kube, [forward]),
);
export const noDirectTlsRouteV1 = given(
  "https/gateway-api/tlsroute-v1",
  "no TLSRoute leads the sidecars to the gateway",
  (kube) => removeAll(kube, [direct]),
);
export const otherHostInV1 = given(
  "https/gateway-api/tlsroute-v1",
  "the TLSRoute to the gateway names another host",
  (kube) => kube.merge(direct, { spec: { hostnames: ["www.cnn.com"] } }),
);

const stray = virtualService("left-behind");

export const leftBehind: Break = {
  name: "a VirtualService is left behind in namespace default",
  break: ({ kube }) =>
    kube.applyObject({
      ...stray,
      spec: { hosts: ["left-behind.example"], http: [{ redirect: { authority: "example.com" } }] },
    }),
  restore: ({ kube }) => removeAll(kube, [stray]),
};

/** The VirtualService without the match for the gateway itself. */
function withoutSecondMatch(yaml: string): string {
  return yaml.slice(0, yaml.lastIndexOf("    - match:"));
}
