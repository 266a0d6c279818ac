import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ProjectConfig } from "vitest/node";
import type { Page } from "./pages.ts";

/**
 * How many documents run side by side. Their checks mostly wait for the mesh, but all of their pods share one node,
 * often with 2 cores: a third document makes each slower and none sooner.
 */
export const sideBySide = 2;

/**
 * What vitest is told of the pages, by vitest.config.ts and by our own commands. A page is a file, and a process: what
 * kills it takes no other page with it, and its locks end with it.
 * @param root folder that suites/ is in
 */
export function pagesProject(pages: readonly LockingPage[], root: string): ProjectConfig {
  return {
    include: ["suites/*/page.test.ts"],
    environment: "node",
    pool: "forks",
    isolate: true,
    maxWorkers: sideBySide,
    setupFiles: [fileURLToPath(new URL("../helpers/check/page-worker.ts", import.meta.url))],
    provide: { pageLocks: { folder: path.join(root, ".meshproof", "locks"), ...locksOf(pages) } },
    // What vitest makes of a file, kept by the file's content: half of the time that reading all pages takes.
    experimental: { fsModuleCache: true, fsModuleCachePath: path.join(root, ".meshproof", "transformed") },
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  };
}

/** What each page locks, so that none meets another on the cluster; a mesh-wide page locks all, and so does an unknown one. */
export function locksOf(pages: readonly LockingPage[]): { all: string[]; pages: Record<string, string[]> } {
  const own = ({ name, resources }: LockingPage) => [name, ...resources];
  const beside = pages.filter(({ meshWide }) => !meshWide).map((page) => [page.name, own(page)] as const);
  return { all: [...new Set(["mesh", ...pages.flatMap(own)])], pages: Object.fromEntries(beside) };
}

type LockingPage = Pick<Page, "name" | "meshWide" | "resources">;
