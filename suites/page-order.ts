import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import type { Page } from "./pages.ts";

type Listed = Pick<Page, "name" | "meshWide" | "resources" | "removesMesh"> & Partial<Pick<Page, "seconds">>;

/**
 * Which page's file vitest starts next: the longest first, so that none is left to run alone at the end; whoever meets
 * it would wait for it in a worker, and comes after those that don't; the mesh-wide ones, which wait for all, come last.
 * How many of its checks are selected is as good as a page's time; where that is not known, as in a proof, its usual time
 * is taken. Files that are no page's keep vitest's own order.
 */
export function pageOrder(pages: readonly Listed[]): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return inOrder(await super.sort(files), pages);
    }
  };
}

/** The files as they are to be started. */
export function inOrder<File extends Pick<TestSpecification, "moduleId" | "testIds">>(
  files: readonly File[],
  pages: readonly Listed[],
): File[] {
  const known = files.map((file) => {
    const listed = pages.find(({ name }) => name === path.basename(path.dirname(file.moduleId)));
    return { file, resources: [], meshWide: true, ...listed, checks: file.testIds?.length ?? listed?.seconds ?? 0 };
  });
  const [longest] = known.filter(({ meshWide }) => !meshWide).toSorted((one, other) => other.checks - one.checks);
  const meets = ({ resources }: Pick<Listed, "resources">) =>
    resources.some((touch) => longest?.resources.includes(touch));
  const rank = (page: (typeof known)[number]) => {
    if (page.meshWide) return "removesMesh" in page && page.removesMesh ? 4 : 3;
    return page === longest ? 0 : meets(page) ? 2 : 1;
  };
  return known.toSorted((one, other) => rank(one) - rank(other) || other.checks - one.checks).map(({ file }) => file);
}
