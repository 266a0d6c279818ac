import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import { ask, askBesideControl } from "../exchange.ts";
import { consume } from "../forms.ts";
import { askBySidecar, askWithReason } from "../journey.ts";
import * as mutants from "../mutants/consume.ts";
import * as leaks from "../mutants/consume-leaks.ts";
import { documented } from "../page.ts";
import type { Form } from "../resources.ts";

const originating: Form = { entry: "http", rule: "verifying" };
const withoutRule: Form = { entry: "http", rule: "none" };
const namesNoCa: Form = { entry: "http", rule: "published" };
const anotherCa: Form = { entry: "http", rule: "impostor" };

/** The origin's record is read once per batch. */
const batch = 60;

// "We will set up TLS/SSL connection to any outgoing communication outside the Kubernetes cluster without the
// application knowing anything about it." In the form in which this works: http on 80, which the sidecar takes to 443.
describe("How To Consume SSL from Istio?", () => {
  documented(
    {
      id: "consume-tls/origin-sees-tls",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim: "the application speaks plain http to its sidecar, and wikipedia.org sees TLS with its own name as SNI",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "force all connections to wikipedia.org will use the TLS configuration",
      breaks: [
        { ...mutants.ruleMissing(originating), failsWith: /400: plain text on 443/ },
        { ...mutants.ruleForAnotherSni(originating), failsWith: /TLS on 443, SNI www\.example\.com/ },
        { ...leaks.plainTextNowAndThen(originating), failsWith: /unstable[^]*400: plain text on 443/ },
      ],
      errata: ["no-origination-on-443"],
    },
    async (state) => {
      await consume(state, originating);
      await holds(
        (count) => ask(state, count),
        ({ text }) => expect(text).toBe("200: TLS on 443, SNI wikipedia.org, for wikipedia.org"),
        { batch },
      );
    },
  );

  documented(
    {
      id: "consume-tls/sidecar-goes-out-itself",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log"],
      claim: "the application's own sidecar originates the TLS and goes to wikipedia.org, not the egress gateway",
      blocks: ["consume-tls/destination-rule"],
      prints: "the egress gateway to handle all outcoming traffic from the cluster",
      breaks: [
        { ...leaks.overTheEgressGateway(originating), failsWith: /istio-egressgateway/ },
        { ...leaks.overTheEgressGatewayNowAndThen(originating), failsWith: /unstable[^]*istio-egressgateway/ },
      ],
      errata: ["egress-gateway-not-used"],
    },
    async (state) => {
      await consume(state, originating);
      const { origin, target } = state;
      await holds(
        (count) => askBySidecar(state, count),
        ({ text }) => {
          const usual = "outbound|80||wikipedia.org at ";
          if (origin) expect(text).toBe(`${usual}${target.addresses["wikipedia.org"]}:443`);
          else expect(text).toMatch(/^outbound\|80\|\|wikipedia\.org at \S+:443$/);
        },
        { batch },
      );
    },
  );

  documented(
    {
      id: "consume-tls/without-destination-rule-plain-text",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim: "without the DestinationRule wikipedia.org sees plain text: the rule is what makes it TLS",
      blocks: ["consume-tls/destination-rule"],
      prints: "Once we have configured the ServiceEntry, we can define a DestinationRule to force …",
      breaks: [
        { ...mutants.ruleThere(withoutRule), failsWith: /200: TLS on 443/ },
        { ...leaks.tlsNowAndThen(withoutRule), failsWith: /unstable[^]*200: TLS on 443/ },
      ],
    },
    async (state) => {
      await consume(state, withoutRule);
      await holds(
        (count) => askBesideControl(state, count),
        ({ text }) => expect(text).toBe("400: plain text on 443, for wikipedia.org"),
        { batch },
      );
    },
  );

  documented(
    {
      id: "consume-tls/origin-certificate-is-verified",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log"],
      claim: "the origin's certificate is verified: with a CA that only bears the right name the sidecar refuses it",
      blocks: ["consume-tls/destination-rule"],
      prints: "mode: SIMPLE",
      breaks: [
        { ...mutants.certificateNotVerified(anotherCa), failsWith: /200: TLS on 443/ },
        { ...leaks.notVerifiedNowAndThen(anotherCa), failsWith: /unstable[^]*200: TLS on 443/ },
      ],
      errata: ["ca-not-named"],
    },
    async (state) => {
      await consume(state, anotherCa);
      // A CA of another name would be "unable to get local issuer certificate".
      const reason = state.origin
        ? /CERTIFICATE_VERIFY_FAILED.*certificate_signature_failure/
        : /CERTIFICATE_VERIFY_FAILED/;
      await holds(
        (count) => askWithReason(state, count),
        ({ text }) => expect(text).toMatch(new RegExp(`^503: not seen by the origin: .*${reason.source}`)),
        { batch },
      );
    },
  );

  documented(
    {
      id: "consume-tls/rule-without-ca-trusts-the-systems",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim: "the rule as published names no CA, so the proxy's system CAs decide: the stand-in's is none of them",
      blocks: ["consume-tls/destination-rule"],
      prints: "mode: SIMPLE",
      breaks: [
        { ...mutants.certificateNotVerified(namesNoCa), failsWith: /200: TLS on 443/ },
        { ...leaks.notVerifiedNowAndThen(namesNoCa), failsWith: /unstable[^]*200: TLS on 443/ },
      ],
      errata: ["ca-not-named"],
    },
    async (state) => {
      await consume(state, namesNoCa);
      await holds(
        (count) => askWithReason(state, count),
        ({ text }) =>
          expect(text).toMatch(
            /^503: not seen by the origin: .*CERTIFICATE_VERIFY_FAILED.*unable_to_get_local_issuer_certificate/,
          ),
        { batch },
      );
    },
  );
});
