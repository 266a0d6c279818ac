import path from "node:path";
import { fileURLToPath } from "node:url";
import { projectDir } from "#helpers/system/paths";
import type { CheckDeclaration } from "#helpers/verdict/record";

const suites = path.join(projectDir, "suites") + path.sep;

/**
 * Where a suite calls what is running: the line of the call, and its section's file where no other edition's page calls it.
 * Neither outside of suites.
 * @param stack an error's, made there
 */
export function declaredAt(stack = new Error("where").stack ?? ""): Pick<CheckDeclaration, "at" | "file"> {
  const frames = [...stack.matchAll(/\(?((?:file:\/\/)?\/[^\s()]+):(\d+):\d+\)?$/gm)].flatMap(
    ([, location = "", line]) => {
      const file = location.startsWith("file://") ? fileURLToPath(location) : location;
      return file.startsWith(suites) ? [{ file: path.relative(projectDir, file), line }] : [];
    },
  );
  const [first] = frames;
  const section = frames.find(({ file }) => path.basename(path.dirname(file)) === "sections");
  const page = frames.find(({ file }) => path.basename(file) === "page.test.ts");
  const shared = section && page && !section.file.startsWith(path.dirname(page.file) + path.sep);
  return { ...(first && { at: `${first.file}:${first.line}` }), ...(section && !shared && { file: section.file }) };
}
