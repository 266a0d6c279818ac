import {
  manifestsBeside,
  secondTlsEndpointObjects,
  tlsSecret,
  type AnyObject,
  type KeyPair,
  type ObjectRef,
} from "#fixtures";

/* The page's resources by name, and where its applications are. */

export const manifest = manifestsBeside(import.meta.url);

/** Where the applications are. */
export const namespace = "tls-blog";

export function secretRef(name: string, inNamespace = "istio-system") {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: inNamespace } };
}

export function routeRef(name: string) {
  return networking("VirtualService", name);
}

function networking(kind: string, name: string, version = "v1alpha3") {
  return { apiVersion: `networking.istio.io/${version}`, kind, metadata: { name, namespace: "default" } };
}

/** The page's resources, and the route and the secret that it implies. */
export const ref = {
  gateway: networking("Gateway", "bookinfo-gateway-https"),
  route: routeRef("httpbin-over-https"),
  secret: secretRef("httpbin-credential"),
  serviceEntry: networking("ServiceEntry", "se-app", "v1beta1"),
  destinationRule: networking("DestinationRule", "tls-app", "v1beta1"),
};

/** What there is of the page's ServiceEntry and DestinationRule, and in which form. */
export interface Form {
  /** As the page has it (443, HTTPS), or with plain http on 80 that goes to 443. */
  entry: "published" | "http";
  /** None; as the page has it, without a CA; with the run's CA; with one that only bears its name. */
  rule: "none" | "published" | "verifying" | "impostor";
  /** Does the egress gateway originate the TLS, as in the page's picture, and not the client's sidecar? */
  atEgressGateway?: true;
}

/** What leads wikipedia.org over the egress gateway: consume-tls.egress-gateway.yaml. */
export const egressRef = {
  gateway: networking("Gateway", "wikipedia-egress-gateway"),
  rule: {
    ...networking("DestinationRule", "egressgateway-for-wikipedia"),
    metadata: { name: "egressgateway-for-wikipedia", namespace },
  },
  route: routeRef("wikipedia-over-egress-gateway"),
};

/** The CA that the egress gateway verifies the stand-in with: a gateway takes it from a secret. */
export const originCaSecret = secretRef("wikipedia-ca");

/** Names of the secrets that a check or a mutant makes beside the page's. */
const otherSecrets = ["unknown-credential", "credential-beside-gateway"].flatMap((name) => [name, `${name}-again`]);

export const ingressService = { name: "istio-ingressgateway", namespace: "istio-system" };

/** All that the page and its mutants make outside of their own namespace: what a killed run leaves, too. */
export const everyObject: ObjectRef[] = [
  ...Object.values(ref),
  ...Object.values(egressRef),
  originCaSecret,
  ...otherSecrets.flatMap((name) => [secretRef(name, "default"), secretRef(name)]),
  secretRef("pinned-credential"),
  ...["httpbin-another-way", "wikipedia-leak"].map(routeRef),
  secondTlsEndpointObjects({ service: ingressService, namespace }).slice,
];

/** The page's "TLS secret that has the certificates required", where the gateway's pods are. */
export function credential(pair: KeyPair, { metadata } = ref.secret): AnyObject {
  return { ...tlsSecret(metadata.name, pair), metadata };
}
