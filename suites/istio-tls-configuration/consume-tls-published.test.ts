import { describe, expect } from "vitest";
import { curlWords, httpAnswer, istioctl, parseTable, settle } from "#fixtures";
import { ask, consume, originAnswersUnmeshed, type Form } from "./consume.ts";
import * as mutants from "./mutants/consume.ts";
import { documented } from "./page.ts";
import { namespace } from "./resources.ts";

const published: Form = { entry: "published", rule: "published" };
const publishedVerifying: Form = { entry: "published", rule: "verifying" };

// The two resources as the page has them: port 443, protocol HTTPS. See the erratum no-origination-on-443.
describe("How To Consume SSL from Istio?: as published", () => {
  documented(
    {
      id: "consume-tls/service-entry-registers-the-host",
      claim: "the ServiceEntry makes wikipedia.org a service of the mesh, resolved by DNS, that the rule governs",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "the Wikipedia endpoint added to the Service Mesh registry",
      breaks: [
        { ...mutants.withoutResolution(published), says: /ORIGINAL_DST/ },
        { ...mutants.ruleMissing(published), says: /STRICT_DNS none/ },
      ],
    },
    async (state) => {
      await consume(state, published);
      const proxy = `${state.client.pod}.${namespace}`;
      await settle(
        async () =>
          parseTable(await istioctl(state.target, ["proxy-config", "cluster", proxy, "--fqdn", "wikipedia.org"])),
        (rows) =>
          expect(
            rows.map((row) =>
              [row["SERVICE FQDN"], row.PORT, row.DIRECTION, row.TYPE, row["DESTINATION RULE"] || "none"].join(" "),
            ),
          ).toEqual(["wikipedia.org 443 outbound STRICT_DNS tls-app.default"]),
      );
    },
  );

  documented(
    {
      id: "consume-tls/published-form-does-not-originate",
      claim: "as published, no TLS is originated: plain http stays plain text, on 80 as on 443",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "force all connections to wikipedia.org will use the TLS configuration",
      breaks: [{ ...mutants.httpEntry(published), says: /200: TLS on 443/ }],
      errata: ["no-origination-on-443"],
    },
    async (state) => {
      await consume(state, published);
      await settle(
        () => Promise.all([ask(state), ask(state, "http://wikipedia.org:443")]),
        (seen) =>
          expect(seen.map(({ text }) => text)).toEqual([
            "301: plain text on 80, for wikipedia.org",
            "400: plain text on 443, for wikipedia.org",
          ]),
      );
    },
  );

  documented(
    {
      id: "consume-tls/published-form-wraps-tls-twice",
      claim:
        "with the published ServiceEntry, and the CA named, an application that speaks TLS itself fails: no TLS comes back",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "without the application knowing anything about it",
      breaks: [{ ...mutants.ruleMissing(publishedVerifying), says: /HTTP\/2 200/ }],
      errata: ["no-origination-on-443"],
    },
    async (state) => {
      await consume(state, publishedVerifying);
      await settle(
        async () =>
          (
            await Promise.all([
              state.client.run("curl -sS -D - -o /dev/null https://wikipedia.org/"),
              originAnswersUnmeshed(state),
            ])
          )[0],
        (seen) => {
          const answer = httpAnswer(seen);
          expect(answer && `${answer.protocol} ${answer.status}`, seen.text).toBeUndefined();
          // What comes back to curl's ClientHello is no TLS record: the sidecar has put TLS of its own around it.
          expect(seen.text).toMatch(curlWords.wrongVersionNumber);
        },
      );
    },
  );
});
