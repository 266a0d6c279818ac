import type { Erratum } from "#helpers/catalogue/errata";

const page = "secure-gateways";

/** Mistakes of the document, so that nobody takes them for the mesh's. */
export const errata: Erratum[] = [
  {
    id: "libressl-transcripts",
    blocks: [`${page}/single-host/request-old-chain`, `${page}/mutual-tls/request-refused`],
    edition: { in: ["en"] },
    text:
      "The two transcripts of failures are of other TLS libraries than a reader's, and of TLS 1.2 in the first: the gateway " +
      "agrees on 1.3, and OpenSSL words the refusals otherwise.",
    whatTheSuiteDoes:
      "Expects the same causes: a certificate that the trusted root has not signed, and the alert that a certificate is required.",
  },
  {
    id: "agent-log",
    blocks: [`${page}/troubleshooting/agent-log`],
    edition: { in: ["en"] },
    text:
      "The gateway's log is said to show that the secrets were added, and the requests for them. It says nothing of them: a " +
      "gateway gets its secrets from istiod, not from its own agent.",
    whatTheSuiteDoes: "Reads from `istioctl proxy-config secret` that the gateway holds both.",
  },
  {
    id: "ambiguous-gateway",
    blocks: [`${page}/cleanup/istio-apis`],
    edition: { in: ["en"] },
    text:
      "`kubectl delete gateway mygateway` means the Gateway of the Gateway API where its CRDs are installed, as the other tab " +
      "of the page needs them: it is not found in default, and Istio's Gateway stays.",
    whatTheSuiteDoes: "Deletes gateways.networking.istio.io mygateway.",
  },
];
