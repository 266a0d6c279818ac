import { describe, expect } from "vitest";
import { curlWords, settle } from "#fixtures";
import { http8080, internalWorks, mutualWorks, pageCurl, upToTls12 } from "./clients.ts";
import { permissive, tlsOnTheInternalPort } from "../mutants.ts";
import type { Edition } from "../page.ts";

/** The section's checks, for one edition of the page. */
export function external8080({ documented }: Edition): void {
  // "it is also important to verify that the port 8080 doesn't accept any external mTLS traffic."
  describe("Verify external to internal mesh connectivity on port 8443: 8080 stays closed", () => {
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
                  `${pageCurl.replace("-IsS", `-IsSk ${upToTls12}`)} ${http8080.replace("http:", "https:")}`,
                ),
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
  });
}
