import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { nearest } from "#helpers/catalogue/nearest";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { pages } from "../../suites/pages.ts";
import { collectChecks } from "../collect.ts";
import { isSelected, select, type FoundCheck } from "../run/select.ts";

/**
 * The file of a page, relative to the project.
 * @throws HarnessError where there is no page of that name
 */
export function pageFile(page: string): string {
  const names = pages.map(({ name }) => name);
  const wanted = page.replace(/^suites\/|\/$/g, "");
  if (names.includes(wanted)) return `suites/${wanted}/page.test.ts`;
  const [like] = nearest(wanted, names, 1);
  throw new HarnessError(`there is no page ${wanted}`, {
    why: like && `nearest is ${like}`,
    hint: `the pages are ${names.join(", ")}`,
  });
}

/**
 * What the checks with these ids are called, as vitest's `-t` is held against them.
 * @throws HarnessError where an id names none of the page's checks
 */
export async function selectedNames(page: string, ids: readonly string[]): Promise<string[]> {
  const found = (await collectChecks()).filter((check) => check.page === page.replace(/^suites\/|\/$/g, ""));
  const filter = { ids: [...ids], files: [], pattern: undefined };
  const chosen: FoundCheck[] = found.map((check) => ({ ...check, selected: isSelected(check, filter, projectDir) }));
  select(chosen, filter);
  return chosen.filter(({ selected }) => selected).map(({ name }) => name);
}

/** What vitest is told: one page's file, watched; and of its checks those with these names, or all where there are none. */
export function vitestArguments(file: string, names: readonly string[]): string[] {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return ["--watch", "--project", "pages", file, ...(names.length > 0 ? ["-t", `^(${escaped.join("|")})$`] : [])];
}

/** Runs vitest's own watch mode in this terminal, to its end. @returns its exit code, of ours: 1, or 2 where it was killed */
export async function runWatching(file: string, names: readonly string[]): Promise<number> {
  const program = path.join(projectDir, "node_modules/vitest/vitest.mjs");
  // Ctrl-C reaches both by the terminal: vitest ends by itself, and this process after it.
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  try {
    const child = spawn(process.execPath, [program, ...vitestArguments(file, names)], {
      cwd: projectDir,
      stdio: "inherit",
    });
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 2;
  } finally {
    process.off("SIGINT", ignore);
  }
}
