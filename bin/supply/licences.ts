import { z } from "zod";

/** What is read of a CycloneDX document. https://cyclonedx.org/docs/1.6/json/ */
const licenceSchema = z.object({
  license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  expression: z.string().optional(),
});
const documentSchema = z.object({
  bomFormat: z.literal("CycloneDX"),
  components: z
    .array(
      z.object({
        type: z.string(),
        name: z.string(),
        version: z.string().optional(),
        licenses: z.array(licenceSchema).optional(),
      }),
    )
    .optional(),
});

/** A document's libraries by licence, the most frequent first; "not told" where a component names none. */
export function licencesIn(json: string): [licence: string, components: number][] {
  const { components = [] } = documentSchema.parse(JSON.parse(json));
  const counts = new Map<string, number>();
  for (const { type, licenses } of components) {
    if (type !== "library" && type !== "application") continue;
    const names = (licenses ?? []).map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "");
    const licence = [...new Set(names.filter((name) => name !== ""))].toSorted().join(" and ") || "not told";
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
}

/** Markdown: for each document its licences. */
export function licencesPage(documents: readonly { name: string; json: string }[]): string {
  const sections = documents.map(({ name, json }) => {
    const rows = licencesIn(json).map(([licence, count]) => `| ${licence.replaceAll("|", "\\|")} | ${count} |`);
    return [`## ${name}`, "", "| licence | components |", "| --- | --- |", ...rows, ""].join("\n");
  });
  return ["# Licences", "", "As the components' own metadata names them.", "", ...sections].join("\n");
}
