import { tlsSecret, until, type KeyPair, type Kube, type Mutant } from "#fixtures";
import { issue } from "../certificates.ts";
import type { BlogTls } from "../page.ts";
import { namespace, pastGatewayRef } from "../resources.ts";

/*
 * A port that leaks every second request: the ingress gateway's Service has a second endpoint, an httpbin that terminates
 * TLS itself and has no sidecar.
 */

const name = "past-the-gateway";
const podRef = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } };
const secretRef = { apiVersion: "v1", kind: "Secret", metadata: { name, namespace } };

/** Certificates that the second endpoint may have for httpbin.example.com. */
const certificates = {
  /** The one of the page's secret. */
  first: ({ certificates }: BlogTls) => Promise.resolve(certificates.first.server),
  /** Another one from the same root. */
  again: ({ terminal }: BlogTls) => issue(terminal, "example_certs1", "again"),
  /** One from the CA that only the stranger trusts. */
  stranger: ({ certificates: { stranger } }: BlogTls) =>
    stranger.issue("CN=httpbin.example.com", ["httpbin.example.com"], "01"),
};

export function pastTheGateway(certificate: keyof typeof certificates): Omit<Mutant<BlogTls>, "failsWith"> {
  return {
    name: `every second connection goes past the gateway, to an endpoint with ${told[certificate]}`,
    leaks: true,
    break: async (state) => {
      const address = await startHttpbin(state.kube, await certificates[certificate](state));
      await state.kube.applyObject(endpointSlice(address));
    },
    restore: async ({ kube }) => {
      await kube.remove(pastGatewayRef);
      await kube.remove(podRef, 0);
      await kube.remove(secretRef);
      await until("the second endpoint gone", async () => ((await kube.find(podRef)) ? undefined : true), {
        within: 30_000,
      });
    },
  };
}

const told: Record<keyof typeof certificates, string> = {
  first: "the secret's certificate",
  again: "another certificate of the same root",
  stranger: "a certificate of the stranger's CA",
};

/** @returns the address of its pod */
async function startHttpbin(kube: Kube, pair: KeyPair): Promise<string> {
  await kube.applyObject({ ...tlsSecret(name, pair), ...secretRef });
  await kube.applyObject({
    ...podRef,
    metadata: { ...podRef.metadata, labels: { "sidecar.istio.io/inject": "false" } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "httpbin",
          image: "docker.io/mccutchen/go-httpbin:v2.15.0",
          imagePullPolicy: "IfNotPresent",
          env: Object.entries({ HTTPS_CERT_FILE: "/tls/tls.crt", HTTPS_KEY_FILE: "/tls/tls.key", PORT: "8443" }).map(
            ([name, value]) => ({ name, value }),
          ),
          readinessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 1 },
          volumeMounts: [{ name: "tls", mountPath: "/tls" }],
        },
      ],
      volumes: [{ name: "tls", secret: { secretName: name } }],
    },
  });
  return until("the second endpoint's pod ready", () => addressOnceReady(kube), { within: 60_000 });
}

async function addressOnceReady(kube: Kube): Promise<string | undefined> {
  const { conditions, podIP } = ((await kube.find(podRef))?.status ?? {}) as {
    conditions?: { type: string; status: string }[];
    podIP?: string;
  };
  return conditions?.some(({ type, status }) => type === "Ready" && status === "True") ? podIP : undefined;
}

function endpointSlice(address: string) {
  const labels = {
    "kubernetes.io/service-name": "istio-ingressgateway",
    "endpointslice.kubernetes.io/managed-by": "meshproof",
  };
  return {
    ...pastGatewayRef,
    metadata: { ...pastGatewayRef.metadata, labels },
    addressType: "IPv4",
    ports: [{ name: "https", port: 8443, protocol: "TCP" }],
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
  };
}
