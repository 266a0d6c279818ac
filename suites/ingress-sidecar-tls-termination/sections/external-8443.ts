import { describe } from "vitest";
import { expectAnswer, expectPrinted, fingerprint, holds, type Transcript } from "#fixtures";
import { https8443, inExternal, pageCurl } from "../clients.ts";
import * as broken from "../mutants/index.ts";
import type { Edition } from "../page.ts";

const answer = `HTTP/2 200
server: istio-envoy
date: Mon, 24 Oct 2022 09:05:31 GMT
content-type: text/html; charset=utf-8
access-control-allow-origin: *
access-control-allow-credentials: true
content-length: 0
x-envoy-upstream-service-time: 4
x-envoy-decorator-operation: ingress-sidecar.test:9080/*`;

/** The section's checks, for one edition of the page. */
export function external8443({ documented }: Edition): void {
  describe("Verify external to internal mesh connectivity on port 8443", () => {
    documented(
      {
        id: "external-8443/mutual-tls-200",
        needs: ["tracing"],
        claim:
          "outside the mesh, mTLS on https://httpbin.test.svc.cluster.local:8443 answers 200 from httpbin's sidecar",
        blocks: ["generate-certificates/1", "external-8443/1", "external-8443/2"],
        prints: answer,
        breaks: [
          { ...broken.portLeftStrict, failsWith: /exit code 60/ },
          { ...broken.sidecarMissing, failsWith: /exit code 35/ },
          { ...broken.flagOff, failsWith: /exit code 35/ },
          { ...broken.leaking[8443], failsWith: /^unstable: / },
        ],
        errata: ["no-status-line"],
      },
      async (state) => {
        const command = `${pageCurl} ${https8443}`;
        await holds(
          (count) => state.external.ask(command, count),
          (seen) => expectAnswer(seen, answer),
        );
        expectAnswer(await state.terminal.run(inExternal(state, command)), answer);
      },
    );

    documented(
      {
        id: "external-8443/certificate-is-the-pages",
        claim: "the certificate presented on 8443 is the page's own, not the mesh's",
        blocks: ["generate-certificates/1", "create-secrets/1", "external-8443/2"],
        prints: "CN=httpbin.test.svc.cluster.local/O=httpbin organization",
        breaks: [
          { ...broken.portLeftStrict, failsWith: /not seen “the page's certificate: / },
          { ...broken.leaking[8443], failsWith: /^unstable: .*no certificate/ },
        ],
      },
      async ({ external, terminal }) => {
        const pages = await fingerprint(await terminal.read("httpbin.test.svc.cluster.local.crt"));
        const command = `${pageCurl.replace("-IsS", "-skS -o /dev/null -w '%{certs}'")} ${https8443}`;
        await holds(
          async (count) =>
            Promise.all(
              (await external.ask(command, count)).map(async (seen) => ({ text: await presented(seen, pages) })),
            ),
          ({ text }) =>
            expectPrinted(
              text,
              "the page's certificate: CN = httpbin.test.svc.cluster.local, O = httpbin organization",
            ),
        );
      },
    );
  });
}

/** Whose certificate was presented, by its fingerprint, and its subject as curl prints it before the PEM. */
async function presented({ stdout, text }: Transcript, pages: string): Promise<string> {
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(stdout)?.[0];
  if (!pem) return `no certificate: ${text.trim()}`;
  const subject = /^Subject:(.*)$/m.exec(stdout)?.[1]?.trim() || "no subject";
  return `${(await fingerprint(pem)) === pages ? "the page's certificate" : "another certificate"}: ${subject}`;
}
