import { describe } from "vitest";
import { control, expectPrinted, holds } from "#fixtures";
import { documented, lockDown } from "../page.ts";
import * as broken from "../mutants/index.ts";
import { captured, injectedWorks, byTheLoop, requestsInWords } from "../requests.ts";

const legacyRefusedByFoo = `curl.foo to httpbin.foo: 200
curl.foo to httpbin.bar: 200
curl.bar to httpbin.foo: 200
curl.bar to httpbin.bar: 200
curl.legacy to httpbin.foo: 000
command terminated with exit code 56
curl.legacy to httpbin.bar: 200
`;

/** What tcpdump 4.99 says; the page prints an older one's "capture size". */
const greeting = `tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
`;

const wantsIdentity = {
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: "wants-identity", namespace: "foo" },
  spec: { action: "DENY", rules: [{ from: [{ source: { notPrincipals: ["*"] } }] }] },
};

/*
 * The page captures after its STRICT. What legacy then sends is refused, so that no exchange in clear is left to be
 * seen: that one is captured first, while foo is PERMISSIVE.
 */
describe("Lock down to mutual TLS by namespace", () => {
  documented(
    {
      id: "lock-down-by-namespace/clear-text-from-legacy",
      needs: ["packet-capture"],
      claim: "while foo is PERMISSIVE, legacy's request and its answer cross httpbin's network interface in clear",
      blocks: ["lock-down-by-namespace/tcpdump"],
      prints: "You will see plain text in the output when requests are sent from curl.legacy",
      breaks: [
        { ...broken.legacyInjected, failsWith: /curl\.legacy to httpbin\.foo: (TLS records|no connection of its own)/ },
        { ...broken.strictInFoo, failsWith: /httpbin\.foo to curl\.legacy: connection reset/ },
      ],
      errata: ["capture-port", "capture-header", "capture-after-strict"],
    },
    async (state) => {
      await lockDown(state, "none");
      expectPrinted(await state.capture.greeting(), greeting);
      await holds(
        (count) => captured(state, count),
        ({ legacy, applied }) =>
          expectPrinted(
            legacy,
            `curl.legacy to httpbin.foo: in clear: GET /ip HTTP/1.1
httpbin.foo to curl.legacy: in clear: HTTP/1.1 200 OK`,
            applied,
          ),
        { batch: 60 },
      );
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/only-tls-from-foo",
      needs: ["packet-capture"],
      claim: "while foo is PERMISSIVE, all that crosses the interface between foo's client and httpbin are TLS records",
      blocks: ["lock-down-by-namespace/tcpdump"],
      prints: "You will see encrypted text in the output when requests are sent from curl.foo",
      breaks: [{ ...broken.plainTextFromFoo, failsWith: /curl\.foo to httpbin\.foo: in clear: GET \/ip HTTP\/1\.1/ }],
      errata: ["capture-port", "capture-header"],
    },
    async (state) => {
      await lockDown(state, "none");
      await holds(
        async (count) => {
          const seen = await captured(state, count);
          await control(
            "the same capture shows text in clear where there is some",
            async () => seen[0]!.legacy,
            (legacy) => expectPrinted(legacy.split("\n")[0]!, "curl.legacy to httpbin.foo: in clear: GET /ip HTTP/1.1"),
          );
          return seen.map(({ foo, applied }) => ({ text: foo, applied }));
        },
        ({ text, applied }) =>
          expectPrinted(
            text,
            `curl.foo to httpbin.foo: TLS records
httpbin.foo to curl.foo: TLS records`,
            applied,
          ),
        { batch: 60 },
      );
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/plain-text-needs-a-policy",
      claim:
        "while foo is PERMISSIVE nothing authorizes plain text: legacy gets 200, and 403 once an AuthorizationPolicy wants an identity",
      blocks: ["set-up-the-cluster/permissive-matrix"],
      prints:
        "when configured with PERMISSIVE mode, no authentication or authorization checks will be performed for plaintext traffic by default",
      breaks: [
        { ...broken.legacyInjected, failsWith: /not seen “403”/ },
        { ...broken.leaking("foo"), failsWith: /^unstable: / },
      ],
    },
    async (state) => {
      await lockDown(state, "none");
      await holds(
        (count) => requestsInWords(state, "legacy", "foo", count),
        ({ text }) => expectPrinted(text, "200\n"),
      );
      await state.kube.applyObject(wantsIdentity);
      try {
        await holds(
          (count) => requestsInWords(state, "legacy", "foo", count),
          ({ text }) => expectPrinted(text, "403\n"),
          { control: () => injectedWorks(state, "foo") },
        );
      } finally {
        await state.kube.remove(wantsIdentity);
      }
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/strict-foo-matrix",
      claim:
        "with foo STRICT, legacy's request to httpbin.foo fails with 000 and exit code 56, the five others get 200",
      blocks: ["lock-down-by-namespace/strict-in-foo", "lock-down-by-namespace/strict-foo-matrix"],
      prints: legacyRefusedByFoo,
      breaks: [
        { ...broken.noPolicyInFoo, failsWith: /seen “curl\.legacy to httpbin\.foo: 200”/ },
        { ...broken.fooPermissive, failsWith: /seen “curl\.legacy to httpbin\.foo: 200”/ },
        { ...broken.policyInBar, failsWith: /curl\.legacy to httpbin\.foo: 200\ncurl\.legacy to httpbin\.bar: 000/ },
        { ...broken.legacyInjected, failsWith: /seen “curl\.legacy to httpbin\.foo: 200”/ },
        { ...broken.leaking("foo"), failsWith: /^unstable: .*curl\.legacy to httpbin\.foo: 200/ },
      ],
    },
    async (state) => {
      await lockDown(state, "foo");
      await holds(byTheLoop(state), ({ text, applied }) => expectPrinted(text, legacyRefusedByFoo, applied));
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/clear-text-refused",
      needs: ["packet-capture"],
      claim:
        "with foo STRICT, legacy's request still arrives in clear and is answered by a reset; foo's goes on in TLS",
      blocks: ["lock-down-by-namespace/strict-in-foo", "lock-down-by-namespace/tcpdump"],
      prints:
        "You will see plain text and encrypted text in the output when requests are sent from curl.legacy and curl.foo",
      breaks: [
        { ...broken.fooPermissive, failsWith: /httpbin\.foo to curl\.legacy: in clear: HTTP\/1\.1 200 OK/ },
        { ...broken.leaking("foo"), failsWith: /^unstable: .*200/ },
      ],
      errata: ["capture-port", "capture-header", "capture-after-strict"],
    },
    async (state) => {
      await lockDown(state, "foo");
      await holds(
        async (count) =>
          (await captured(state, count)).map(({ legacy, foo, answer, applied }) => ({
            text: `${answer.text}${legacy}\n${foo}`,
            applied,
          })),
        ({ text, applied }) =>
          expectPrinted(
            text,
            `000
curl: (56) Recv failure: Connection reset by peer
command terminated with exit code 56
curl.legacy to httpbin.foo: in clear: GET /ip HTTP/1.1
httpbin.foo to curl.legacy: connection reset
curl.foo to httpbin.foo: TLS records
httpbin.foo to curl.foo: TLS records`,
            applied,
          ),
        { batch: 60 },
      );
    },
  );
});
