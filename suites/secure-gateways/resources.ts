import { helloworld, manifestsBeside, parseObjects, sample, secondTlsEndpointObjects, type ObjectRef } from "#fixtures";

/* The page's resources by name, and its two ways to configure the same. */

export const manifest = manifestsBeside(import.meta.url);

/** The page's tabs. */
export const tabs = ["istio-apis", "gateway-api"] as const;
export type Tab = (typeof tabs)[number];

/** The page's steps that change what the gateway serves, in its order. */
export const steps = ["single-host", "renewed", "multiple-hosts", "mutual-tls"] as const;
export type Step = (typeof steps)[number];

export const namespace = "default";
/** Where the credentials are, and the gateway of the Gateway API. */
export const gateways = "istio-system";

const of =
  (apiVersion: string, kind: string, inNamespace = namespace) =>
  (name: string): ObjectRef => ({ apiVersion, kind, metadata: { name, namespace: inNamespace } });

export const secretRef = of("v1", "Secret", gateways);
export const credential = secretRef("httpbin-credential");
export const helloworldCredential = secretRef("helloworld-credential");

const virtualService = of("networking.istio.io/v1", "VirtualService");
const httpRoute = of("gateway.networking.k8s.io/v1", "HTTPRoute");

/** The Gateway of a tab, and its routes by the service that they lead to. */
export const configured = {
  "istio-apis": {
    gateway: of("networking.istio.io/v1", "Gateway")("mygateway"),
    httpbin: virtualService("httpbin"),
    helloworld: virtualService("helloworld"),
  },
  "gateway-api": {
    gateway: of("gateway.networking.k8s.io/v1", "Gateway", gateways)("mygateway"),
    httpbin: httpRoute("httpbin"),
    helloworld: httpRoute("helloworld"),
  },
};

/** The Service by which a tab's gateway is reached. istiod makes that of the Gateway API's. */
export const serviceOf: Record<Tab, { name: string; namespace: string }> = {
  "istio-apis": { name: "istio-ingressgateway", namespace: gateways },
  "gateway-api": { name: "mygateway-istio", namespace: gateways },
};

/** The pods of a tab's gateway. */
export const podsOf: Record<Tab, string> = {
  "istio-apis": "istio=ingressgateway",
  "gateway-api": "gateway.networking.k8s.io/gateway-name=mygateway",
};

/** What istiod deploys for the Gateway of the Gateway API, and removes with it. */
export const deployedForGateway: ObjectRef[] = [
  of("apps/v1", "Deployment", gateways)("mygateway-istio"),
  of("v1", "Service", gateways)("mygateway-istio"),
];

/** The samples, where the page's commands find them. */
export const samples = { httpbin: "samples/httpbin/httpbin.yaml", helloworld: "samples/helloworld/helloworld.yaml" };

export const httpbinObjects = parseObjects(sample("httpbin"), namespace) as ObjectRef[];
export const helloworldObjects = parseObjects(helloworld, namespace) as ObjectRef[];
export const helloworldScript = of("v1", "ConfigMap")("helloworld-stand-in");

/** A route that the page has not, in the namespace of its Gateway. */
export const foreignRoute = of("gateway.networking.k8s.io/v1", "HTTPRoute", gateways)("foreign");

/** A secret that only mutants make. */
export const pinned = secretRef("pinned-credential");

const pastTheGateway = tabs.map((tab) => secondTlsEndpointObjects({ service: serviceOf[tab], namespace }));

/** What the page's sections configure. */
export const configuration: ObjectRef[] = [
  ...tabs.flatMap((tab) => Object.values(configured[tab])),
  ...[credential, helloworldCredential, secretRef("httpbin-credential-cacert"), pinned],
];

/** All that the page and its mutants make: what a killed run leaves, too. */
export const everyObject: ObjectRef[] = [
  ...configuration,
  foreignRoute,
  ...httpbinObjects,
  ...helloworldObjects,
  helloworldScript,
  ...pastTheGateway.flatMap(Object.values<ObjectRef>),
];
