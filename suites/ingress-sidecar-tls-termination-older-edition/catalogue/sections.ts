import type { CatalogueSection } from "#helpers/catalogue/index";
import { page as newer } from "../../ingress-sidecar-tls-termination/catalogue.ts";
import { positions } from "./positions.ts";

const older = `${newer.id}-older-edition`;

/** The newer edition's sample, where its name stands for the workload: `curl` is also the program that both call. */
const sample = /(?<=deploy\/|-c |app=|samples\/|ServiceAccount )curl|curl(?=-…| one| ClusterIP)/g;

/** The newer edition's sections as the older one has them: its page, its sample `sleep`, its lines and texts. */
export const sections: CatalogueSection[] = newer.sections.map((section) => ({
  ...section,
  blocks: section.blocks.map((block) => {
    const position = positions[block.id.slice(newer.id.length + 1)];
    if (!position) throw new Error(`the older edition's positions lack ${block.id}`);
    return { ...(mapped(block) as typeof block), ...position };
  }),
}));

/** A value with the older edition's names in each text of it. */
function mapped(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(newer.id, older).replaceAll(sample, "sleep");
  if (Array.isArray(value)) return value.map(mapped);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, mapped(of)]));
}
