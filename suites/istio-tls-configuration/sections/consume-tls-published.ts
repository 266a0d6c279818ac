import { describe, expect } from "vitest";
import { expectPrinted, holds, istioctl, parseTable, settle } from "#fixtures";
import { ask, askOverTls } from "../exchange.ts";
import { consume } from "../forms.ts";
import * as mutants from "../mutants/consume.ts";
import * as leaks from "../mutants/consume-leaks.ts";
import { documented } from "../page.ts";
import { namespace, type Form } from "../resources.ts";

const published: Form = { entry: "published", rule: "published" };
const publishedVerifying: Form = { entry: "published", rule: "verifying" };

// The two resources as the page has them: port 443, protocol HTTPS. See the erratum no-origination-on-443.
describe("How To Consume SSL from Istio?: as published", () => {
  documented(
    {
      id: "consume-tls/service-entry-registers-the-host",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log"],
      claim: "the ServiceEntry makes wikipedia.org a service of the mesh, resolved by DNS, that the rule governs",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "the Wikipedia endpoint added to the Service Mesh registry",
      breaks: [
        { ...mutants.entryMissing(published), failsWith: /not seen “wikipedia\.org 443/ },
        { ...mutants.withoutResolution(published), failsWith: /ORIGINAL_DST/ },
        { ...mutants.ruleMissing(published), failsWith: /seen “wikipedia\.org 443 - outbound STRICT_DNS”/ },
      ],
    },
    async (state) => {
      await consume(state, published);
      const proxy = `${state.client.pod}.${namespace}`;
      await settle(
        () => istioctl(state.target, ["proxy-config", "cluster", proxy, "--fqdn", "wikipedia.org"]),
        (table) => {
          const rows = parseTable(table).map((row) => Object.values(row).filter(Boolean).join(" "));
          expectPrinted(rows.join("\n"), "wikipedia.org 443 - outbound STRICT_DNS tls-app.default");
        },
      );
    },
  );

  documented(
    {
      id: "consume-tls/published-form-does-not-originate",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim: "as published, no TLS is originated: plain http stays plain text, on 80 as on 443",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "force all connections to wikipedia.org will use the TLS configuration",
      breaks: [
        { ...mutants.httpEntry(published), failsWith: /200: TLS on 443/ },
        { ...leaks.originationNowAndThen(published), failsWith: /unstable[^]*200: TLS on 443/ },
      ],
      errata: ["no-origination-on-443"],
    },
    async (state) => {
      await consume(state, published);
      await holds(
        async (count) => {
          const [on80, on443] = await Promise.all([ask(state, count), ask(state, count, "http://wikipedia.org:443")]);
          return on80.map(({ text }, turn) => ({ text: `${text}; ${on443[turn]!.text}` }));
        },
        ({ text }) =>
          expect(text).toBe("301: plain text on 80, for wikipedia.org; 400: plain text on 443, for wikipedia.org"),
        { batch: 60 },
      );
    },
  );

  documented(
    {
      id: "consume-tls/published-form-wraps-tls-twice",
      needs: ["outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim:
        "as published, the TLS of an application that speaks it itself comes to wikipedia.org inside the sidecar's",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "without the application knowing anything about it",
      breaks: [
        { ...mutants.ruleMissing(publishedVerifying), failsWith: /200: TLS on 443/ },
        { ...leaks.plainTextNowAndThen(publishedVerifying, "tls"), failsWith: /unstable[^]*200: TLS on 443/ },
      ],
      errata: ["no-origination-on-443"],
    },
    async (state) => {
      await consume(state, publishedVerifying);
      await holds(
        (count) => askOverTls(state, count),
        ({ text }) =>
          expect(text).toMatch(
            /^curl: \(35\) .*wrong version number: the origin found a TLS handshake inside TLS on 443, SNI .*: 400$/,
          ),
        { batch: 60 },
      );
    },
  );
});
