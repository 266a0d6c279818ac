import { until, type Kube } from "#fixtures";
import { changed, given, replaced, type Break } from "./index.ts";
import { deployment, gateway } from "../objects.ts";
import { gatewayPod, setUp } from "../set-up.ts";
import { manifest } from "../state.ts";

/* Ways to break the gateways themselves: their pods, their Services, their identities. */

const shared = deployment("istio-egressgateway", "istio-system");

export const noGatewayPod: Break = {
  name: "the egress gateway's Deployment has no replica",
  alone: true,
  break: async ({ kube }) => {
    await kube.merge(shared, { spec: { replicas: 0 } });
    const pods = () => kube.list("v1", "Pod", "istio-system", "istio=egressgateway");
    await until("no egress gateway left", async () => (await pods()).length === 0 || undefined, { within: 60_000 });
  },
  restore: async ({ kube }) => {
    await kube.merge(shared, { spec: { replicas: 1 } });
    await gatewayPod(kube, "istio-apis", 60_000);
  },
};

export const otherServiceAccount: Break = {
  name: "the egress gateway runs under the ingress gateway's service account",
  alone: true,
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
  await gatewayPod(kube, "istio-apis", 60_000);
}

export const noServiceType = given("http/gateway-api", "the Gateway has no annotation for the Service's type", (kube) =>
  kube.merge(gateway("cnn-egress-gateway"), {
    metadata: { annotations: { "networking.istio.io/service-type": null } },
  }),
);

/** Routes of every namespace may bind themselves to it. */
export const allowsEveryNamespace: Break = {
  ...changed(
    "http/gateway-api",
    "the Gateway takes routes of every namespace",
    replaced(manifest("egress-gateway-for-http-traffic.gateway.gateway-api"), "from: Same", "from: All"),
  ),
  weakens: "Gateway default/cnn-egress-gateway",
};

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
