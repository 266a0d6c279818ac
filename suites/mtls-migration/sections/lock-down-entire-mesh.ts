import { describe } from "vitest";
import { expectPrinted, holds } from "#fixtures";
import { leaking, meshPermissive, meshPolicyInDefault, noMeshPolicy } from "../mutants/index.ts";
import { applied } from "../applied.ts";
import { documented, lockDown } from "../page.ts";
import { injectedWorks, byTheLoop, requestsInWords } from "../requests.ts";

// The page has no table here; its text: "the requests from curl.legacy fail for both".
const legacyRefused = `curl.foo to httpbin.foo: 200
curl.foo to httpbin.bar: 200
curl.bar to httpbin.foo: 200
curl.bar to httpbin.bar: 200
curl.legacy to httpbin.foo: 000
command terminated with exit code 56
curl.legacy to httpbin.bar: 000
command terminated with exit code 56
`;

describe("Lock down mutual TLS for the entire mesh", () => {
  documented(
    {
      id: "lock-down-entire-mesh/strict-mesh-matrix",
      needs: ["mesh-wide-policy"],
      claim:
        "with the mesh STRICT, legacy's requests fail for both httpbins with 000 and exit code 56, the four others get 200",
      blocks: ["lock-down-entire-mesh/strict-in-istio-system", "lock-down-entire-mesh/strict-mesh-matrix"],
      prints: legacyRefused,
      breaks: [
        { ...noMeshPolicy, failsWith: /seen “curl\.legacy to httpbin\.bar: 200”/ },
        { ...meshPermissive, failsWith: /seen “curl\.legacy to httpbin\.bar: 200”/ },
        { ...meshPolicyInDefault, failsWith: /seen “curl\.legacy to httpbin\.bar: 200”/ },
        { ...leaking("bar"), failsWith: /^unstable: .*curl\.legacy to httpbin\.bar: 200/ },
      ],
      errata: ["mesh-table-missing"],
    },
    async (state) => {
      await lockDown(state, "mesh");
      await holds(byTheLoop(state), ({ text, applied }) => expectPrinted(text, legacyRefused, applied));
    },
  );

  documented(
    {
      id: "lock-down-entire-mesh/refused-by-reset",
      needs: ["mesh-wide-policy"],
      claim: "with the mesh STRICT, httpbin.bar, which has no policy of its own, refuses legacy by a reset",
      blocks: ["lock-down-entire-mesh/strict-in-istio-system"],
      prints: "both the foo and bar namespaces enforce mutual TLS only traffic",
      breaks: [
        { ...noMeshPolicy, failsWith: /seen “200”/ },
        { ...leaking("bar"), failsWith: /^unstable: .*seen “200”/ },
      ],
    },
    async (state) => {
      await lockDown(state, "mesh");
      await holds(
        async (count) => {
          const answers = await requestsInWords(state, "legacy", "bar", count);
          const inForce = await applied(state.kube);
          return answers.map(({ text }) => ({ text, applied: inForce }));
        },
        ({ text, applied }) =>
          expectPrinted(
            text,
            `000
curl: (56) Recv failure: Connection reset by peer
command terminated with exit code 56`,
            applied,
          ),
        { control: () => injectedWorks(state, "bar") },
      );
    },
  );
});
