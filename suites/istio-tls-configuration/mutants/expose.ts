import type { Mutant } from "#fixtures";
import { issue } from "../certificates.ts";
import type { BlogTls } from "../page.ts";
import { credential, ingressService, manifest, namespace, ref, routeRef } from "../resources.ts";

/* Ways to break the mesh under "How to Expose TLS in Istio?". */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

const service = { apiVersion: "v1", kind: "Service", metadata: ingressService };
const httpbin = `httpbin.${namespace}.svc.cluster.local`;
const restoreGateway = ({ kube }: BlogTls) => kube.apply(manifest("expose-tls.gateway"));
const restoreRoute = ({ kube }: BlogTls) => kube.apply(manifest("expose-tls.httpbin-route"));
const restoreSecret = ({ kube, certificates }: BlogTls) => kube.applyObject(credential(certificates.first.server));

export const httpsOnAnotherPort: Break = {
  name: "the ingress gateway's Service has its https port on 8443 in place of 443",
  break: (state) => moveHttps(state, 443, 8443),
  restore: (state) => moveHttps(state, 8443, 443),
};

export const gatewayMissing: Break = {
  name: "the Gateway bookinfo-gateway-https is missing",
  without: "Gateway default/bookinfo-gateway-https",
  break: ({ kube }) => kube.remove(ref.gateway),
  restore: restoreGateway,
};

export const routeMissing: Break = {
  name: "the VirtualService that leads to httpbin is missing",
  without: "VirtualService default/httpbin-over-https",
  break: ({ kube }) => kube.remove(ref.route),
  restore: restoreRoute,
};

export const routeToAnotherPort: Break = {
  name: "the VirtualService leads to a port that httpbin has not got",
  weakens: "VirtualService default/httpbin-over-https",
  break: ({ kube }) => kube.apply(manifest("expose-tls.httpbin-route").replace("number: 8000", "number: 8001")),
  restore: restoreRoute,
};

/** A fifth of the requests: three runs of sixty all see it. */
const nowAndThen = 20;

/** The route with a second destination for some of the requests. */
function routeShared({ kube }: BlogTls, other: object): Promise<unknown> {
  const route = [
    { destination: { host: httpbin, port: { number: 8000 } }, weight: 100 - nowAndThen },
    { destination: { host: httpbin, ...other }, weight: nowAndThen },
  ];
  const spec = { hosts: ["*"], gateways: ["bookinfo-gateway-https"], http: [{ route }] };
  return kube.applyObject({ ...ref.route, spec });
}

export const routeNowAndThen: Break = {
  name: "the VirtualService leads a fifth of the requests to a port that httpbin has not got",
  weakens: "VirtualService default/httpbin-over-https",
  leaks: true,
  break: (state) => routeShared(state, { port: { number: 8001 } }),
  restore: restoreRoute,
};

export const secretSwapped: Break = {
  name: "the secret holds another certificate for the same name, of the same CA",
  break: async ({ kube, terminal }) => kube.applyObject(credential(await issue(terminal, "example_certs1", "swapped"))),
  restore: restoreSecret,
};

export const secretOfAnotherCa: Break = {
  name: "the secret's certificate is from the CA that only the stranger trusts",
  break: async ({ kube, certificates: { stranger } }) =>
    kube.applyObject(credential(await stranger.issue("CN=httpbin.example.com", ["httpbin.example.com"], "01"))),
  restore: restoreSecret,
};

export const mutualInsteadOfSimple: Break = {
  name: "the Gateway's tls.mode is MUTUAL",
  weakens: "Gateway default/bookinfo-gateway-https",
  break: async ({ kube, certificates: { first } }) => {
    const { data, ...secret } = credential(first.server);
    const withCa = { ...(data as object), "ca.crt": Buffer.from(first.ca).toString("base64") };
    await kube.applyObject({ ...secret, data: withCa });
    await kube.apply(manifest("expose-tls.gateway").replace("mode: SIMPLE", "mode: MUTUAL"));
  },
  restore: async (state) => {
    await restoreGateway(state);
    await state.kube.remove(ref.secret);
    await restoreSecret(state);
  },
};

const plainTextRule = {
  apiVersion: "networking.istio.io/v1",
  kind: "DestinationRule",
  metadata: { name: "plain-text-to-httpbin", namespace },
};
const disabled = { tls: { mode: "DISABLE" } };

export const plainTextToThePod: Break = {
  name: "a DestinationRule switches mTLS off between the gateway and httpbin",
  break: ({ kube }) => kube.applyObject({ ...plainTextRule, spec: { host: httpbin, trafficPolicy: disabled } }),
  restore: ({ kube }) => kube.remove(plainTextRule),
};

export const plainTextNowAndThen: Break = {
  name: "a DestinationRule's subset without mTLS gets a fifth of the requests",
  leaks: true,
  break: async (state) => {
    const subsets = [{ name: "plain", labels: { app: "httpbin" }, trafficPolicy: disabled }];
    await state.kube.applyObject({ ...plainTextRule, spec: { host: httpbin, subsets } });
    await routeShared(state, { port: { number: 8000 }, subset: "plain" });
  },
  restore: async (state) => {
    await restoreRoute(state);
    await state.kube.remove(plainTextRule);
  },
};

const anotherRoute = routeRef("httpbin-another-way");

function bindAnotherRoute({ kube }: BlogTls, match?: object[]): Promise<unknown> {
  const route = [{ destination: { host: httpbin, port: { number: 8000 } } }];
  const spec = { hosts: ["*"], gateways: ["bookinfo-gateway-https"], http: [{ ...(match && { match }), route }] };
  return kube.applyObject({ ...anotherRoute, spec });
}

export const anotherRouteBound: Break = {
  name: "another VirtualService is bound to the Gateway",
  break: (state) => bindAnotherRoute(state),
  restore: ({ kube }) => kube.remove(anotherRoute),
};

export const anotherRouteNowAndThen: Break = {
  name: "another VirtualService takes the quarter of the requests whose ids, which the gateway gives them, end in 0 to 3",
  leaks: true,
  break: (state) => bindAnotherRoute(state, [{ headers: { "x-request-id": { regex: ".*[0-3]" } } }]),
  restore: ({ kube }) => kube.remove(anotherRoute),
};

async function moveHttps({ kube }: BlogTls, from: number, to: number): Promise<void> {
  const { ports } = (await kube.find(service))!.spec as { ports: { port: number }[] };
  await kube.merge(service, {
    spec: { ports: ports.map((each) => (each.port === from ? { ...each, port: to } : each)) },
  });
}
