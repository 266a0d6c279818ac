import type { ObjectRef } from "#fixtures";

/* Names of what the page makes, for its clean-up commands. */

const of =
  (apiVersion: string, kind: string) =>
  (name: string, namespace = "default"): ObjectRef => ({ apiVersion, kind, metadata: { name, namespace } });

export const deployment = of("apps/v1", "Deployment");
export const service = of("v1", "Service");
export const serviceAccount = of("v1", "ServiceAccount");
export const secret = of("v1", "Secret");
export const serviceEntry = of("networking.istio.io/v1", "ServiceEntry");
export const istioGateway = of("networking.istio.io/v1", "Gateway");
export const virtualService = of("networking.istio.io/v1", "VirtualService");
export const destinationRule = of("networking.istio.io/v1", "DestinationRule");
export const gateway = of("gateway.networking.k8s.io/v1", "Gateway");
export const httpRoute = of("gateway.networking.k8s.io/v1", "HTTPRoute");
export const tlsRoute = of("gateway.networking.k8s.io/v1", "TLSRoute");
export const networkPolicy = of("networking.k8s.io/v1", "NetworkPolicy");

export const namespace = (name: string): ObjectRef => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

/** A route that the page has not, in another namespace than its Gateway. */
export const foreignRoute = httpRoute("foreign-egress", "istio-system");

/** What the page's set-ups consist of, by tab. */
export const setUpRefs = {
  "istio-apis": [
    serviceEntry("cnn"),
    istioGateway("istio-egressgateway"),
    virtualService("direct-cnn-through-egress-gateway"),
    destinationRule("egressgateway-for-cnn"),
  ],
  "http/gateway-api": [
    serviceEntry("cnn"),
    gateway("cnn-egress-gateway"),
    httpRoute("direct-cnn-to-egress-gateway"),
    httpRoute("forward-cnn-from-egress-gateway"),
  ],
  "https/gateway-api": [
    serviceEntry("cnn"),
    gateway("cnn-egress-gateway"),
    tlsRoute("direct-cnn-to-egress-gateway"),
    tlsRoute("forward-cnn-from-egress-gateway"),
  ],
  "two-hosts": [serviceEntry("cnn-www"), virtualService("direct-cnn-www-through-egress-gateway")],
};

export const everySetUpsRefs = Object.values(setUpRefs).flat();

/** `kubectl delete -f samples/curl/curl.yaml`. */
export const curlSample = (namespace = "default") => [
  serviceAccount("curl", namespace),
  service("curl", namespace),
  deployment("curl", namespace),
];

/** The client, and the Secret by which it trusts the stand-in. */
export const clientRefs = [...curlSample(), secret("curl-secret")];
