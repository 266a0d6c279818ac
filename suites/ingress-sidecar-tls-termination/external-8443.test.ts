import { describe, expect } from "vitest";
import { control, createAuthority, fingerprint, httpAnswer, settle, type Transcript } from "#fixtures";
import {
  flagOff,
  permissive,
  portLeftStrict,
  sidecarMissing,
  simpleInsteadOfMutual,
  tlsOnTheInternalPort,
} from "./mutants.ts";
import { documented, manifest, type SidecarTls } from "./page.ts";

/** The page's own curl, without its URL. */
const pageCurl =
  "curl -IsS --cacert /tmp/ca.crt --key /tmp/client.test.svc.cluster.local.key --cert /tmp/client.test.svc.cluster.local.crt -HHost:httpbin.test.svc.cluster.local";
const https8443 = '"https://httpbin.test.svc.cluster.local:8443/status/200"';
const http8080 = '"http://httpbin.test.svc.cluster.local:8080/status/200"';
/**
 * With TLS 1.3 the client's handshake is over before the server has looked at its certificate: curl then finds the
 * refusal while sending or while reading (exit 55, 56, or 16 over HTTP/2), a race of its own. Up to TLS 1.2 the refusal
 * belongs to the handshake, so that its reason always arrives (exit 35).
 */
const upToTls12 = "curl -IsS --tls-max 1.2";
const noCertificate = `${upToTls12} --cacert /tmp/ca.crt ${https8443}`;

const mutualWorks = ({ external }: SidecarTls) =>
  control(
    "the page's client, with its certificate, on 8443",
    () => external.run(`${pageCurl} ${https8443}`),
    answers200,
  );
const internalWorks = ({ internal }: SidecarTls) =>
  control("the internal client on 8080", () => internal.run('curl -IsS "http://httpbin:8080/status/200"'), answers200);

function answers200(seen: Transcript): void {
  expect(httpAnswer(seen)?.status, seen.text).toBe(200);
}

