import { describe, expect } from "vitest";
import { curlWords, expectPrinted, holds } from "#fixtures";
import { http8080, inExternal, internalWorks, mutualWorks, pageCurl, reset, upToTls12 } from "../clients.ts";
import * as broken from "../mutants/index.ts";
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
        breaks: [
          { ...broken.permissive, failsWith: /200 OK/ },
          { ...broken.leaking[8080], failsWith: /^unstable: .*200 OK/ },
        ],
      },
      async (state) => {
        const command = `${pageCurl} ${http8080}`;
        await holds(
          (count) => state.external.ask(command, count),
          ({ text }) => expectPrinted(text, reset),
          { control: () => internalWorks(state) },
        );
        expectPrinted((await state.terminal.run(inExternal(state, command))).text, reset);
      },
    );

    documented(
      {
        id: "external-8443/tls-on-8080-refused",
        claim: "TLS to 8080 from outside is refused: the mesh's own mTLS takes no certificate of the page's CA",
        blocks: ["external-8443/3"],
        prints: "it is also important to verify that the port 8080 does not accept any external mTLS traffic",
        breaks: [
          { ...broken.tlsOnTheInternalPort, failsWith: /HTTP\/\S+ 200/ },
          { ...broken.leaking[8080], failsWith: /^unstable: .*wrong version number/ },
        ],
        errata: ["plain-http-is-not-mtls"],
      },
      async (state) => {
        const command = `${pageCurl.replace("-IsS", `-IsSk ${upToTls12}`)} ${http8080.replace("http:", "https:")}`;
        await holds(
          (count) => state.external.ask(command, count),
          ({ text }) => {
            expect(text, text).toMatch(curlWords.alertUnknownCa);
            expect(text, text).toMatch(/command terminated with exit code 35\n$/);
          },
          { control: () => mutualWorks(state) },
        );
      },
    );
  });
}
