import { describe, expect } from "vitest";
import { curlWords, settle } from "#fixtures";
import { answers200, https8443, internalWorks, mutualWorks, upToTls12 } from "./clients.ts";
import { plainHttpOutside, portLeftStrict, simpleInsteadOfMutual } from "../mutants.ts";
import type { Edition } from "../page.ts";

const noCertificate = `curl -IsS ${upToTls12} --cacert /tmp/ca.crt ${https8443}`;

/** The section's checks, for one edition of the page. */
export function configureHttpbin({ documented }: Edition): void {
  // "Using the Sidecar API, configure the ingress TLS settings. The TLS mode can be SIMPLE or MUTUAL."
  describe("Configure httpbin to enable external mTLS", () => {
    documented(
      {
        id: "configure-httpbin/mutual-without-client-certificate-refused",
        claim: "with tls.mode MUTUAL, a client without a certificate is refused in the TLS handshake",
        blocks: ["configure-httpbin/1"],
        prints: "mode: MUTUAL",
        breaks: [{ ...simpleInsteadOfMutual, says: /HTTP\/2 200/ }],
      },
      async (state) => {
        await settle(
          async () => (await Promise.all([state.external.run(noCertificate), mutualWorks(state)]))[0],
          ({ text }) => {
            expect(text).toMatch(curlWords.alertHandshakeFailure);
            expect(text).toMatch(/command terminated with exit code 35\n$/);
          },
        );
      },
    );

    documented(
      {
        id: "configure-httpbin/mutual-with-foreign-ca-refused",
        claim: "with tls.mode MUTUAL, a client certificate of another CA is refused by TLS: unknown ca",
        blocks: ["configure-httpbin/1"],
        prints: 'caCertificates: "/etc/istio/tls-ca-certs/ca.crt"',
        breaks: [{ ...simpleInsteadOfMutual, says: /HTTP\/2 200/ }],
      },
      async (state) => {
        await settle(
          async () =>
            (
              await Promise.all([
                state.external.run(noCertificate.replace("--cacert", "--cert /tmp/foreign.pem --cacert")),
                mutualWorks(state),
              ])
            )[0],
          ({ text }) => {
            expect(text).toMatch(curlWords.alertUnknownCa);
            expect(text).toMatch(/command terminated with exit code 35\n$/);
          },
        );
      },
    );

    documented(
      {
        id: "configure-httpbin/simple-needs-no-client-certificate",
        claim: "with tls.mode SIMPLE, the page's other mode, a client without a certificate gets 200",
        blocks: ["configure-httpbin/1"],
        prints: "The TLS mode can be SIMPLE or MUTUAL",
        breaks: [{ ...portLeftStrict, says: /self-signed certificate in certificate chain/ }],
      },
      async ({ kube, external, manifest }) => {
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
        id: "configure-httpbin/plain-http-refused",
        claim: "plain http to 8443 is refused: connection reset",
        blocks: ["configure-httpbin/1"],
        prints: "protocol: HTTPS",
        breaks: [{ ...plainHttpOutside, says: /200 OK/ }],
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
  });
}