describe("Verify external to internal mesh connectivity on port 8443", () => {
  documented(
    {
      id: "external-8443/mutual-tls-200",
      claim: "outside the mesh, mTLS on https://httpbin.test.svc.cluster.local:8443 answers 200 from httpbin's sidecar",
      blocks: ["external-8443/1", "external-8443/2"],
      prints:
        "server: istio-envoy\ncontent-type: text/html; charset=utf-8\ncontent-length: 0\nx-envoy-decorator-operation: ingress-sidecar.test:9080/*",
      breaks: [
        { ...portLeftStrict, says: /exit code 60/ },
        { ...sidecarMissing, says: /exit code \d+/ },
        { ...flagOff, says: /exit code 35/ },
      ],
    },
    async ({ external }) => {
      await settle(
        () => external.run(`${pageCurl} ${https8443}`),
        (seen) => {
          expect(seen.exitCode, seen.text).toBe(0);
          expect(httpAnswer(seen)).toMatchObject({
            protocol: "HTTP/2",
            status: 200,
            headers: {
              server: "istio-envoy",
              "content-type": "text/html; charset=utf-8",
              "access-control-allow-origin": "*",
              "access-control-allow-credentials": "true",
              "content-length": "0",
              date: expect.stringMatching(/ GMT$/),
              "x-envoy-upstream-service-time": expect.stringMatching(/^\d+$/),
              "x-envoy-decorator-operation": "ingress-sidecar.test:9080/*",
            },
          });
        },
      );
    },
  );

  documented(
    {
      id: "external-8443/certificate-is-the-pages",
      claim: "the certificate presented on 8443 is the page's own, not the mesh's",
      blocks: ["generate-certificates/1", "create-secrets/1", "external-8443/2"],
      prints: "CN=httpbin.test.svc.cluster.local/O=httpbin organization",
      breaks: [{ ...portLeftStrict, says: /the page's server certificate/ }],
    },
    async ({ external, certificates }) => {
      const pages = await fingerprint(certificates.server.certificate);
      await settle(
        async () => {
          const seen = await external.run(`${pageCurl.replace("-IsS", "-sk -o /dev/null -w '%{certs}'")} ${https8443}`);
          return { seen, presented: await firstFingerprint(seen.stdout) };
        },
        ({ seen, presented }) =>
          expect(presented, `the page's server certificate, seen was: ${subjectOf(seen.stdout)}`).toBe(pages),
      );
    },
  );

  documented(
    {
      id: "external-8443/mutual-without-client-certificate-refused",
      claim: "with tls.mode MUTUAL, a client without a certificate is refused in the TLS handshake",
      blocks: ["configure-httpbin/1"],
      prints: "mode: MUTUAL",
      breaks: [{ ...simpleInsteadOfMutual, says: /200 OK/ }],
    },
    async (state) => {
      await settle(
        async () => (await Promise.all([state.external.run(noCertificate), mutualWorks(state)]))[0],
        ({ text }) => {
          expect(text).toMatch(/^curl: \(35\) .*alert handshake failure/);
          expect(text).toMatch(/command terminated with exit code 35\n$/);
        },
      );
    },
  );

  documented(
    {
      id: "external-8443/mutual-with-foreign-ca-refused",
      claim: "with tls.mode MUTUAL, a client certificate of another CA is refused by TLS: unknown ca",
      blocks: ["configure-httpbin/1"],
      prints: 'caCertificates: "/etc/istio/tls-ca-certs/ca.crt"',
      breaks: [{ ...simpleInsteadOfMutual, says: /200 OK/ }],
    },
    async (state) => {
      const stranger = await createAuthority("O=another Inc.,CN=another.example");
      const { certificate, key } = await stranger.issue(
        "CN=client.test.svc.cluster.local",
        ["client.test.svc.cluster.local"],
        "01",
      );
      await state.external.copy(`${certificate}\n${key}`, "/tmp/foreign.pem");
      await settle(
        async () =>
          (
            await Promise.all([
              state.external.run(noCertificate.replace("--cacert", "--cert /tmp/foreign.pem --cacert")),
              mutualWorks(state),
            ])
          )[0],
        ({ text }) => {
          expect(text).toMatch(/^curl: \(35\) .*alert unknown ca/);
          expect(text).toMatch(/command terminated with exit code 35\n$/);
        },
      );
    },
  );

  documented(
    {
      id: "external-8443/simple-needs-no-client-certificate",
      claim: "with tls.mode SIMPLE, the page's other mode, a client without a certificate gets 200",
      blocks: ["configure-httpbin/1"],
      prints: "The TLS mode can be SIMPLE or MUTUAL",
      breaks: [{ ...portLeftStrict, says: /exit code 60/ }],
    },
    async ({ kube, external }) => {
      await kube.apply(manifest("ingress-sidecar.simple"));
      try {
        await settle(() => external.run(noCertificate), answers200);
      } finally {
        await kube.apply(manifest("ingress-sidecar.mutual"));
      }
    },
  );

  documented(
    {
      id: "external-8443/plain-http-refused",
      claim: "plain http to 8443 is refused: connection reset",
      blocks: ["configure-httpbin/1"],
      prints: "protocol: HTTPS",
      breaks: [{ ...flagOff, says: /200 OK|control failed/ }],
    },
    async (state) => {
      await settle(
        async () =>
          (
            await Promise.all([
              state.external.run('curl -IsS "http://httpbin.test.svc.cluster.local:8443/status/200"'),
              internalWorks(state),
            ])
          )[0],
        ({ text }) =>
          expect(text).toBe(
            "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56\n",
          ),
      );
    },
  );

  documented(
    {
      id: "external-8443/plain-http-on-8080-reset",
      claim: "8080 takes no external traffic: the connection is reset, while the internal client gets 200",
      blocks: ["external-8443/3"],
      prints: "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56",
      breaks: [{ ...permissive, says: /200 OK/ }],
    },
    async (state) => {
      await settle(
        async () => (await Promise.all([state.external.run(`${pageCurl} ${http8080}`), internalWorks(state)]))[0],
        ({ text }) =>
          expect(text).toBe(
            "curl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56\n",
          ),
      );
    },
  );

  documented(
    {
      id: "external-8443/tls-on-8080-refused",
      claim: "TLS to 8080 from outside is refused: the mesh's own mTLS takes no certificate of the page's CA",
      blocks: ["external-8443/3"],
      prints: "it is also important to verify that the port 8080 does not accept any external mTLS traffic",
      breaks: [{ ...tlsOnTheInternalPort, says: /HTTP\/\S+ 200/ }],
    },
    async (state) => {
      await settle(
        async () =>
          (
            await Promise.all([
              state.external.run(
                `${pageCurl.replace("-IsS", "-IsSk --tls-max 1.2")} ${http8080.replace("http:", "https:")}`,
              ),
              internalWorks(state),
            ])
          )[0],
        ({ text }) => {
          expect(text).toMatch(/^curl: \(35\) .*alert unknown ca/);
          expect(text).toMatch(/command terminated with exit code 35\n$/);
        },
      );
    },
  );
});

async function firstFingerprint(certs: string): Promise<string> {
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(certs)?.[0];
  return pem ? fingerprint(pem) : "no certificate";
}

/** curl prints the certificate's fields before the PEM. */
function subjectOf(certs: string): string {
  return /^(Subject|X509v3 Subject Alternative Name):.*$/gm.exec(certs)?.[0] ?? (certs.slice(0, 200) || "none");
}
