import { describe, expect } from "vitest";
import { fingerprint, httpAnswer, settle } from "#fixtures";
import { endsWell, https8443, pageCurl } from "./clients.ts";
import { flagOff, portLeftStrict, sidecarMissing } from "../mutants.ts";
import type { Edition } from "../page.ts";

/** The section's checks, for one edition of the page. */
export function external8443({ documented }: Edition): void {
  describe("Verify external to internal mesh connectivity on port 8443", () => {
    documented(
      {
        id: "external-8443/mutual-tls-200",
        claim:
          "outside the mesh, mTLS on https://httpbin.test.svc.cluster.local:8443 answers 200 from httpbin's sidecar",
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
            endsWell(seen);
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
            const seen = await external.run(
              `${pageCurl.replace("-IsS", "-sk -o /dev/null -w '%{certs}'")} ${https8443}`,
            );
            return { seen, presented: await firstFingerprint(seen.stdout) };
          },
          ({ seen, presented }) =>
            expect(presented, `the page's server certificate, seen was: ${subjectOf(seen.stdout)}`).toBe(pages),
        );
      },
    );
  });
}

async function firstFingerprint(certs: string): Promise<string> {
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(certs)?.[0];
  return pem ? fingerprint(pem) : "no certificate";
}

/** curl prints the certificate's fields before the PEM. */
function subjectOf(certs: string): string {
  return /^(Subject|X509v3 Subject Alternative Name):.*$/gm.exec(certs)?.[0] ?? (certs.slice(0, 200) || "none");
}
