import { describe } from "vitest";
import { control, expectPrinted, settle } from "#fixtures";
import { documented, lockDown } from "./page.ts";
import { fooPermissive, legacyInjected, noPolicyInFoo, plainTextFromFoo, policyInBar, strictInFoo } from "./mutants.ts";
import { captured, sixRequests } from "./requests.ts";

const legacyRefusedByFoo = `curl.foo to httpbin.foo: 200
curl.foo to httpbin.bar: 200
curl.bar to httpbin.foo: 200
curl.bar to httpbin.bar: 200
curl.legacy to httpbin.foo: 000
command terminated with exit code 56
curl.legacy to httpbin.bar: 200
`;

/*
 * The page captures after its STRICT. What legacy then sends is refused, so that no exchange in clear is left to be
 * seen: that one is captured first, while foo is PERMISSIVE.
 */
describe("Lock down to mutual TLS by namespace", () => {
  documented(
    {
      id: "lock-down-by-namespace/clear-text-from-legacy",
      claim: "while foo is PERMISSIVE, legacy's request and its answer cross httpbin's network interface in clear",
      blocks: ["lock-down-by-namespace/tcpdump"],
      prints: "You will see plain text in the output when requests are sent from curl.legacy",
      breaks: [
        { ...legacyInjected, says: /curl\.legacy to httpbin\.foo: TLS records/ },
        { ...strictInFoo, says: /httpbin\.foo to curl\.legacy: connection reset/ },
      ],
      errata: ["capture-port", "capture-header", "capture-after-strict"],
    },
    async (state) => {
      await lockDown(state, "none");
      await settle(
        () => captured(state),
        ({ legacy, applied }) =>
          expectPrinted(
            legacy,
            `curl.legacy to httpbin.foo: in clear: GET /ip HTTP/1.1
httpbin.foo to curl.legacy: in clear: HTTP/1.1 200 OK`,
            applied,
          ),
      );
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/only-tls-from-foo",
      claim: "while foo is PERMISSIVE, all that crosses the interface between foo's client and httpbin are TLS records",
      blocks: ["lock-down-by-namespace/tcpdump"],
      prints: "You will see encrypted text in the output when requests are sent from curl.foo",
      breaks: [{ ...plainTextFromFoo, says: /curl\.foo to httpbin\.foo: in clear: GET \/ip HTTP\/1\.1/ }],
      errata: ["capture-port", "capture-header"],
    },
    async (state) => {
      await lockDown(state, "none");
      await settle(
        async () => {
          const { legacy, foo, applied } = await captured(state);
          await control(
            "the same capture shows text in clear where there is some",
            async () => legacy,
            (seen) => expectPrinted(seen.split("\n")[0]!, "curl.legacy to httpbin.foo: in clear: GET /ip HTTP/1.1"),
          );
          return { text: foo, applied };
        },
        ({ text, applied }) =>
          expectPrinted(
            text,
            `curl.foo to httpbin.foo: TLS records
httpbin.foo to curl.foo: TLS records`,
            applied,
          ),
      );
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
        { ...noPolicyInFoo, says: /seen “curl\.legacy to httpbin\.foo: 200”/ },
        { ...fooPermissive, says: /seen “curl\.legacy to httpbin\.foo: 200”/ },
        { ...policyInBar, says: /curl\.legacy to httpbin\.foo: 200\ncurl\.legacy to httpbin\.bar: 000/ },
        { ...legacyInjected, says: /seen “curl\.legacy to httpbin\.foo: 200”/ },
      ],
    },
    async (state) => {
      await lockDown(state, "foo");
      await settle(
        () => sixRequests(state),
        ({ text, applied }) => expectPrinted(text, legacyRefusedByFoo, applied),
      );
    },
  );

  documented(
    {
      id: "lock-down-by-namespace/clear-text-refused",
      claim:
        "with foo STRICT, legacy's request still arrives in clear and is answered by a reset; foo's goes on in TLS",
      blocks: ["lock-down-by-namespace/strict-in-foo", "lock-down-by-namespace/tcpdump"],
      prints:
        "You will see plain text and encrypted text in the output when requests are sent from curl.legacy and curl.foo",
      breaks: [{ ...fooPermissive, says: /httpbin\.foo to curl\.legacy: in clear: HTTP\/1\.1 200 OK/ }],
      errata: ["capture-port", "capture-header", "capture-after-strict"],
    },
    async (state) => {
      await lockDown(state, "foo");
      await settle(
        async () => {
          const { legacy, foo, answer, applied } = await captured(state);
          return { text: `${answer.text}${legacy}\n${foo}`, applied };
        },
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
      );
    },
  );
});
