import { describe, expect } from "vitest";
import { expectPrinted, holds, kubectlGet, parseTable, settle } from "#fixtures";
import { answers200, fromOutside, httpbinAnswersInside, seenByHttpbin, routedAgain } from "../expose.ts";
import * as applications from "../mutants/applications.ts";
import * as mutants from "../mutants/expose.ts";
import { pastTheGateway } from "../mutants/past-the-gateway.ts";
import { documented } from "../page.ts";
import { manifest, namespace, ref } from "../resources.ts";

// "all the incoming communication you will receive from the outside will enter the cluster through the Istio Ingress
// Gateway": so the requests come from outside the cluster, to the node's address.
describe("How to Expose TLS in Istio?", () => {
  documented(
    {
      id: "expose-tls/sidecar-in-each-application",
      claim: "each of the page's applications has a sidecar, so that two containers of two are ready",
      blocks: ["expose-tls/gateway"],
      prints: "We will have a sidecar container deployed in each application",
      breaks: [
        { ...applications.clientMissing, failsWith: /not seen “curl 2\/2 Running”/ },
        { ...applications.httpbinMissing, failsWith: /not seen “httpbin 2\/2 Running”/ },
        { ...applications.clientNotInjected, failsWith: /seen “curl 1\/1 Running”/ },
      ],
    },
    async ({ terminal }) => {
      await settle(
        () => terminal.must(`kubectl -n ${namespace} get pods -l 'app in (curl,httpbin)'`),
        ({ stdout }) => {
          const rows = stdout.trim() === "" ? [] : parseTable(stdout);
          const pods = rows.map(({ NAME = "", READY, STATUS }) => `${NAME.split("-")[0]} ${READY} ${STATUS}`);
          expectPrinted(pods.join("\n"), "curl 2/2 Running\nhttpbin 2/2 Running");
        },
      );
    },
  );

  documented(
    {
      id: "expose-tls/https-port-by-default",
      claim: "the ingress gateway's Service exposes the TLS port 443 by default",
      blocks: ["expose-tls/gateway"],
      prints: "By default, the Istio Ingress Gateway already exposes a TLS port",
      breaks: [{ ...mutants.httpsOnAnotherPort, failsWith: /8443:\d+\/TCP/ }],
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
      claim: "from outside, https to httpbin answers 200 over HTTP/2, the certificate verified against the page's root",
      blocks: ["expose-tls/gateway"],
      prints: "with that, we can already reach using SSL the same pages",
      breaks: [
        { ...mutants.gatewayMissing, failsWith: /ECONNREFUSED/ },
        { ...mutants.routeMissing, failsWith: /HTTP\/2 404/ },
        { ...mutants.routeToAnotherPort, failsWith: /HTTP\/2 503/ },
        { ...applications.serviceMissing, failsWith: /HTTP\/2 503/ },
        { ...applications.serviceToAnotherPort, failsWith: /HTTP\/2 503/ },
        { ...mutants.routeNowAndThen, failsWith: /unstable[^]*HTTP\/2 503/ },
      ],
      errata: ["no-route", "two-samples"],
    },
    async (state) => {
      await holds(
        (count) => fromOutside(state, count, "/headers"),
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
      breaks: [
        { ...mutants.plainTextToThePod, failsWith: /no client certificate/ },
        { ...mutants.plainTextNowAndThen, failsWith: /unstable[^]*no client certificate/ },
        { ...pastTheGateway("first"), failsWith: /unstable[^]*no client certificate/ },
        { ...applications.anotherAccount, failsWith: /sa\/default/ },
      ],
    },
    async (state) => {
      await holds(
        (count) => fromOutside(state, count, "/headers"),
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
      breaks: [
        { ...mutants.anotherRouteBound, failsWith: /HTTP\/2 200/ },
        { ...mutants.anotherRouteNowAndThen, failsWith: /unstable[^]*HTTP\/2 200/ },
      ],
      errata: ["no-route"],
    },
    async (state) => {
      await state.kube.remove(ref.route);
      try {
        await holds(
          async (count) => (await Promise.all([fromOutside(state, count), httpbinAnswersInside(state)]))[0],
          // An empty body: the 404 is the gateway's own, not httpbin's.
          ({ text }) => expect(text).toBe("HTTP/2 404 over TLSv1.3, certificate of CN=httpbin.example.com"),
          { batch: 30 },
        );
      } finally {
        await state.terminal.must("kubectl apply -f -", manifest("expose-tls.httpbin-route"));
        await routedAgain(state);
      }
    },
  );
});
