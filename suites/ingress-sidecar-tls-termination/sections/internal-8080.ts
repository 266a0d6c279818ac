import { describe } from "vitest";
import { expectAnswer, expectPrinted, holds, type Transcript } from "#fixtures";
import { answerInside, inInternal } from "../clients.ts";
import * as broken from "../mutants/index.ts";
import type { Edition } from "../page.ts";

const command = 'curl -IsS "http://httpbin:8080/status/200"';

/** The section's checks, for one edition of the page. */
export function internal8080({ documented, client }: Edition): void {
  describe("Verify internal mesh connectivity on port 8080", () => {
    documented(
      {
        id: "internal-8080/status-200-from-envoy",
        claim: "inside the mesh, http://httpbin:8080/status/200 answers 200 through Envoy",
        blocks: ["internal-8080/1"],
        prints: answerInside,
        breaks: [
          { ...broken.sidecarMissing, failsWith: /503/ },
          { ...broken.leaking[8080], failsWith: /^unstable: / },
        ],
      },
      async (state) => {
        await holds(
          (count) => state.internal.ask(command, count),
          (seen) => expectAnswer(seen, answerInside),
        );
        expectAnswer(await state.terminal.run(inInternal(state, command)), answerInside);
      },
    );

    documented(
      {
        id: "internal-8080/hop-is-mtls",
        claim: "that hop is mTLS: httpbin's sidecar saw the client's mesh certificate",
        blocks: ["internal-8080/1"],
        prints: "mode: STRICT",
        breaks: [
          { ...broken.plainTextInside, failsWith: /seen “no client certificate”/ },
          { ...broken.leaking[8080], failsWith: /^unstable: .*no client certificate/ },
        ],
      },
      async ({ internal }) => {
        await holds(
          async (count) =>
            (await internal.ask('curl -sS "http://httpbin:8080/headers"', count)).map((seen) => ({
              ...seen,
              text: clientCertificate(seen),
            })),
          ({ text }) =>
            expectPrinted(
              text,
              `By=spiffe://cluster.local/ns/test/sa/httpbin;Hash=…;Subject="";URI=spiffe://cluster.local/ns/test/sa/${client}`,
            ),
        );
      },
    );
  });
}

/** The header that the sidecar which takes the connection writes from the peer certificate of the TLS session; httpbin repeats it. */
function clientCertificate({ stdout, text }: Transcript): string {
  if (!stdout.startsWith("{")) return text;
  const { headers } = JSON.parse(stdout) as { headers: Record<string, string | string[]> };
  const certificate = [headers["X-Forwarded-Client-Cert"]].flat()[0] ?? "no client certificate";
  return certificate.replace(/Hash=[0-9a-f]{64}/, "Hash=…");
}
