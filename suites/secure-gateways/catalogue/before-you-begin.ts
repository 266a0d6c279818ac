import type { CatalogueSection } from "#helpers/catalogue/index";

export const beforeYouBegin: CatalogueSection = {
  slug: "before-you-begin",
  title: "Before you begin",
  anchor: "before-you-begin",
  blocks: [
    {
      id: "secure-gateways/before-you-begin/httpbin",
      lines: [26, 26],
      sha256: "9e3599cf4c31b71e5b9607220f4e57eae11d0c4dbc8a643d9606a3b8d77390f4",
      kind: "command",
      claim: "The httpbin sample is started.",
      checks: [
        "secure-gateways/before-you-begin/httpbin-sample",
        "secure-gateways/single-host/teapot-istio-apis",
        "secure-gateways/single-host/teapot-gateway-api",
      ],
      variant:
        "The samples are applied as they are, into a namespace without the label for injection: their pods have no sidecars.",
      byHand: ["kubectl apply -f fixtures/workloads/samples/httpbin.yaml", "kubectl rollout status deploy/httpbin"],
    },
    {
      id: "secure-gateways/before-you-begin/libressl",
      lines: [32, 33],
      sha256: "a78e86637ff452f68de7a691da97b974cbdb364676321bb72b2fcce1c68db81f",
      kind: "output",
      claim: "On macOS, the reader's curl is compiled with LibreSSL.",
      prints: "curl 7.54.0 of macOS, with LibreSSL 2.0.20",
      checks: [],
      deviation: "For macOS alone, and about the reader's own curl: nothing of the mesh is asked.",
      byHand: ["curl --version"],
    },
  ],
};
