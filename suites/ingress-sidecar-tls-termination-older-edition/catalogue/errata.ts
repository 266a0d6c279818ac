import type { Edition, Erratum } from "#helpers/catalogue/errata";

/** The English page was read at that commit of its source; the catalogued copy bears no date. */
const inEnglishToo: Edition = { in: ["zh", "en"], readAt: "istio/istio.io 44ec557d9b7a" };
const notInEnglish: Edition = { in: ["zh"], notIn: ["en"], readAt: "istio/istio.io 44ec557d9b7a" };

export const errata: Erratum[] = [
  {
    id: "mis-indented-selector",
    blocks: ["ingress-sidecar-tls-termination-older-edition/deploy-httpbin/2"],
    edition: notInEnglish,
    text:
      "The Service's selector is indented as a field of the port 8080, with `app` beside it: the API server refuses it for the " +
      "unknown field spec.ports[1].app.",
    whatTheSuiteDoes: "Applies the Service with its selector under spec, as the newer edition has it.",
  },
  {
    id: "indented-heredoc-end",
    blocks: [
      "ingress-sidecar-tls-termination-older-edition/deploy-httpbin/2",
      "ingress-sidecar-tls-termination-older-edition/configure-httpbin/1",
    ],
    edition: notInEnglish,
    text: "The closing EOF of both commands is indented: the shell does not take it for the end and waits for more input.",
    whatTheSuiteDoes: "Applies the manifests from files.",
  },
  {
    id: "same-serial",
    blocks: ["ingress-sidecar-tls-termination-older-edition/generate-certificates/1"],
    edition: inEnglishToo,
    text:
      "Server and client certificate have the same serial number from the same CA, which RFC 5280 forbids (4.1.2.2). " +
      "Nothing that the page does minds it.",
    whatTheSuiteDoes: "Keeps the serial number 1, as proxy-config prints it.",
  },
  {
    id: "not-global",
    blocks: ["ingress-sidecar-tls-termination-older-edition/enable-global-mtls/1"],
    edition: inEnglishToo,
    text:
      "The section says that the policy holds for all workloads in the mesh. It is applied in namespace test and holds " +
      "there; only in the system namespace would it be mesh-wide.",
    whatTheSuiteDoes: "Applies it in test, as the command does.",
  },
  {
    id: "older-sample",
    blocks: ["ingress-sidecar-tls-termination-older-edition/verification/1"],
    edition: inEnglishToo,
    text: "The client is the sample `sleep`, which Istio's documents have replaced with `curl` since 1.24.",
    whatTheSuiteDoes: "Carries a manifest of its own with the sample's names.",
  },
  {
    id: "secret-columns",
    blocks: ["ingress-sidecar-tls-termination-older-edition/verification/5"],
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
    blocks: ["ingress-sidecar-tls-termination-older-edition/external-8443/2"],
    edition: inEnglishToo,
    text: "The printed answer lacks its first line: `curl -I` prints `HTTP/2 200` before the headers.",
    whatTheSuiteDoes: "Expects HTTP/2 and 200 besides the printed headers.",
  },
  {
    id: "plain-http-is-not-mtls",
    blocks: ["ingress-sidecar-tls-termination-older-edition/external-8443/3"],
    edition: inEnglishToo,
    text:
      "The text says that 8080 takes no external mTLS traffic; the command sends plain http, to which its certificate " +
      "options mean nothing.",
    whatTheSuiteDoes: "Checks both: plain http is reset, and TLS with the page's certificates is refused.",
  },
  {
    id: "service-account-left-in-default",
    blocks: ["ingress-sidecar-tls-termination-older-edition/cleanup/1"],
    edition: inEnglishToo,
    text: "samples/sleep/sleep.yaml creates a ServiceAccount in default as well, which the clean-up leaves there.",
    whatTheSuiteDoes: "Removes it too: the inventory afterwards equals the one before.",
  },
];
