import { describe } from "vitest";
import { holds } from "#fixtures";
import * as mutants from "./mutants/index.ts";
import * as secrets from "./mutants/secrets.ts";
import { documented, needsOf } from "./page.ts";
import {
  ask,
  askWithBoth,
  isTeapot,
  noCertificate,
  refusedBecause,
  teapotAnswers,
  unknownCa,
  withCertificate,
} from "./requests.ts";
import type { Tab } from "./resources.ts";
import { at } from "./steps.ts";

/** "Configure a mutual TLS ingress gateway", by one of the tabs. */
export function mutualTls(tab: Tab): void {
  const position = { tab, step: "mutual-tls" } as const;
  const block = (name: string) => `mutual-tls/${name}`;

  describe(`Configure a mutual TLS ingress gateway: ${tab}`, () => {
    documented(
      {
        id: `mutual-tls/refused-without-certificate-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: the request as before, without a certificate of the client's, is refused: one is required`,
        blocks: ["secret", `gateway-${tab}`, "request-refused"].map(block),
        prints: "tlsv13 alert certificate required",
        breaks: [
          { ...mutants.simple(position), failsWith: /HTTP\/2 418/ },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*HTTP\/2 418/ },
        ],
        errata: ["libressl-transcripts"],
      },
      async (state) => {
        await at(state, tab, "mutual-tls");
        await holds(
          (count) => askWithBoth(state, count),
          (seen) => refusedBecause(seen, noCertificate),
          { control: () => teapotAnswers(state, withCertificate(state)) },
        );
      },
    );

    documented(
      {
        id: `mutual-tls/teapot-with-certificate-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: with the client's certificate and key the request is answered 418`,
        blocks: ["secret", `gateway-${tab}`, "request-with-certificate"].map(block),
        prints: "HTTP/2 418\nserver: istio-envoy\nI'm a teapot!",
        breaks: [
          { ...mutants.gatewayMissing(position), failsWith: /ECONNRE(FUSED|SET)/ },
          { ...secrets.clientsOfAnotherCa(position), failsWith: /ALERT_UNKNOWN_CA|ECONNRESET/ },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*server: istio-envoy/ },
        ],
      },
      async (state) => {
        await at(state, tab, "mutual-tls");
        await holds((count) => ask(state, count, withCertificate(state)), isTeapot);
      },
    );

    documented(
      {
        id: `mutual-tls/other-ca-refused-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: the gateway verifies its clients with the secret's ca.crt: a client of another CA is refused`,
        blocks: ["secret", `gateway-${tab}`].map(block),
        prints: "--from-file=ca.crt=example_certs1/example.com.crt",
        breaks: [
          { ...secrets.clientsOfAnotherCa(position), failsWith: /HTTP\/2 418/ },
          { ...mutants.simple(position), failsWith: /HTTP\/2 418/ },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*HTTP\/2 418/ },
        ],
      },
      async (state) => {
        await at(state, tab, "mutual-tls");
        await holds(
          (count) => askWithBoth(state, count, { client: state.stranger.client }),
          (seen) => refusedBecause(seen, unknownCa),
          { control: () => teapotAnswers(state, withCertificate(state)) },
        );
      },
    );
  });
}
