import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { projectDir } from "#helpers/system/paths";
import { jsonSchema, withFields } from "#reporting/schema-json";
import { schema as command } from "./commands/reports.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run schema`: writes the JSON Schema of conformance.json and the table of its fields into docs/. A unit test says
 * when it is to be done.
 */
await main(command, async () => {
  const [schema, page] = ["conformance.schema.json", "conformance-json.md"].map((name) =>
    path.join(projectDir, "docs", name),
  ) as [string, string];
  const text = await readFile(page, "utf8");
  await writeFileAtomically(schema, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
  await writeFileAtomically(page, withFields(text));
  print(`${schema}\n${page}`);
});
