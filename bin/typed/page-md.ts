import type { CataloguePage, Erratum } from "#helpers/catalogue/index";
import { editionInWords, type Shown, type TypedPage } from "#helpers/catalogue/errata";
import { setAside, unordered, unorderedFields } from "./set-aside.ts";
import { summaryText } from "./text.ts";
import type { Result } from "./page-job.ts";

/** One page, and what became of its copy. */
export interface TypedCopy {
  page: CataloguePage;
  typed: TypedPage;
  results: readonly Result[];
}

/** docs/as-typed.md: what the command showed, without any text of the documents. */
export function asTypedPage(copies: readonly TypedCopy[], versions: string): string {
  return [
    "# As typed",
    "",
    "Written by `npm run typed -- <folder> --write docs/as-typed.md`: every block of the documents' copies, typed word for",
    "word in a shell, in the documents' order, once for each of a page's tabs, and what was printed held against what the",
    "page prints. Where a page is wrong it must fail in the way that its erratum says; mended as the erratum says, the reader",
    "goes on.",
    "",
    `${versions}. ${summaryText(copies.flatMap(({ results }) => results))}.`,
    "",
    ...copies.flatMap(pageLines),
    "## What is set aside",
    "",
    "On both sides, printed and seen, and nothing else (`bin/typed/set-aside.ts`):",
    "",
    ...[...[...setAside, ...unordered].map(({ what }) => what), unorderedFields].map((what) => `- ${what}`),
    "",
  ].join("\n");
}

function pageLines({ page, typed, results }: TypedCopy): string[] {
  const rows = results.map(({ id, lines, tab, again, outcome }) => {
    const what =
      outcome.is === "differs"
        ? "otherwise than documented"
        : outcome.is === "erratum"
          ? "as its erratum says"
          : outcome.is;
    const more =
      outcome.is === "erratum"
        ? outcome.errata.join(", ")
        : outcome.is === "not run"
          ? [...outcome.errata, outcome.reason].join("; ")
          : "";
    const block = id.replace(`${page.id}/`, "").replace(`${page.id}: `, "");
    return [block + (again ? " (again)" : ""), lines?.join("-") ?? "", tab ?? "", what, more];
  });
  return [
    `## ${page.title}`,
    "",
    `Copy ${page.copy} (${page.language}), [the page](${page.url}).`,
    "",
    ...table(["block", "lines", "tab", "outcome", "erratum, or why it is not run"], rows),
    "",
    ...table(
      ["erratum", "edition", "shown by"],
      page.errata.map((erratum) => [erratum.id, editionInWords(erratum.edition), shownBy(erratum, typed.errata)]),
    ),
    "",
  ];
}

function shownBy({ id }: Erratum, errata: Readonly<Record<string, Shown>>): string {
  const shown = errata[id];
  switch (shown?.by) {
    case "typing":
      return "typing the page";
    case "leftovers":
      return "what the page leaves behind";
    case "check":
      return `the check ${shown.check}`;
    case "copy":
      return "the copy's own words";
    case undefined:
      return "nothing";
  }
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
