import type { Mutant } from "#fixtures";
import { gatewayWith } from "../expose.ts";
import type { BlogTls } from "../page.ts";
import {
  credential,
  ingressService,
  manifest,
  namespace,
  ref,
  routeRef,
  secretRef,
  serverCertificate,
} from "../resources.ts";

/* Ways to break the mesh under "How to Expose TLS in Istio?". */

type Break = Omit<Mutant<BlogTls>, "says">;

const pinned = secretRef("pinned-credential");
const service = { apiVersion: "v1", kind: "Service", metadata: ingressService };
const restoreGateway = ({ kube }: BlogTls) => kube.apply(manifest("expose-tls.gateway"));
const restoreSecret = ({ kube, certificates }: BlogTls) => kube.applyObject(credential(certificates.server));

export const httpsOnAnotherPort: Break = {
  name: "the ingress gateway's Service has its https port on 8443 in place of 443",
  break: (state) => moveHttps(state, 443, 8443),
  restore: (state) => moveHttps(state, 8443, 443),
};

export const routeMissing: Break = {
  name: "the VirtualService that leads to httpbin is missing",
  break: ({ kube }) => kube.remove(ref.route),
  restore: ({ kube }) => kube.apply(manifest("expose-tls.httpbin-route")),
};

export const secretSwapped: Break = {
  name: "the secret holds another certificate for the same name, of the same CA",
  break: async ({ kube, certificates }) => kube.applyObject(credential(await serverCertificate(certificates.ca))),
  restore: restoreSecret,
};

export const secretOfAnotherCa: Break = {
  name: "the secret's certificate is from the CA that only the stranger trusts",
  break: async ({ kube, certificates }) => kube.applyObject(credential(await serverCertificate(certificates.stranger))),
  restore: restoreSecret,
};

export const mutualInsteadOfSimple: Break = {
  name: "the Gateway's tls.mode is MUTUAL",
  break: async ({ kube, certificates: { ca, server } }) => {
    const { data, ...secret } = credential(server);
    const withCa = { ...(data as object), "ca.crt": Buffer.from(ca.certificate).toString("base64") };
    await kube.applyObject({ ...secret, data: withCa });
    await kube.apply(manifest("expose-tls.gateway").replace("mode: SIMPLE", "mode: MUTUAL"));
  },
  restore: async (state) => {
    await restoreGateway(state);
    await restoreSecret(state);
  },
};

const plainTextRule = {
  apiVersion: "networking.istio.io/v1",
  kind: "DestinationRule",
  metadata: { name: "plain-text-to-httpbin", namespace },
  spec: { host: `httpbin.${namespace}.svc.cluster.local`, trafficPolicy: { tls: { mode: "DISABLE" } } },
};

export const plainTextToThePod: Break = {
  name: "a DestinationRule switches mTLS off between the gateway and httpbin",
  break: ({ kube }) => kube.applyObject(plainTextRule),
  restore: ({ kube }) => kube.remove(plainTextRule),
};

/** The secret that should not be there is there. Its name is used up then: the gateway goes on holding the secret. */
export function secretExists(which: keyof BlogTls["missing"]): Break {
  return {
    name: "a secret of that name lies in the gateway's namespace",
    break: ({ kube, certificates, missing }) =>
      kube.applyObject(credential(certificates.server, secretRef(missing[which]))),
    restore: async ({ kube, missing }) => {
      await kube.remove(secretRef(missing[which]));
      missing[which] += "-again";
    },
  };
}

export const gatewayNamesAnotherSecret: Break = {
  name: "the Gateway names another secret, which keeps the old certificate",
  break: async ({ kube, certificates }) => {
    await kube.applyObject(credential(certificates.server, pinned));
    await kube.apply(gatewayWith(pinned.metadata.name));
  },
  restore: async (state) => {
    await restoreGateway(state);
    await state.kube.remove(pinned);
  },
};

const anotherRoute = manifest("expose-tls.httpbin-route").replace(
  "name: httpbin-over-https",
  "name: httpbin-another-way",
);

export const anotherRouteBound: Break = {
  name: "another VirtualService is bound to the Gateway",
  break: ({ kube }) => kube.apply(anotherRoute),
  restore: ({ kube }) => kube.remove(routeRef("httpbin-another-way")),
};

async function moveHttps({ kube }: BlogTls, from: number, to: number): Promise<void> {
  const { ports } = (await kube.find(service))!.spec as { ports: { port: number }[] };
  await kube.merge(service, {
    spec: { ports: ports.map((each) => (each.port === from ? { ...each, port: to } : each)) },
  });
}
