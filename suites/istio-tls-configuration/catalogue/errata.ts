import type { Edition, Erratum } from "#helpers/catalogue/errata";

/** The catalogued copy has the text in both. */
const bothLanguages: Edition = { in: ["en", "zh"] };

const consumeBlocks = [
  "istio-tls-configuration/consume-tls/service-entry",
  "istio-tls-configuration/consume-tls/destination-rule",
];

export const errata: Erratum[] = [
  {
    id: "no-origination-on-443",
    blocks: consumeBlocks,
    edition: bothLanguages,
    text:
      "ServiceEntry 443/HTTPS with DestinationRule SIMPLE does not originate TLS for an application that speaks plain " +
      "HTTP. On 443 the sidecar matches the host by SNI, which plain text has not got: the bytes pass by the rule, and " +
      "the origin answers 400 to plain text on its TLS port; on 80 the ServiceEntry has no port, and plain text stays " +
      "plain text. An application that speaks TLS itself fails: with the origin's CA named in the rule, what comes back to " +
      "it is no TLS (curl 35); with the rule as published the sidecar does not trust the stand-in at all.",
    whatTheSuiteDoes:
      "Shows what the published form does, and checks the claim with port 80, protocol HTTP, targetPort 443.",
  },
  {
    id: "ca-not-named",
    blocks: ["istio-tls-configuration/consume-tls/destination-rule"],
    edition: bothLanguages,
    text:
      "The rule names no CA, and the page does not say which then decides. Here it is the proxy's system CAs: an origin whose " +
      "certificate is of another CA is not reached, and `istioctl analyze` warns of the rule (IST0128).",
    whatTheSuiteDoes: "Names the CA of its origin, and checks both: with another CA, and with none named.",
  },
  {
    id: "no-route",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    edition: bothLanguages,
    text:
      "The page ends at the Gateway and says that the pages can be reached. A Gateway without a VirtualService bound " +
      "to it has no route to any workload: it answers 404.",
    whatTheSuiteDoes:
      "Binds a VirtualService for httpbin to the Gateway, and checks that there is no route without it.",
  },
  {
    id: "secret-namespace",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    edition: bothLanguages,
    text:
      "The Gateway is in default and the page does not say where the secret belongs. credentialName is looked up in " +
      "the namespace of the gateway's pods, istio-system here.",
    whatTheSuiteDoes: "Creates httpbin-credential in istio-system, and checks that one in default is not found.",
  },
  {
    id: "two-samples",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    edition: bothLanguages,
    text: "The Gateway is named after the bookinfo sample, its secret after httpbin; the link to the sample is missing.",
    whatTheSuiteDoes: "Keeps both names and serves httpbin behind it.",
  },
  {
    id: "egress-gateway-not-used",
    blocks: consumeBlocks,
    edition: bothLanguages,
    text:
      "The scenario says that the egress gateway handles all outgoing traffic. Nothing on the page leads traffic to " +
      "it: with these two resources the client's own sidecar goes out.",
    whatTheSuiteDoes:
      "Expects the client's own sidecar to go straight to wikipedia.org, by its log; and leads it over the egress gateway, " +
      "by three resources of its own, to check the page's picture.",
  },
  {
    id: "no-clean-up",
    blocks: ["istio-tls-configuration/expose-tls/gateway", ...consumeBlocks],
    edition: bothLanguages,
    text: "The page has no clean-up. What it leaves in default stays in force for every namespace of the mesh.",
    whatTheSuiteDoes:
      "Removes everything when the page is through, and fails the run when anything is left or has changed.",
  },
];
