import { describe, expect } from "vitest";
import { httpAnswer, settle } from "#fixtures";
import { endsWell } from "./clients.ts";
import { plainTextInside, sidecarMissing } from "../mutants.ts";
import type { Edition } from "../page.ts";

/** The section's checks, for one edition of the page. */
export function internal8080({ documented, client }: Edition): void {
  describe("Verify internal mesh connectivity on port 8080", () => {
    documented(
      {
        id: "internal-8080/status-200-from-envoy",
        claim: "inside the mesh, http://httpbin:8080/status/200 answers 200 through Envoy",
        blocks: ["internal-8080/1"],
        prints:
          "HTTP/1.1 200 OK\nserver: envoy\ncontent-type: text/html; charset=utf-8\naccess-control-allow-origin: *\naccess-control-allow-credentials: true\ncontent-length: 0",
        breaks: [{ ...sidecarMissing, says: /503/ }],
      },
      async ({ internal }) => {
        await settle(
          () => internal.run('curl -IsS "http://httpbin:8080/status/200"'),
          (seen) => {
            endsWell(seen);
            expect(httpAnswer(seen)).toMatchObject({
              protocol: "HTTP/1.1",
              status: 200,
              headers: {
                server: "envoy",
                "content-type": "text/html; charset=utf-8",
                "access-control-allow-origin": "*",
                "access-control-allow-credentials": "true",
                "content-length": "0",
                date: expect.stringMatching(/ GMT$/),
                "x-envoy-upstream-service-time": expect.stringMatching(/^\d+$/),
              },
            });
          },
        );
      },
    );

    documented(
      {
        id: "internal-8080/hop-is-mtls",
        claim: "that hop is mTLS: httpbin's sidecar saw the client's mesh certificate",
        blocks: ["enable-global-mtls/1", "internal-8080/1"],
        prints: "mode: STRICT",
        breaks: [{ ...plainTextInside, says: /to match object/ }],
      },
      async ({ internal }) => {
        await settle(
          () => internal.run('curl -sS "http://httpbin:8080/headers"'),
          (seen) => {
            endsWell(seen);
            // The sidecar that takes the connection writes this header from the peer certificate of the TLS session.
            expect(JSON.parse(seen.stdout)).toMatchObject({
              headers: {
                "X-Forwarded-Client-Cert": expect.stringMatching(
                  new RegExp(
                    `^By=spiffe://cluster.local/ns/test/sa/httpbin;Hash=[0-9a-f]{64};Subject="";URI=spiffe://cluster.local/ns/test/sa/${client}$`,
                  ),
                ),
              },
            });
          },
        );
      },
    );
  });
}
