import type { AnyObject } from "#helpers/kube/objects";
import { rootNamespace, type Facts } from "./facts.ts";
import { nameOf, objectsOf, selects, type LabelExpression, type PodView } from "./views.ts";

export type MtlsMode = "STRICT" | "PERMISSIVE" | "DISABLE";

/** A setting in force, and the object that makes it so: undefined for the mesh's default. */
export interface InForce {
  mode: MtlsMode;
  by?: string;
}

interface PeerAuthenticationSpec {
  selector?: { matchLabels?: Record<string, string> };
  mtls?: { mode?: MtlsMode | "UNSET" };
  portLevelMtls?: Record<string, { mode?: MtlsMode | "UNSET" }>;
}

/**
 * mTLS mode that a pod's sidecar demands on a port: the workload's own policy before the namespace's, that before the
 * mesh's; of several of one kind the oldest.
 * https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function mtlsOn(facts: Facts, pod: PodView, port: number | undefined): InForce {
  const policies = objectsOf(facts, "PeerAuthentication").sort(byAge);
  const specOf = (policy: AnyObject) => (policy.spec ?? {}) as PeerAuthenticationSpec;
  const whole = (policy: AnyObject) => Object.keys(specOf(policy).selector?.matchLabels ?? {}).length === 0;
  const inNamespace = policies.filter(({ metadata }) => metadata?.namespace === pod.namespace);
  const own = inNamespace.find((policy) => !whole(policy) && selects(specOf(policy).selector!, pod.labels));
  const ofNamespace = inNamespace.find(whole);
  const ofMesh = policies.find((policy) => policy.metadata?.namespace === rootNamespace && whole(policy));
  const portMode = own && port !== undefined ? specOf(own).portLevelMtls?.[String(port)]?.mode : undefined;
  if (own && isSet(portMode)) return { mode: portMode, by: `${nameOf(own)}, port ${port}` };
  for (const policy of [own, ofNamespace, ofMesh]) {
    const mode = policy && specOf(policy).mtls?.mode;
    if (policy && isSet(mode)) return { mode, by: nameOf(policy) };
  }
  return { mode: "PERMISSIVE" };
}

/** The Sidecar resource that a pod listens by on a port, and the TLS settings there. */
export function sidecarIngress(
  facts: Facts,
  pod: PodView,
  port: number | undefined,
): Pick<IngressListener, "by" | "tls"> | undefined {
  const listener = ingressListeners(facts, pod).find((each) => each.port === port);
  return listener && { by: listener.by, tls: listener.tls };
}

/** The ports on which a Sidecar resource has a pod's sidecar terminate TLS. */
export function terminatedPorts(facts: Facts, pod: PodView): IngressListener[] {
  return ingressListeners(facts, pod).filter(({ tls }) => tls !== undefined);
}

interface IngressListener {
  by: string;
  port: number;
  tls?: { mode?: string; caCertificates?: string };
}

function ingressListeners(facts: Facts, pod: PodView): IngressListener[] {
  interface SidecarSpec {
    workloadSelector?: { labels?: Record<string, string> };
    ingress?: { port: { number: number }; tls?: IngressListener["tls"] }[];
  }
  return objectsOf(facts, "Sidecar", pod.namespace).flatMap((sidecar) => {
    const { workloadSelector, ingress = [] } = (sidecar.spec ?? {}) as SidecarSpec;
    if (!selects({ matchLabels: workloadSelector?.labels }, pod.labels)) return [];
    return ingress.map(({ port, tls }) => ({ by: nameOf(sidecar), port: port.number, tls }));
  });
}

/** NetworkPolicies that restrict a pod's traffic in a direction; with `those`, only of these. */
export function networkPoliciesOn(
  facts: Facts,
  pod: PodView,
  direction: "Ingress" | "Egress",
  those: (policy: AnyObject) => boolean = () => true,
): string[] {
  interface PolicySpec {
    podSelector?: { matchLabels?: Record<string, string>; matchExpressions?: LabelExpression[] };
    policyTypes?: string[];
  }
  return objectsOf(facts, "NetworkPolicy", pod.namespace)
    .filter((policy) => {
      const { podSelector = {}, policyTypes = ["Ingress"] } = (policy.spec ?? {}) as PolicySpec;
      return policyTypes.includes(direction) && selects(podSelector, pod.labels) && those(policy);
    })
    .map(nameOf);
}

/** DestinationRules for a host, with the client TLS mode that they set. */
export function destinationRulesFor(facts: Facts, host: string): { by: string; mode?: string }[] {
  interface RuleSpec {
    host?: string;
    trafficPolicy?: { tls?: { mode?: string }; portLevelSettings?: { tls?: { mode?: string } }[] };
  }
  return objectsOf(facts, "DestinationRule").flatMap((rule) => {
    const { host: pattern = "", trafficPolicy } = (rule.spec ?? {}) as RuleSpec;
    const full = pattern.includes(".") ? pattern : `${pattern}.${rule.metadata?.namespace}.svc.cluster.local`;
    if (!hostMatches(full, host)) return [];
    const perPort = trafficPolicy?.portLevelSettings?.find(({ tls }) => tls?.mode)?.tls?.mode;
    return [{ by: nameOf(rule), mode: perPort ?? trafficPolicy?.tls?.mode }];
  });
}

/** ServiceEntries for a host. */
export function serviceEntriesFor(facts: Facts, host: string): { by: string; resolution: string }[] {
  return objectsOf(facts, "ServiceEntry").flatMap((entry) => {
    const { hosts = [], resolution = "NONE" } = (entry.spec ?? {}) as { hosts?: string[]; resolution?: string };
    return hosts.some((pattern) => hostMatches(pattern, host)) ? [{ by: nameOf(entry), resolution }] : [];
  });
}

/** Routes (VirtualService, HTTPRoute, TLSRoute …) that name one of these hosts. */
export function routesFor(facts: Facts, hosts: string[]): string[] {
  const kinds = ["VirtualService", "HTTPRoute", "TLSRoute", "TCPRoute", "GRPCRoute"];
  return kinds.flatMap((kind) =>
    objectsOf(facts, kind)
      .filter((route) => hosts.some((host) => JSON.stringify(route.spec ?? {}).includes(`"${host}"`)))
      .map(nameOf),
  );
}

function hostMatches(pattern: string, host: string): boolean {
  return pattern === host || pattern === "*" || (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)));
}

function isSet(mode: MtlsMode | "UNSET" | undefined): mode is MtlsMode {
  return mode !== undefined && mode !== "UNSET";
}

function byAge(one: AnyObject, other: AnyObject): number {
  return String(one.metadata?.creationTimestamp).localeCompare(String(other.metadata?.creationTimestamp));
}
