import { coverageOf, describeCoverage } from "#helpers/catalogue/index";
import { problemsOf } from "#helpers/catalogue/rules";
import { typedProblems } from "#helpers/catalogue/typed-rules";
import { pages as runPages } from "../suites/pages.ts";
import { existsInSuites, loadCatalogue, loadTyped } from "./catalogue.ts";
import { catalogue } from "./commands/catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { main } from "./main.ts";

/** `npm run catalogue`: every block has an answer, every check a block, every mapping both ends. */
await main(catalogue, async () => {
  const [pages, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  const typed = await Promise.all(pages.map(async (page) => typedProblems(page, await loadTyped(page), checks)));
  // The end of a page that stands apart from it has no catalogue of its own.
  const livePages = runPages.filter(({ removesMesh }) => !removesMesh);
  const problems = [...problemsOf({ pages, checks, exists: existsInSuites, livePages }), ...typed.flat()];
  if (problems.length > 0) {
    console.error(`✗ the catalogue has ${problems.length} problem${problems.length === 1 ? "" : "s"}:`);
    for (const problem of problems) console.error(`  ${problem}`);
    console.error("  do: correct suites/<page>/catalogue; docs/writing-a-check.md says how blocks and checks map");
    return 1;
  }
  const existing = new Set(checks.map(({ id }) => id));
  console.log(`✓ catalogue: ${describeCoverage(coverageOf(pages, existing))}; ${checks.length} checks`);
  return 0;
});
