import { describe, expect } from "vitest";
import { holds, type HttpsOutcome } from "#fixtures";
import * as mutants from "./mutants/index.ts";
import * as secrets from "./mutants/secrets.ts";
import { sampleWithout, serviceToAnotherPort } from "./mutants/workloads.ts";
import { documented, needsOf } from "./page.ts";
import { ask, isTeapot, ofTheOtherRoot, teapotAnswers } from "./requests.ts";
import type { Tab } from "./resources.ts";
import { at } from "./steps.ts";

const noListener = /ECONNRE(FUSED|SET)/;
const ofTheGateway = ["gateway", "route"];

/** "Configure a TLS ingress gateway for a single host", by one of the tabs. */
export function singleHost(tab: Tab): void {
  const first = { tab, step: "single-host" } as const;
  const renewed = { tab, step: "renewed" } as const;
  const block = (name: string) => `single-host/${name}`;
  const applied = ofTheGateway.map((what) => block(`${what}-${tab}`));

  describe(`Configure a TLS ingress gateway for a single host: ${tab}`, () => {
    documented(
      {
        id: `single-host/teapot-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: https from outside is answered by httpbin, 418 over HTTP/2, under the secret's certificate`,
        blocks: [block("secret"), ...applied, block("request")],
        prints: "HTTP/2 418\nI'm a teapot!",
        breaks: [
          { ...mutants.gatewayMissing(first), failsWith: noListener },
          { ...mutants.onAnotherPort(first), failsWith: noListener },
          { ...mutants.routeMissing(first, "httpbin"), failsWith: /HTTP\/2 404/ },
          { ...mutants.routeToAnotherPort(first, "httpbin"), failsWith: /HTTP\/2 50[03]/ },
          { ...secrets.ofAnotherCa(first), failsWith: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/ },
          { ...mutants.pastTheGateway(first), failsWith: /unstable[^]*server: istio-envoy/ },
          ...(tab === "gateway-api"
            ? [{ ...secrets.secretMissing({ ...first, tab }, "httpbin"), failsWith: noListener }]
            : [
                { ...sampleWithout(first, "httpbin", "Service"), failsWith: /HTTP\/2 503/ },
                { ...sampleWithout(first, "httpbin", "Deployment"), failsWith: /HTTP\/2 503/ },
                { ...serviceToAnotherPort(first, "httpbin"), failsWith: /HTTP\/2 503/ },
              ]),
        ],
      },
      async (state) => {
        await at(state, tab, "single-host");
        await holds((count) => ask(state, count), isTeapot);
      },
    );

    documented(
      {
        id: `single-host/only-its-paths-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: /delay leads to httpbin as well, and no other path does: the gateway itself answers 404`,
        blocks: [block(`route-${tab}`)],
        prints: "routes for /status and for /delay",
        breaks: [
          { ...mutants.routeOfEveryPath(first), failsWith: /\/headers: HTTP\/2 200/ },
          { ...mutants.routeMissing(first, "httpbin"), failsWith: /\/delay\/0: HTTP\/2 404/ },
          { ...mutants.pastTheGateway(first), failsWith: /unstable[^]*\/headers: HTTP\/2 200/ },
        ],
      },
      async (state) => {
        await at(state, tab, "single-host");
        await holds(
          async (count) => {
            const [delays, others] = await Promise.all(
              ["/delay/0", "/headers"].map((path) => ask(state, count, { path })),
            );
            return delays!.map((delay, turn) => ({
              text: `/delay/0: ${inShort(delay)}; /headers: ${inShort(others![turn]!)}`,
            }));
          },
          ({ text }) => expect(text).toBe("/delay/0: HTTP/2 200, with a body; /headers: HTTP/2 404, empty"),
        );
      },
    );

    documented(
      {
        id: `single-host/new-chain-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: once the secret is deleted and made anew, the new certificate is served, without a restart`,
        blocks: [block("renewed-secret"), block("request-new-chain")],
        prints: "HTTP/2 418\nI'm a teapot!",
        breaks: [
          { ...secrets.notRenewed(renewed), failsWith: ofTheOtherRoot },
          { ...secrets.pinnedSecret(renewed), failsWith: ofTheOtherRoot },
          { ...mutants.pastTheGateway(renewed), failsWith: new RegExp(`unstable[^]*${ofTheOtherRoot.source}`) },
        ],
      },
      async (state) => {
        await at(state, tab, "renewed");
        await holds((count) => ask(state, count, { trusting: "example_certs2" }), isTeapot);
      },
    );

    documented(
      {
        id: `single-host/old-chain-refused-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: who still trusts the first root refuses the new certificate: it is not signed by that root`,
        blocks: [block("request-old-chain")],
        prints: "curl: (35) error:04FFF06A:rsa routines:CRYPTO_internal:block type is not 01",
        breaks: [
          { ...secrets.notRenewed(renewed), failsWith: /HTTP\/2 418/ },
          { ...mutants.pastTheGateway(renewed), failsWith: /unstable[^]*HTTP\/2 418/ },
        ],
        errata: ["libressl-transcripts"],
      },
      async (state) => {
        await at(state, tab, "renewed");
        await holds(
          (count) => ask(state, count),
          ({ text }) => expect(text).toMatch(new RegExp(`^${ofTheOtherRoot.source}`)),
          { control: () => teapotAnswers(state, { trusting: "example_certs2" }) },
        );
      },
    );
  });
}

/** "HTTP/2 404, empty". */
function inShort(seen: HttpsOutcome): string {
  if (seen.outcome === "refused") return seen.text;
  return `${seen.tls.protocol} ${seen.status}, ${seen.body === "" ? "empty" : "with a body"}`;
}
