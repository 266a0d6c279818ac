import { BaseSequencer, type TestSpecification } from "vitest/node";
import path from "node:path";
import { pages } from "./pages.ts";

/** Runs a page's section files in the document's order: its clean-up must be last, whatever took how long before. */
export class SectionOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => rank(a.moduleId) - rank(b.moduleId)));
  }
}

function rank(file: string): number {
  const page = pages.findIndex(({ name }) => name === path.basename(path.dirname(file)));
  const section = pages[page]?.sections.indexOf(path.basename(file, ".test.ts")) ?? -1;
  return page * 100 + (section < 0 ? 99 : section);
}
