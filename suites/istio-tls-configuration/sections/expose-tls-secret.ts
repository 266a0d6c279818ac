import { describe, expect } from "vitest";
import { expectPrinted, fingerprint, holds } from "#fixtures";
import { renewCredential } from "../certificates.ts";
import { answers200, fromOutside, gatewayIsReady, gatewayPods, reportedByIstio } from "../expose.ts";
import { withFreshGateway } from "../fresh-gateway.ts";
import { pastTheGateway } from "../mutants/past-the-gateway.ts";
import * as mutants from "../mutants/secret.ts";
import { documented, type BlogTls } from "../page.ts";
import { credential, secretRef } from "../resources.ts";

// "We will provide a credentialName that is a TLS secret that has the certificates required to expose and generate the
// TLS gateway."
describe("How to Expose TLS in Istio?: the secret", () => {
  documented(
    {
      id: "expose-tls/unknown-secret-no-handshake",
      claim: "with a credentialName that names no secret there is no handshake, and istioctl says why",
      blocks: ["expose-tls/gateway"],
      prints: "We will provide a credentialName that is a TLS secret",
      breaks: [
        { ...mutants.secretExists("unknown"), failsWith: /HTTP\/2 200/ },
        { ...pastTheGateway("first"), failsWith: /unstable[^]*HTTP\/2 200/ },
      ],
    },
    async (state) => {
      const name = state.missing.unknown;
      await withFreshGateway(state, name, async () => {
        await noHandshake(state);
        expectPrinted(
          (await reportedByIstio(state, name)).join("\n"),
          [
            `secret kubernetes://${name}: WARMING`,
            "listener on 8443: none",
            `Error IST0101: Referenced credentialName not found: "${name}"`,
          ].join("\n"),
        );
      });
    },
  );

  documented(
    {
      id: "expose-tls/secret-in-the-gateways-namespace",
      claim: "the secret is looked up where the gateway's pods run: one in default, beside the Gateway, is not found",
      blocks: ["expose-tls/gateway"],
      prints: "credentialName: httpbin-credential, of a Gateway in namespace default",
      breaks: [
        { ...mutants.secretExists("beside"), failsWith: /HTTP\/2 200/ },
        { ...pastTheGateway("first"), failsWith: /unstable[^]*HTTP\/2 200/ },
      ],
      errata: ["secret-namespace"],
    },
    async (state) => {
      const { kube, certificates } = state;
      const name = state.missing.beside;
      const besideGateway = secretRef(name, "default");
      await kube.applyObject(credential(certificates.first.server, besideGateway));
      try {
        await withFreshGateway(state, name, async () => {
          await noHandshake(state);
          expect(await reportedByIstio(state, name)).toContain(`secret kubernetes://${name}: WARMING`);
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
      breaks: [
        { ...mutants.gatewayNamesAnotherSecret, failsWith: mutants.ofTheFirstRoot },
        { ...pastTheGateway("first"), failsWith: new RegExp(`unstable[^]*${mutants.ofTheFirstRoot.source}`) },
      ],
    },
    async (state) => {
      const { kube, terminal, certificates } = state;
      const { ca, server } = certificates.second;
      const wanted = await fingerprint(server.certificate);
      const before = await gatewayPods(kube);
      try {
        await renewCredential(terminal, certificates.second);
        await holds(
          (count) => fromOutside(state, count, "/status/200", { ca }),
          (seen) => {
            answers200(seen);
            expect(seen, "the renewed certificate").toMatchObject({ tls: { fingerprint: wanted } });
          },
        );
        expect(await gatewayPods(kube)).toEqual(before);
      } finally {
        await renewCredential(terminal, certificates.first);
      }
    },
  );
});

/** No listener, so not even a connection, while the gateway itself is up. */
async function noHandshake(state: BlogTls): Promise<void> {
  await holds(
    async (count) => (await Promise.all([fromOutside(state, count), gatewayIsReady(state)]))[0],
    ({ text }) => expect(text).toMatch(/^ECONNREFUSED: /),
    { batch: 30 },
  );
}
