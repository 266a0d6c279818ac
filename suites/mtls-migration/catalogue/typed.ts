import type { TypedPage } from "#helpers/catalogue-errata";

const page = "mtls-migration";

export const typed: TypedPage = {
  notRun: [
    {
      block: `${page}/lock-down-by-namespace/tcpdump`,
      reason:
        "the page asks for a mesh with values.global.proxy.privileged=true, which this one is not; see the errata",
      held: { lacks: "spec.values.global.proxy.privileged" },
    },
  ],
  errata: {
    "capture-port": { by: "check", check: `${page}/lock-down-by-namespace/clear-text-from-legacy` },
    "capture-header": { by: "check", check: `${page}/lock-down-by-namespace/clear-text-from-legacy` },
    "capture-after-strict": { by: "check", check: `${page}/lock-down-by-namespace/clear-text-refused` },
    "mesh-table-missing": {
      by: "typing",
      at: [
        {
          block: `${page}/lock-down-entire-mesh/strict-mesh-matrix`,
          says: [/^curl\.legacy to httpbin\.foo: 000$/m, /^curl\.legacy to httpbin\.bar: 000$/m],
          mend: (block) => `${block}\n${matrix}`,
        },
      ],
    },
    "clean-up-title": {
      by: "typing",
      at: [
        {
          block: `${page}/clean-up/policies`,
          ask: "kubectl get peerauthentication -n foo",
          says: [/^No resources found in foo namespace\.$/m],
        },
      ],
    },
    "namespaces-deleted": {
      by: "typing",
      at: [
        {
          block: `${page}/clean-up/namespaces`,
          says: [/^namespace "foo" deleted.*\nnamespace "bar" deleted.*\nnamespace "legacy" deleted.*$/m],
        },
      ],
    },
  },
};

/** The table as the page prints it for foo, for both namespaces. */
const matrix = ["foo", "bar", "legacy"]
  .flatMap((from) => ["foo", "bar"].map((to) => ({ from, to })))
  .flatMap(({ from, to }) =>
    from === "legacy"
      ? [`curl.${from} to httpbin.${to}: 000`, "command terminated with exit code 56"]
      : [`curl.${from} to httpbin.${to}: 200`],
  )
  .join("\n");
