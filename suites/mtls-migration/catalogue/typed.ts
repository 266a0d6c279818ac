import type { TypedPage } from "#helpers/catalogue/errata";

const page = "mtls-migration";

/** The page's capture, beside the sidecar in place of in it, while foo's client sends a request. */
const capture = [
  "pod=$(kubectl get pod -n foo -l app=httpbin -o jsonpath={.items..metadata.name})",
  "capture=capture-$RANDOM",
  "in_capture() { kubectl logs -n foo $pod -c $capture 2>/dev/null; }",
  'kubectl debug -n foo $pod -q -c $capture --image="$DEBUG_IMAGE" --image-pull-policy=IfNotPresent --profile=netadmin -- ' +
    "timeout 5 tcpdump dst port 80 -A",
  "until in_capture | grep -q listening; do sleep 0.2; done",
  "kubectl exec -n foo deploy/curl -c curl -- curl -s -o /dev/null -w '%{http_code}\\n' http://httpbin.foo:8000/ip",
  "until in_capture | grep -q 'packets captured'; do sleep 0.2; done",
  "in_capture",
].join("\n");

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
    "capture-port": {
      by: "typing",
      at: [
        {
          block: `${page}/lock-down-by-namespace/tcpdump`,
          ask: capture,
          prints: [/^200$/m, /^0 packets captured$/m],
        },
      ],
    },
    "capture-header": {
      by: "typing",
      at: [
        {
          block: `${page}/lock-down-by-namespace/tcpdump`,
          ask: capture,
          prints: [/use -v\[v\]\.\.\. for full protocol decode$/m, /, snapshot length 262144 bytes$/m],
        },
      ],
    },
    "capture-after-strict": { by: "check", check: `${page}/lock-down-by-namespace/clear-text-refused` },
    "mesh-table-missing": {
      by: "typing",
      at: [
        {
          block: `${page}/lock-down-entire-mesh/strict-mesh-matrix`,
          prints: [/^curl\.legacy to httpbin\.foo: 000$/m, /^curl\.legacy to httpbin\.bar: 000$/m],
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
          prints: [/^No resources found in foo namespace\.$/m],
        },
      ],
    },
    "namespaces-deleted": {
      by: "typing",
      at: [
        {
          block: `${page}/clean-up/namespaces`,
          prints: [/^namespace "foo" deleted.*\nnamespace "bar" deleted.*\nnamespace "legacy" deleted.*$/m],
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
