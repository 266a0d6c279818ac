import type { CatalogueSection } from "#helpers/catalogue/index";

/** The section has no block: what it says is held by checks of its own. */
export const sniRouting: CatalogueSection = {
  slug: "sni-routing",
  title: "SNI Routing",
  anchor: "sni-routing",
  blocks: [],
};
