import type { CatalogueSection } from "#helpers/catalogue/index";

/** The section has no block: what it says is held by checks of its own. */
export const keyFormats: CatalogueSection = {
  slug: "key-formats",
  title: "Key formats",
  anchor: "key-formats",
  blocks: [],
};
