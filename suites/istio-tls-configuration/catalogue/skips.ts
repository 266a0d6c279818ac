import type { CatalogueSkip } from "#helpers/catalogue/index";

/** Checks whose claim only the stand-in wikipedia.org can decide, by its record or by how it answers. */
const standInOnly: Record<string, string> = {
  "origin-sees-tls":
    "Which SNI the origin saw is in the stand-in's record alone: the real wikipedia.org answers, and tells nobody.",
  "without-destination-rule-plain-text":
    "That plain text came to port 443 is in the stand-in's record alone: what the real wikipedia.org does with it there " +
    "is its own affair, and an answer of it would prove nothing.",
  "published-form-does-not-originate":
    "That plain text came to port 443 is in the stand-in's record alone: what the real wikipedia.org does with it there " +
    "is its own affair, and an answer of it would prove nothing.",
  "published-form-wraps-tls-twice":
    "What wikipedia.org found inside the sidecar's TLS is in the stand-in's record alone: how the real one ends what it " +
    "cannot read is not the mesh's doing.",
  "egress-gateway-originates":
    "That the request left the egress gateway as TLS is in the stand-in's record alone: the real wikipedia.org answers, " +
    "and tells nobody.",
  "rule-without-ca-trusts-the-systems":
    "The real wikipedia.org's certificate is of a CA that every system knows: it would be taken whether the proxy " +
    "verifies it or not. Only one of a CA that no system knows can show who decides.",
};

export const skips: CatalogueSkip[] = Object.entries(standInOnly).map(([check, reason]) => ({
  check: `istio-tls-configuration/consume-tls/${check}`,
  when: "internet-live",
  reason,
  reference: "docs/configuration.md#what-the-real-hosts-cannot-tell",
}));
