import { BaseSequencer, type TestSpecification } from "vitest/node";
import path from "node:path";
import { pages } from "./pages.ts";

/** Runs a page's section files in the document's order: its clean-up must be last, whatever took how long before. */
export class SectionOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => compare(a.moduleId, b.moduleId)));
  }
}

/** By name where no page names a file: vitest finds files in whatever order the file system answers. */
const compare = (a: string, b: string) => rank(a) - rank(b) || a.localeCompare(b);

function rank(file: string): number {
  const page = pages.findIndex(({ name }) => name === path.basename(path.dirname(file)));
  const section = pages[page]?.sections.indexOf(path.basename(file, ".test.ts")) ?? -1;
  return page * 100 + (section < 0 ? 99 : section);
}
