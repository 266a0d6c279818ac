import { deployed, manifestsBeside, parseObjects, removeAll, type Kube, type ObjectRef } from "#fixtures";

/* The page's resources by name, and what its controls ask. */

export const manifest = manifestsBeside(import.meta.url);

export const namespace = "default";

/** The page's policies, in the order of its steps. */
export const policies = [
  "allow-nothing",
  "productpage-viewer",
  "details-viewer",
  "reviews-viewer",
  "ratings-viewer",
] as const;
export type Policy = (typeof policies)[number];

/** How far the page has got: no policy yet, or all of them up to this one. */
export type Step = "none" | Policy;

/** A policy's YAML, as the page has it. */
export const policyYaml = (policy: Policy) => manifest(`configure-access-control.${policy}`);

export function policyRef(name: string): ObjectRef {
  return { apiVersion: "security.istio.io/v1beta1", kind: "AuthorizationPolicy", metadata: { name, namespace } };
}

/** Policies that only mutants make. */
export const otherPolicies = ["allowed-now-and-then", "left-of-authorization"].map(policyRef);

export const routeRef = (name: string): ObjectRef => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name, namespace },
});

/** Of a mutant that was killed while a Service had another endpoint. */
const secondEndpoints: ObjectRef[] = [
  { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: { name: "second-endpoint", namespace } },
  { apiVersion: "v1", kind: "Pod", metadata: { name: "second-endpoint", namespace } },
];

/** All that the page and its mutants make beside Bookinfo and the outsider: what a killed run leaves, too. */
export const everyObject: ObjectRef[] = [...policies.map(policyRef), ...otherPolicies, ...secondEndpoints];

export const ingressService = { name: "istio-ingressgateway", namespace: "istio-system" };

const outsider = parseObjects(manifest("outside-the-policy"), namespace);

/** Deploys the workload that no policy binds. Its pod waits for Bookinfo's script. */
export async function deployOutsider(kube: Kube): Promise<void> {
  for (const object of outsider) await kube.applyObject(object);
  await deployed(kube, { namespace, app: "outside-the-policy" }, 120_000);
}

export function removeOutsider(kube: Kube): Promise<void> {
  return removeAll(kube, outsider as ObjectRef[]);
}
