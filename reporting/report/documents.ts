import type { DocumentRecord, RunRecord, Verdict } from "#helpers/verdict/record";
import { looks } from "../colour.ts";
import { tally } from "../exit-code.ts";
import { all, type Html, link, part, table, tag, text } from "../html.ts";
import { duration } from "../layout.ts";

/** A row per document: its verdicts, how much of it the run reproduced, how long that took, and which text it is. */
export function documentsPart(run: RunRecord): Html {
  const { pages = [] } = run;
  const head = ["document", "verdicts", "blocks", "took", "edition", "blocks' SHA-256", "errata"];
  const rows = pages.map((page) => [
    link(page.url, page.title),
    verdicts(page, run),
    text(blocks(page, run)),
    text(took(page, run)),
    text(page.edition ? `${page.edition.language}, copy ${page.edition.copy}` : ""),
    tag("code", { title: page.edition?.sha256 }, text(page.edition?.sha256.slice(0, 12) ?? "")),
    text(String(run.errata.filter((erratum) => erratum.page === page.id).length)),
  ]);
  return part("Documents", rows.length, table(head, rows));
}

function verdicts({ id }: DocumentRecord, { checks }: RunRecord): Html {
  const counts = Object.entries(tally(checks.filter(({ page }) => page === id))) as [Verdict, number][];
  const some = counts.filter(([, number]) => number > 0);
  return all(
    some.map(([verdict, number]) =>
      tag("div", { class: verdict }, text(`${looks[verdict].mark} ${number} ${verdict}`)),
    ),
  );
}

/** "12 of 14": reproduced by checks of this run. */
function blocks({ id, blocks: known }: DocumentRecord, { checks }: RunRecord): string {
  if (!known) return "";
  const reproduced = new Set(checks.filter(({ page }) => page === id).flatMap((check) => check.blocks));
  return `${known.filter((block) => reproduced.has(block.id)).length} of ${known.length}`;
}

function took({ id }: DocumentRecord, { steps }: RunRecord): string {
  const step = steps.find(({ name }) => name === id);
  return step ? duration(step.ms) : "";
}
