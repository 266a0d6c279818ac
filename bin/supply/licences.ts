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

/** A document's libraries by licence, the most frequent first. One that names several is counted with each. */
export function licencesIn(json: string): [licence: string, components: number][] {
  const { components = [] } = documentSchema.parse(JSON.parse(json));
  const counts = new Map<string, number>();
  for (const { type, licenses } of components) {
    if (type !== "library" && type !== "application") continue;
    const names = new Set((licenses ?? []).map(nameOf).filter((name) => name !== ""));
    for (const name of names.size > 0 ? names : ["not told"]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
}

/** syft names a text that it does not know by its sum. */
function nameOf({ license, expression }: z.infer<typeof licenceSchema>): string {
  const name = expression ?? license?.id ?? license?.name ?? "";
  return name.startsWith("sha256:") ? "a text without a name" : name;
}

/** Markdown: for each document its licences. */
export function licencesPage(documents: readonly { name: string; json: string }[]): string {
  const sections = documents.map(({ name, json }) => {
    const rows = licencesIn(json).map(([licence, count]) => `| ${licence.replaceAll("|", "\\|")} | ${count} |`);
    return [`## ${name}`, "", "| licence | components |", "| --- | --- |", ...rows, ""].join("\n");
  });
  return ["# Licences", "", "As the components' own metadata names them.", "", ...sections].join("\n");
}
