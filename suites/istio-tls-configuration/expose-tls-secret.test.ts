import { describe, expect } from "vitest";
import { fingerprint, settle } from "#fixtures";
import { answers200, fromOutside, gatewayIsReady, gatewayPods, whatIstioSays, withFreshGateway } from "./expose.ts";
import * as mutants from "./mutants/expose.ts";
import { documented, type BlogTls } from "./page.ts";
import { credential, secretRef, serverCertificate } from "./resources.ts";

// "We will provide a credentialName that is a TLS secret that has the certificates required to expose and generate the
// TLS gateway."
describe("How to Expose TLS in Istio?: the secret", () => {
  documented(
    {
      id: "expose-tls/unknown-secret-no-handshake",
      claim: "with a credentialName that names no secret there is no handshake, and istioctl says why",
      blocks: ["expose-tls/gateway"],
      prints: "We will provide a credentialName that is a TLS secret",
      breaks: [{ ...mutants.secretExists("unknown"), says: /HTTP\/2 200|ACTIVE/ }],
    },
    async (state) => {
      const name = state.missing.unknown;
      await withFreshGateway(state, name, async () => {
        await noHandshake(state);
        expect(await whatIstioSays(state, name)).toEqual([
          `secret kubernetes://${name}: WARMING`,
          "listener on 8443: none",
          `Error IST0101: Referenced credentialName not found: "${name}"`,
        ]);
      });
    },
  );

  documented(
    {
      id: "expose-tls/secret-in-the-gateways-namespace",
      claim: "the secret is looked up where the gateway's pods run: one in default, beside the Gateway, is not found",
      blocks: ["expose-tls/gateway"],
      prints: "credentialName: httpbin-credential, of a Gateway in namespace default",
      breaks: [{ ...mutants.secretExists("beside"), says: /HTTP\/2 200|ACTIVE/ }],
      errata: ["secret-namespace"],
    },
    async (state) => {
      const { kube, certificates } = state;
      const name = state.missing.beside;
      const besideGateway = secretRef(name, "default");
      await kube.applyObject(credential(certificates.server, besideGateway));
      try {
        await withFreshGateway(state, name, async () => {
          await noHandshake(state);
          expect(await whatIstioSays(state, name)).toContain(`secret kubernetes://${name}: WARMING`);
        });
      } finally {
        await kube.remove(besideGateway);
      }
    },
  );

  documented(
    {
      id: "expose-tls/renewed-secret-is-served",
      claim: "a new certificate in the secret is served without a restart of the gateway",
      blocks: ["expose-tls/gateway"],
      prints: "a credentialName that is a TLS secret",
      breaks: [{ ...mutants.gatewayNamesAnotherSecret, says: /the renewed certificate/ }],
    },
    async (state) => {
      const { kube, certificates } = state;
      const renewed = await serverCertificate(certificates.ca);
      const wanted = await fingerprint(renewed.certificate);
      const before = await gatewayPods(kube);
      try {
        await kube.applyObject(credential(renewed));
        await settle(
          () => fromOutside(state),
          (seen) => {
            answers200(seen);
            expect(seen, "the renewed certificate").toMatchObject({ tls: { fingerprint: wanted } });
          },
        );
        expect(await gatewayPods(kube)).toEqual(before);
      } finally {
        await kube.applyObject(credential(certificates.server));
      }
    },
  );
});

/** No listener, so not even a connection, while the gateway itself is up. */
async function noHandshake(state: BlogTls): Promise<void> {
  await settle(
    async () => (await Promise.all([fromOutside(state), gatewayIsReady(state)]))[0],
    ({ text }) => expect(text).toMatch(/^ECONNREFUSED: /),
  );
}
