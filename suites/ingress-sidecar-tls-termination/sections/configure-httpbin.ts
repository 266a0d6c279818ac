import { describe, expect } from "vitest";
import { curlWords, expectAnswer, expectPrinted, holds } from "#fixtures";
import { answerInside, answers200, https8443, internalWorks, mutualWorks, reset, upToTls12 } from "../clients.ts";
import * as broken from "../mutants/index.ts";
import type { Edition } from "../page.ts";

const noCertificate = `curl -IsS ${upToTls12} --cacert /tmp/ca.crt ${https8443}`;
const foreignCertificate = noCertificate.replace("--cacert", "--cert /tmp/foreign.pem --cacert");
const plainHttp = 'curl -IsS "http://httpbin.test.svc.cluster.local:8443/status/200"';

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
        breaks: [
          { ...broken.simpleInsteadOfMutual, failsWith: /HTTP\/2 200/ },
          { ...broken.leaking[8443], failsWith: /^unstable: .*wrong version number/ },
        ],
      },
      async (state) => {
        await holds(
          (count) => state.external.ask(noCertificate, count),
          ({ text }) => {
            expect(text, text).toMatch(curlWords.alertHandshakeFailure);
            expect(text, text).toMatch(/command terminated with exit code 35\n$/);
          },
          { control: () => mutualWorks(state) },
        );
      },
    );

    documented(
      {
        id: "configure-httpbin/mutual-with-foreign-ca-refused",
        claim: "with tls.mode MUTUAL, a client certificate of another CA is refused by TLS: unknown ca",
        blocks: ["configure-httpbin/1"],
        prints: 'caCertificates: "/etc/istio/tls-ca-certs/ca.crt"',
        breaks: [
          { ...broken.simpleInsteadOfMutual, failsWith: /HTTP\/2 200/ },
          { ...broken.leaking[8443], failsWith: /^unstable: .*wrong version number/ },
        ],
      },
      async (state) => {
        await holds(
          (count) => state.external.ask(foreignCertificate, count),
          ({ text }) => {
            expect(text, text).toMatch(curlWords.alertUnknownCa);
            expect(text, text).toMatch(/command terminated with exit code 35\n$/);
          },
          { control: () => mutualWorks(state) },
        );
      },
    );

    documented(
      {
        id: "configure-httpbin/simple-needs-no-client-certificate",
        claim:
          "with tls.mode SIMPLE, the page's other mode, a client without a certificate gets 200, and inside the mesh 8080 " +
          "answers as before",
        blocks: ["configure-httpbin/1"],
        prints: "The TLS mode can be SIMPLE or MUTUAL",
        breaks: [
          { ...broken.portLeftStrict, failsWith: /self-signed certificate in certificate chain/ },
          { ...broken.leaking[8080], failsWith: /^unstable: / },
        ],
      },
      async ({ terminal, external, internal, manifest }) => {
        await terminal.must("kubectl -n test apply -f -", manifest("ingress-sidecar.simple"));
        try {
          await holds((count) => external.ask(noCertificate, count), answers200);
          await holds(
            (count) => internal.ask('curl -IsS "http://httpbin:8080/status/200"', count),
            (seen) => expectAnswer(seen, answerInside),
          );
        } finally {
          await terminal.must("kubectl -n test apply -f -", manifest("ingress-sidecar.mutual"));
        }
      },
    );

    documented(
      {
        id: "configure-httpbin/plain-http-refused",
        claim: "plain http to 8443 is refused: connection reset",
        blocks: ["configure-httpbin/1"],
        prints: "protocol: HTTPS",
        breaks: [
          { ...broken.plainHttpOutside, failsWith: /200 OK/ },
          { ...broken.leaking[8443], failsWith: /^unstable: .*200 OK/ },
        ],
      },
      async (state) => {
        await holds(
          (count) => state.external.ask(plainHttp, count),
          ({ text }) => expectPrinted(text, reset),
          { control: () => internalWorks(state) },
        );
      },
    );
  });
}
