import type { Erratum } from "#helpers/catalogue/errata";

const block = (name: string) => `authz-http/configure-access-control/${name}`;

/** Mistakes of the document, so that nobody takes them for the mesh's. */
export const errata: Erratum[] = [
  {
    id: "policy-name",
    blocks: [block("allow-nothing")],
    edition: { in: ["en"] },
    text: "The text below the first step speaks of a policy `deny-all`. The step makes `allow-nothing`; there is no `deny-all`.",
    whatTheSuiteDoes: "Applies allow-nothing, and deletes it by that name, as the page's clean-up does.",
  },
  {
    id: "api-version",
    blocks: ["allow-nothing", "productpage-viewer", "details-viewer", "reviews-viewer", "ratings-viewer"].map(block),
    edition: { in: ["en"] },
    text: "The five manifests are of security.istio.io/v1beta1. The mesh serves them, and serves and prefers v1: kubectl shows v1.",
    whatTheSuiteDoes: "Applies them as the page has them.",
  },
  {
    id: "ratings-error",
    blocks: [block("reviews-viewer")],
    edition: { in: ["en"] },
    text:
      "The page quotes `Ratings service currently unavailable`. The source of the sample's reviews (istio/istio 0cd4a7e23432) " +
      "has `Ratings service is currently unavailable`.",
    whatTheSuiteDoes:
      "Its stand-in writes what the page quotes; the denial behind it is read in the log of ratings' sidecar.",
  },
];
