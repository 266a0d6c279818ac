import { describe, expect } from "vitest";
import { control, fingerprint, holds } from "#fixtures";
import { answers200, fromOutside, onceFromOutside } from "../expose.ts";
import * as mutants from "../mutants/expose.ts";
import { pastTheGateway } from "../mutants/past-the-gateway.ts";
import { secretMissing } from "../mutants/secret.ts";
import { documented } from "../page.ts";

// "We will use a SIMPLE mode, also known as one-way TLS, where only the server is authenticated but not the clients."
describe("How to Expose TLS in Istio?: who is authenticated", () => {
  documented(
    {
      id: "expose-tls/certificate-is-the-secrets",
      claim: "the certificate that the gateway presents is the one in the secret httpbin-credential",
      blocks: ["expose-tls/gateway"],
      prints: "credentialName: httpbin-credential",
      breaks: [
        { ...mutants.secretSwapped, failsWith: /the secret's certificate, seen was another: HTTP\/2 200/ },
        {
          ...pastTheGateway("again"),
          failsWith: /unstable[^]*the secret's certificate, seen was another: HTTP\/2 200/,
        },
        { ...secretMissing, failsWith: /ECONNREFUSED/ },
      ],
      errata: ["secret-namespace"],
    },
    async (state) => {
      const wanted = await fingerprint(state.certificates.first.server.certificate);
      await holds(
        (count) => fromOutside(state, count),
        (seen) => {
          answers200(seen);
          expect(seen, `the secret's certificate, seen was another: ${seen.text}`).toMatchObject({
            tls: { fingerprint: wanted },
          });
        },
      );
    },
  );

  documented(
    {
      id: "expose-tls/clients-are-not-authenticated",
      claim: "with tls.mode SIMPLE a client needs no certificate, with TLS 1.3 and with 1.2",
      blocks: ["expose-tls/gateway"],
      prints: "only the server is authenticated but not the clients",
      breaks: [{ ...mutants.mutualInsteadOfSimple, failsWith: /TLSV13_ALERT_CERTIFICATE_REQUIRED/ }],
    },
    async (state) => {
      await holds(
        async (count) => {
          const [newest, older] = await Promise.all([
            fromOutside(state, count),
            fromOutside(state, count, "/status/200", { upTo: "TLSv1.2" }),
          ]);
          return newest.map(({ text }, turn) => ({ text: `${text}; ${older[turn]!.text}` }));
        },
        ({ text }) =>
          expect(text).toBe(
            "HTTP/2 200 over TLSv1.3, certificate of CN=httpbin.example.com; " +
              "HTTP/2 200 over TLSv1.2, certificate of CN=httpbin.example.com",
          ),
      );
    },
  );

  documented(
    {
      id: "expose-tls/other-ca-refused",
      claim: "a client that trusts another CA refuses the gateway's certificate",
      blocks: ["expose-tls/gateway"],
      prints: "only the server is authenticated",
      breaks: [
        { ...mutants.secretOfAnotherCa, failsWith: /HTTP\/2 200/ },
        { ...pastTheGateway("stranger"), failsWith: /unstable[^]*HTTP\/2 200/ },
      ],
    },
    async (state) => {
      const ca = state.certificates.stranger.certificate;
      const { allowed } = await holds(
        async (count) => {
          const [refused, allowed] = await Promise.all([
            fromOutside(state, count, "/status/200", { ca }),
            onceFromOutside(state),
          ]);
          return refused.map((one) => ({ ...one, allowed }));
        },
        ({ text }) => expect(text).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE: /),
      );
      await control("the client that trusts the page's root, at the same moment", async () => allowed, answers200);
    },
  );
});
