import { describe, expect } from "vitest";
import { kubectlGet, settle } from "#fixtures";
import { answers200, fromOutside, httpbinAnswersInside, seenByHttpbin, routedAgain } from "./expose.ts";
import * as mutants from "./mutants/expose.ts";
import { documented } from "./page.ts";
import { manifest, ref } from "./resources.ts";

// "all the incoming communication you will receive from the outside will enter the cluster through the Istio Ingress
// Gateway": so the requests come from outside the cluster, to the node's address.
describe("How to Expose TLS in Istio?", () => {
  documented(
    {
      id: "expose-tls/https-port-by-default",
      claim: "the ingress gateway's Service exposes the TLS port 443 by default",
      blocks: ["expose-tls/gateway"],
      prints: "By default, the Istio Ingress Gateway already exposes a TLS port",
      breaks: [{ ...mutants.httpsOnAnotherPort, says: /8443:\d+\/TCP/ }],
    },
    async ({ kube }) => {
      const [service] = await kubectlGet(kube, "/api/v1/namespaces/istio-system/services/istio-ingressgateway");
      expect(service).toMatchObject({
        NAME: "istio-ingressgateway",
        "PORT(S)": expect.stringMatching(/\b443:\d+\/TCP/),
      });
    },
  );

  documented(
    {
      id: "expose-tls/https-200-from-outside",
      claim: "from outside, https to httpbin answers 200 over HTTP/2, the certificate verified against the run's CA",
      blocks: ["expose-tls/gateway"],
      prints: "with that, we can already reach using SSL the same pages",
      breaks: [{ ...mutants.routeMissing, says: /HTTP\/2 404/ }],
      errata: ["no-route", "two-samples"],
    },
    async (state) => {
      await settle(
        () => fromOutside(state, "/headers"),
        (seen) => {
          answers200(seen);
          expect(seen).toMatchObject({
            headers: { server: "istio-envoy", "content-type": "application/json; charset=utf-8" },
            tls: { version: "TLSv1.3", protocol: "HTTP/2", subject: "httpbin.example.com" },
          });
          // httpbin's own words: the request was https up to the gateway, for the name that the client asked for.
          expect(seenByHttpbin(seen)).toMatchObject({ "X-Forwarded-Proto": ["https"], Host: ["httpbin.example.com"] });
        },
      );
    },
  );

  documented(
    {
      id: "expose-tls/mesh-mtls-behind-the-gateway",
      claim: "behind the gateway the request goes to httpbin over the mesh's own mutual TLS",
      blocks: ["expose-tls/gateway"],
      prints: "then use the usual security approach to talk to the pod exposing the logic",
      breaks: [{ ...mutants.plainTextToThePod, says: /no client certificate/ }],
    },
    async (state) => {
      await settle(
        () => fromOutside(state, "/headers"),
        (seen) => {
          answers200(seen);
          // httpbin's sidecar writes this header from the peer certificate of the TLS session.
          const [peer] = seenByHttpbin(seen)["X-Forwarded-Client-Cert"] ?? ["no client certificate"];
          expect(peer).toMatch(
            /^By=spiffe:\/\/cluster\.local\/ns\/tls-blog\/sa\/httpbin;.*;URI=spiffe:\/\/cluster\.local\/ns\/istio-system\/sa\/istio-ingressgateway-service-account$/,
          );
        },
      );
    },
  );

  documented(
    {
      id: "expose-tls/gateway-alone-has-no-route",
      claim: "the Gateway alone leads nowhere: without a VirtualService the gateway itself answers 404",
      blocks: ["expose-tls/gateway"],
      prints: "a Gateway that receives all this traffic through the HTTPS and redirect that to the pods",
      breaks: [{ ...mutants.anotherRouteBound, says: /HTTP\/2 200/ }],
      errata: ["no-route"],
    },
    async (state) => {
      await state.kube.remove(ref.route);
      try {
        await settle(
          async () => (await Promise.all([fromOutside(state), httpbinAnswersInside(state)]))[0],
          ({ text }) => expect(text).toMatch(/^HTTP\/2 404 /),
        );
      } finally {
        await state.kube.apply(manifest("expose-tls.httpbin-route"));
        await routedAgain(state);
      }
    },
  );
});
