import { blocksOf } from "#helpers/catalogue/index";
import { parseBlocks } from "#helpers/catalogue/blocks";
import { compareBlocks, hasDrift } from "#helpers/catalogue/drift";
import { loadCatalogue } from "./catalogue.ts";
import { drift as command } from "./commands/catalogue.ts";
import { findCopies } from "./drift-copies.ts";
import { driftText } from "./drift-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run drift -- <folder>`: which blocks of newer copies of the pages differ from the catalogued ones.
 * Exit code 1 where any does, 0 where none does, 2 when it cannot tell.
 */
await main(command, async ({ positionals: [folder] }) => {
  const pages = await loadCatalogue();
  const copies = await findCopies(folder!, pages);
  const compared = copies.map(({ page, file, text }) => ({
    page,
    file,
    drift: compareBlocks(blocksOf(page), parseBlocks(text, file)),
  }));
  const absent = pages.filter((page) => !copies.some((copy) => copy.page === page));
  const drifted = compared.filter(({ drift }) => hasDrift(drift));
  print(
    [
      ...compared.map(({ page, file, drift }) => driftText(page, file, drift)),
      ...absent.map(({ id }) => `  ${id}  not in the folder`),
      drifted.length === 0
        ? `no drift in ${compared.length} of ${pages.length} pages`
        : `${drifted.length} of ${compared.length} pages drifted: read them again, then correct suites/<page>/catalogue`,
    ].join("\n"),
  );
  return drifted.length === 0 ? 0 : 1;
});
