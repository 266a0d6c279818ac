import type { TypedPage } from "#helpers/catalogue/errata";

const page = "secure-gateways";

/** How each erratum is shown where the page is typed word for word, and which blocks are not run then. */
export const typed: TypedPage = {
  notRun: [],
  errata: {
    "libressl-transcripts": { by: "check", check: `${page}/single-host/old-chain-refused-istio-apis` },
    "agent-log": { by: "check", check: `${page}/troubleshooting/gateway-has-the-pair` },
    "ambiguous-gateway": {
      by: "typing",
      at: [
        {
          block: `${page}/cleanup/istio-apis`,
          prints: [/gateways\.gateway\.networking\.k8s\.io "mygateway" not found/],
          mend: { type: ["kubectl delete gateways.networking.istio.io mygateway"] },
        },
      ],
    },
  },
};
