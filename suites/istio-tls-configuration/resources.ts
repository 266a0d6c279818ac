import {
  createAuthority,
  manifestsBeside,
  tlsSecret,
  type AnyObject,
  type Authority,
  type KeyPair,
  type ObjectRef,
} from "#fixtures";

/* The page's resources by name, and what it takes from elsewhere: certificates, and where its applications are. */

export const manifest = manifestsBeside(import.meta.url);

/** Where the applications are. */
export const namespace = "tls-blog";

/** The name in the certificate, as in the task that the page takes its certificates from. */
export const host = "httpbin.example.com";

export function secretRef(name: string, inNamespace = "istio-system") {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: inNamespace } };
}

export function routeRef(name: string) {
  return {
    apiVersion: "networking.istio.io/v1alpha3",
    kind: "VirtualService",
    metadata: { name, namespace: "default" },
  };
}

/** The page's resources, and the route and the secret that it implies. */
export const ref = {
  gateway: {
    apiVersion: "networking.istio.io/v1alpha3",
    kind: "Gateway",
    metadata: { name: "bookinfo-gateway-https", namespace: "default" },
  },
  route: routeRef("httpbin-over-https"),
  secret: secretRef("httpbin-credential"),
  serviceEntry: {
    apiVersion: "networking.istio.io/v1beta1",
    kind: "ServiceEntry",
    metadata: { name: "se-app", namespace: "default" },
  },
  destinationRule: {
    apiVersion: "networking.istio.io/v1beta1",
    kind: "DestinationRule",
    metadata: { name: "tls-app", namespace: "default" },
  },
};

/** All that the page and its mutants make outside of their own namespace: what a killed run leaves, too. */
export const everyObject: ObjectRef[] = [
  ...Object.values(ref),
  ...["credential-beside-gateway", "credential-beside-gateway-again"].map((name) => secretRef(name, "default")),
  ...["credential-beside-gateway", "unknown-credential", "pinned-credential"].map((name) => secretRef(name)),
  ...["httpbin-another-way", "wikipedia-over-egress"].map(routeRef),
];

export const ingressService = { name: "istio-ingressgateway", namespace: "istio-system" };

/** Made anew per run. */
export interface Certificates {
  /** Of the secret and of the stand-in origin. */
  ca: Authority;
  /** A CA that nothing here is from. */
  stranger: Authority;
  /** Another one, which bears the name of `ca`. */
  impostor: Authority;
  /** What httpbin-credential holds. */
  server: KeyPair;
}

/** Subjects as in the task that the page refers to for its certificates. */
export async function makeCertificates(): Promise<Certificates> {
  const [ca, stranger, impostor] = await Promise.all([
    createAuthority("O=example Inc.,CN=example.com"),
    createAuthority("O=another Inc.,CN=another.example"),
    createAuthority("O=example Inc.,CN=example.com"),
  ]);
  return { ca, stranger, impostor, server: await serverCertificate(ca) };
}

/** A certificate for httpbin.example.com. */
export function serverCertificate(ca: Authority): Promise<KeyPair> {
  return ca.issue(`CN=${host},O=httpbin organization`, [host], "01");
}

/** The page's "TLS secret that has the certificates required", where the gateway's pods are. */
export function credential(pair: KeyPair, { metadata } = ref.secret): AnyObject {
  return { ...tlsSecret(metadata.name, pair), metadata };
}
