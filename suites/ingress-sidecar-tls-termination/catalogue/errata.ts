import type { Edition, Erratum } from "#helpers/catalogue/errata";

/** The English page was read at that commit of its source; the catalogued copy bears no date. */
const inEnglishToo: Edition = { in: ["es", "en"], readAt: "istio/istio.io 44ec557d9b7a" };
const notInEnglish: Edition = { in: ["es"], notIn: ["en"], readAt: "istio/istio.io 44ec557d9b7a" };
const asCopied: Edition = { in: ["es"] };

export const errata: Erratum[] = [
  {
    id: "client-key-name",
    blocks: [
      "ingress-sidecar-tls-termination/generate-certificates/1",
      "ingress-sidecar-tls-termination/external-8443/1",
      "ingress-sidecar-tls-termination/cleanup/2",
    ],
    edition: notInEnglish,
    text:
      "openssl writes the client's key to client.test.svc.cluster.local.local.key; kubectl cp and rm then look for " +
      "client.test.svc.cluster.local.key and find nothing.",
    whatTheSuiteDoes: "Uses the name with one `local` throughout.",
  },
  {
    id: "same-serial",
    blocks: ["ingress-sidecar-tls-termination/generate-certificates/1"],
    edition: inEnglishToo,
    text:
      "Server and client certificate have the same serial number from the same CA, which RFC 5280 forbids (4.1.2.2). " +
      "Nothing that the page does minds it.",
    whatTheSuiteDoes: "Keeps the serial number 1, as proxy-config prints it.",
  },
  {
    id: "not-global",
    blocks: ["ingress-sidecar-tls-termination/enable-global-mtls/1"],
    edition: inEnglishToo,
    text:
      "The section says that the policy holds for all workloads in the mesh. It is applied in namespace test and holds " +
      "there; only in the system namespace would it be mesh-wide.",
    whatTheSuiteDoes: "Applies it in test, as the command does.",
  },
  {
    id: "listing-order",
    blocks: ["ingress-sidecar-tls-termination/verification/3", "ingress-sidecar-tls-termination/verification/4"],
    edition: asCopied,
    text:
      "httpbin stands before curl in both listings; kubectl sorts by name. The rows are the older edition's, with " +
      "`sleep` renamed and the pods' hashes kept.",
    whatTheSuiteDoes: "Compares the rows without regard to their order.",
  },
  {
    id: "secret-columns",
    blocks: ["ingress-sidecar-tls-termination/verification/5"],
    edition: inEnglishToo,
    text:
      "Serial numbers are printed in decimal; since Istio 1.18 they are in hex, since 1.29 with 32 digits. file-root has the " +
      "type Cert Chain: in every version the type follows the certificate, and the page's CA certificate did not say that " +
      "it is one.",
    whatTheSuiteDoes:
      "Expects name, type, status and validity of the four rows, and serial numbers as the version prints them.",
  },
  {
    id: "no-status-line",
    blocks: ["ingress-sidecar-tls-termination/external-8443/2"],
    edition: inEnglishToo,
    text: "The printed answer lacks its first line: `curl -I` prints `HTTP/2 200` before the headers.",
    whatTheSuiteDoes: "Expects HTTP/2 and 200 besides the printed headers.",
  },
  {
    id: "plain-http-is-not-mtls",
    blocks: ["ingress-sidecar-tls-termination/external-8443/3"],
    edition: inEnglishToo,
    text:
      "The text says that 8080 takes no external mTLS traffic; the command sends plain http, to which its certificate " +
      "options mean nothing.",
    whatTheSuiteDoes: "Checks both: plain http is reset, and TLS with the page's certificates is refused.",
  },
  {
    id: "service-account-left-in-default",
    blocks: ["ingress-sidecar-tls-termination/cleanup/1"],
    edition: inEnglishToo,
    text: "samples/curl/curl.yaml creates a ServiceAccount in default as well, which the clean-up leaves there.",
    whatTheSuiteDoes: "Removes it too: the inventory afterwards equals the one before.",
  },
];
