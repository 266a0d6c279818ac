import type { RunRecord } from "#helpers/verdict/record";
import { all, folded, type Html, link, part, table, tag, text } from "../html.ts";
import { checkLink, erratumAnchor } from "./context.ts";

/** What failed outside of any check: the rest of the report may be incomplete then. */
export function failuresPart({ failures: found }: RunRecord): Html {
  const rows = found.map(({ what, why = "", hint }) => [what, why, hint].map((each) => tag("pre", {}, text(each))));
  return part("Failures of the harness", rows.length, table(["what", "why", "do"], rows));
}

/** What was left out, and why. */
export function skipsPart({ checks }: RunRecord): Html {
  const rows = checks
    .filter(({ verdict }) => verdict === "skipped")
    .map(({ id, title, skip }) => [
      checkLink(id, text(title)),
      text(skip?.reason ?? "no reason was given"),
      text(skip?.condition ?? ""),
      link(skip?.reference ?? ""),
    ]);
  return part("Skipped", rows.length, table(["check", "reason", "when", "see"], rows));
}

/** The documents' mistakes, each document's folded: they are not about this run. */
export function errataPart({ errata, pages = [] }: RunRecord): Html {
  const ids = [...new Set(errata.map(({ page }) => page))];
  const each = ids.map((page) => {
    const own = errata.filter((erratum) => erratum.page === page);
    const items = own.map((erratum) =>
      tag("li", { id: erratumAnchor(erratum) }, tag("code", {}, text(erratum.id)), text(`: ${erratum.text}`)),
    );
    const title = pages.find(({ id }) => id === page)?.title ?? page;
    return folded(text(`${title} (${own.length})`), tag("ul", {}, all(items)));
  });
  return part("Errata of the documents", each.length, all(each));
}

/** What the filter left out. */
export function deselectedPart({ deselected: ids = [] }: RunRecord): Html {
  const items = ids.map((id) => tag("li", {}, tag("code", {}, text(id))));
  if (items.length === 0) return all([]);
  return folded(text(`${ids.length} deselected by the filter, no part of the verdict`), tag("ul", {}, all(items)));
}
