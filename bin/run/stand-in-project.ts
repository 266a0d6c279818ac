import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectDir } from "#helpers/system/paths";
import type { Project } from "./project.ts";

/** For unit tests: a project of its own with suites of a few lines, which real workers of vitest run. */
export interface StandIn extends Project {
  remove(): Promise<void>;
}

/** A check declared as documented() does it. It has a minute, as in a run: a busy machine must not end it earlier. */
const prelude = (page: string) => `
  import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
  const declare = (id) => ({ id: "${page}/s/" + id, page: "${page}", section: "s", title: id, blocks: [], prints: "p", mutants: [], errata: [] });
  const check = (id, verdict = "conformant", body = () => {}, timeout = undefined) =>
    test(id, { meta: { meshproofDeclaration: declare(id) }, timeout }, async ({ task }) => {
      await body();
      task.meta.meshproof = { ...declare(id), verdict, ms: 1, evidence: "", ...(verdict === "conformant" ? {} : { reason: "said so" }) };
      if (verdict !== "conformant") throw new Error("said so");
    });
`;

/** @param pages code of each page, by its name; `check`, `describe` and the hooks are there */
export async function standInProject(pages: Record<string, string>): Promise<StandIn> {
  const root = await mkdtemp(path.join(tmpdir(), "meshproof-project-"));
  await symlink(path.join(projectDir, "node_modules"), path.join(root, "node_modules"));
  await writeFile(path.join(root, "package.json"), '{ "type": "module" }');
  for (const [page, code] of Object.entries(pages)) {
    await mkdir(path.join(root, "suites", page), { recursive: true });
    await writeFile(path.join(root, "suites", page, "page.test.ts"), prelude(page) + code);
  }
  return { root, reports: path.join(root, "reports"), remove: () => rm(root, { recursive: true, force: true }) };
}
