/** Why a check is left out: the target lacks what it needs, see `capabilities`. */
export interface Skip {
  reason: string;
  /** What the target is, or how it was set: "MESHPROOF_INTERNET=live". */
  condition: string;
  /** Where more is told: an https address, or a heading of ours as `docs/<file>.md#<anchor>`. */
  reference: string;
}

/**
 * What a check may need of the target beside workloads of its own, and what each means. A check whose needs are not met is
 * skipped, with the target's own reason; nothing else may skip a check.
 */
export const capabilities = {
  "sidecar-ingress-tls": "istiod runs with ENABLE_TLS_ON_SIDECAR_INGRESS=true",
  "installed-by-the-page": "Istio was installed by the documents' own command, istioctl with profile default",
  "ingress-gateway": "Istio's ingress gateway, istio-ingressgateway in istio-system",
  "free-https-port": "no Gateway of somebody's listens on port 443 of the shared ingress gateway",
  "load-balancer":
    "Services of type LoadBalancer get an address: without one no Gateway of the Gateway API is programmed",
  "egress-gateway": "Istio's egress gateway, istio-egressgateway in istio-system",
  "access-log": "the proxies write Istio's own access log to their standard output, as text",
  tracing: "the proxies trace, and so name the operation in x-envoy-decorator-operation",
  "default-revision": "the mesh's settings are where `istioctl kube-inject` reads them, in istio-system's ConfigMaps",
  "default-injection": "istiod's webhook injects pods of namespaces with the label istio-injection=enabled",
  "uninjected-default": "pods in the namespace default get no sidecar by themselves",
  "gateway-api-tlsroute-v1alpha2": "the Gateway API's CRDs with TLSRoute v1alpha2, of the experimental channel",
  "network-policy": "the cluster enforces NetworkPolicies",
  "no-mesh-policies": "no policy of the whole mesh decides about the page's requests",
  "no-peer-authentications": "no namespace has a PeerAuthentication of somebody's",
  "no-destination-rules": "no namespace has a DestinationRule of somebody's",
  "mesh-wide-policy": "a policy of the whole mesh may be applied and removed",
  "default-namespace-policy": "a policy may bind every workload of the namespace default",
  "mesh-wide-routes": "where the whole mesh sends requests for the documents' outside hosts may be changed",
  "mesh-namespace-objects": "objects may be made in istio-system, beside Istio's own",
  "system-namespace-labels": "namespaces of the system may be given a label",
  "outside-client": "a client outside of the cluster reaches the gateway",
  "outside-hosts": "the documents' outside hosts answer, real or stood in for",
  "outside-hosts-record": "the outside hosts keep a record of what they saw",
  "packet-capture": "an ephemeral container may capture packets in a pod",
  "mesh-removal": "Istio may be uninstalled",
  "second-istio-version": "another version of Istio, images and istioctl, which the mesh can be upgraded to",
} as const;

export type Capability = keyof typeof capabilities;

/** What a target cannot be asked, each with its reason; and the pages that it cannot be asked about at all. */
export type Missing = Partial<Record<Capability, Skip>> & { pages?: Partial<Record<string, Skip>> };

/** Where Istio stays for the next run. */
export const meshStays: Skip = {
  reason:
    "All pages share one installation, which stays for the next run: `--with-uninstall`, or MESHPROOF_KEEP=0, runs it.",
  condition: "the mesh stays for the next run",
  reference: "docs/configuration.md#uninstalling-istio",
};

/** What a run cannot ask: what the target cannot be asked, and Istio's removal unless that is wanted. */
export function missingInRun(missing: Missing, { uninstall }: { uninstall: boolean }): Missing {
  return { ...(!uninstall && { "mesh-removal": meshStays }), ...missing };
}

/** Why a check is skipped; undefined where all that it and its page need is there. */
export function skipOf(
  { page, needs = [] }: { page?: string; needs?: readonly Capability[] },
  { pages, ...missing }: Missing,
): Skip | undefined {
  const ofPage = page === undefined ? undefined : pages?.[page];
  return ofPage ?? needs.map((need) => missing[need]).find((skip) => skip !== undefined);
}
