import type { CatalogueSection } from "#helpers/catalogue/index";

/** The section has no block: Bookinfo is deployed by another page. */
export const beforeYouBegin: CatalogueSection = {
  slug: "before-you-begin",
  title: "Before you begin",
  anchor: "before-you-begin",
  blocks: [],
};
