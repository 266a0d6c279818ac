import { describe } from "vitest";
import { holds } from "#fixtures";
import * as mutants from "./mutants/index.ts";
import * as secrets from "./mutants/secrets.ts";
import { sampleWithout, serviceToAnotherPort } from "./mutants/workloads.ts";
import { documented, needsOf } from "./page.ts";
import { ask, isHello, isTeapot } from "./requests.ts";
import type { Tab } from "./resources.ts";
import { at } from "./steps.ts";

/** "Configure a TLS ingress gateway for multiple hosts", by one of the tabs. */
export function multipleHosts(tab: Tab): void {
  const position = { tab, step: "multiple-hosts" } as const;
  const block = (name: string) => `multiple-hosts/${name}`;

  describe(`Configure a TLS ingress gateway for multiple hosts: ${tab}`, () => {
    documented(
      {
        id: `multiple-hosts/helloworld-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: helloworld.example.com is answered by helloworld, 200 over HTTP/2, under a certificate of its own`,
        blocks: [
          ...["helloworld", "helloworld-secret", `gateway-${tab}`, `route-${tab}`, "request-helloworld"].map(block),
        ],
        prints: "HTTP/2 200",
        breaks: [
          { ...mutants.gatewayMissing(position), failsWith: /ECONNRE(FUSED|SET)/ },
          { ...mutants.routeMissing(position, "helloworld"), failsWith: /HTTP\/2 404/ },
          { ...mutants.routeToAnotherPort(position, "helloworld"), failsWith: /HTTP\/2 50[03]/ },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*ERR_TLS_CERT_ALTNAME_INVALID/ },
          ...(tab === "gateway-api"
            ? [{ ...secrets.secretMissing({ ...position, tab }, "helloworld"), failsWith: /ECONNRE(FUSED|SET)/ }]
            : [
                { ...sampleWithout(position, "helloworld", "Service"), failsWith: /HTTP\/2 503/ },
                { ...sampleWithout(position, "helloworld", "Deployment"), failsWith: /HTTP\/2 503/ },
                { ...serviceToAnotherPort(position, "helloworld"), failsWith: /HTTP\/2 503/ },
              ]),
        ],
      },
      async (state) => {
        await at(state, tab, "multiple-hosts");
        await holds((count) => ask(state, count, { host: "helloworld.example.com", path: "/hello" }), isHello);
      },
    );

    documented(
      {
        id: `multiple-hosts/httpbin-still-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: httpbin.example.com still answers 418, under its own certificate, which is the first one again`,
        blocks: ["restored-secret", `gateway-${tab}`, "request-httpbin"].map(block),
        prints: "HTTP/2 418\nserver: istio-envoy",
        breaks: [
          { ...mutants.routeMissing(position, "httpbin"), failsWith: /HTTP\/2 404/ },
          {
            ...secrets.secretWith(
              position,
              "still holds the certificate of the second set",
              ({ certificates }) => certificates.httpbin.example_certs2,
            ),
            failsWith: /(CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY_LEAF_SIGNATURE): /,
          },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*server: istio-envoy/ },
        ],
      },
      async (state) => {
        await at(state, tab, "multiple-hosts");
        await holds((count) => ask(state, count), isTeapot);
      },
    );
  });
}
