import { againCommand } from "#helpers/again-command";
import type { CheckRecord, RunRecord } from "#helpers/verdict";
import { causeKey } from "./causes.ts";
import { heldText } from "#helpers/held";
import { looks } from "./colour.ts";
import { all, type Html, link, list, tag, text } from "./html.ts";
import { dedent, duration } from "./layout.ts";

const urgent = [
  ["nonconformant", "Nonconformant: documented claims that did not hold"],
  ["flaky", "Flaky: repeats of the run disagree"],
  ["inconclusive", "Inconclusive: could not be told"],
] as const;

type Documents = Pick<RunRecord, "pages">;

/** The checks that need somebody, most urgent first, with all that helps. */
export function needsSomebody({ checks, pages }: Pick<RunRecord, "checks" | "pages">): Html[] {
  const firsts = new Map(checks.toReversed().map((check) => [causeKey(check), check.id]));
  firsts.delete(undefined);
  return urgent.flatMap(([verdict, title]) => {
    const found = checks.filter((check) => check.verdict === verdict);
    if (found.length === 0) return [];
    const told = new Set<string | undefined>();
    const each = found.map((check) => {
      // A set-up that failed is the reason of a whole page: one of its checks tells it, the others stay folded.
      const open = check.reason === undefined || !told.has(check.reason);
      told.add(check.reason);
      return openCheck(check, open, { pages }, firsts.get(causeKey(check)));
    });
    return [tag("section", {}, tag("h2", {}, text(title)), all(each))];
  });
}

function openCheck(check: CheckRecord, open: boolean, documents: Documents, first: string | undefined): Html {
  const [page, section] = titlesOf(check, documents);
  const summary = tag(
    "summary",
    {},
    verdictOf(check),
    text(` ${check.title} `),
    tag("span", { class: "dim" }, text(`${page} > ${section}, ${duration(check.ms)}`)),
  );
  const attributes = { id: anchorOf(check), open: open ? "open" : undefined };
  return tag("details", attributes, summary, list(said(check, first)), besideEachOther(check), stackOf(check));
}

function said(check: CheckRecord, first: string | undefined): [name: string, value: Html][] {
  const { id, reason = "no reason was given", diagnosis, hint, evidence, repeats } = check;
  const why = diagnosis?.file;
  const places = [...(why ? [link(why, "why.md")] : []), ...(evidence ? [link(`${evidence}/`, "evidence")] : [])];
  return [
    ["reason", tag("pre", {}, text(reason))],
    ...(repeats ? [["repeats", text(repeats.verdicts.join(", "))] as [string, Html]] : []),
    ...(diagnosis ? [["likely cause", causeOf(check, first)] as [string, Html]] : []),
    ...(hint ? [["do", tag("pre", {}, text(hint))] as [string, Html]] : []),
    ...(places.length > 0 ? [["evidence", all(places)] as [string, Html]] : []),
    ["again", tag("code", {}, text(againCommand(check)))],
    ["check", tag("code", {}, text(id))],
  ];
}

/** The cause, or, where another check has the same, a link to that. @param first id of the first check with this cause */
function causeOf({ id, diagnosis }: CheckRecord, first: string | undefined): Html {
  if (first === undefined || first === id) return text(diagnosis?.cause ?? "");
  return all([text("the same as of "), checkLink(first)]);
}

/** A link to what is told of a check that needs somebody. */
export function checkLink(id: string): Html {
  return tag("a", { href: `#${encodeURIComponent(anchorOf({ id }))}` }, tag("code", {}, text(id)));
}

/** Documented beside observed; an inconclusive check has observed nothing that could be held against the document. */
function besideEachOther({ verdict, prints, observed, control }: CheckRecord): Html {
  const column = (title: string, shown: string) =>
    tag("div", {}, tag("h3", {}, text(title)), tag("pre", {}, text(dedent(shown).join("\n"))));
  if (control) {
    return tag(
      "div",
      { class: "beside" },
      column("the control wants", control.expected),
      column("it got", control.observed),
    );
  }
  const documented = column("documented", prints);
  const seen = observed ?? (verdict === "inconclusive" ? undefined : "see the evidence");
  return tag("div", { class: "beside" }, documented, seen === undefined ? all([]) : column("observed", seen));
}

function stackOf({ stack }: CheckRecord): Html {
  if (stack === undefined) return all([]);
  return tag("details", {}, tag("summary", {}, text("stack of the error")), tag("pre", {}, text(stack)));
}

/** Every check under its page and section, in the documents' order. */
export function everyCheck({ checks, pages }: Pick<RunRecord, "checks" | "pages">): Html {
  const heading = ([first]: CheckRecord[]) => titlesOf(first!, { pages });
  const parts = [...groups(checks, ({ page }) => page).values()].map((ofPage) => {
    const [title, , url] = heading(ofPage);
    const sections = [...groups(ofPage, ({ section }) => section).values()];
    return all([
      tag("h3", {}, url === undefined ? text(title) : link(url, title)),
      ...sections.map((found) =>
        all([
          tag("h4", {}, text(heading(found)[1])),
          tag("table", { class: "checks" }, tag("tbody", {}, all(found.map(row)))),
        ]),
      ),
    ]);
  });
  return all(parts);
}

/** What the document calls the check's page and section, and its address; the slugs where nothing is known of it. */
function titlesOf({ page, section }: CheckRecord, { pages = [] }: Documents): [string, string, string?] {
  const known = pages.find(({ id }) => id === page);
  const title = known?.sections.find(({ slug }) => slug === section)?.title ?? section;
  return known ? [known.title, title, known.url] : [page, title];
}

function row(check: CheckRecord): Html {
  const { verdict, title, ms, evidence, held } = check;
  const opened = urgent.some(([each]) => each === verdict);
  const name = opened ? tag("a", { href: `#${encodeURIComponent(anchorOf(check))}` }, text(title)) : text(title);
  return tag(
    "tr",
    {},
    tag("td", {}, verdictOf(check)),
    tag("td", { class: "time" }, text(duration(ms))),
    tag("td", { class: "time", ...(held !== undefined && { title: heldText(held) }) }, text(held ? `${held}×` : "")),
    tag("td", {}, name),
    tag("td", {}, evidence ? link(`${evidence}/`, "evidence") : text("")),
  );
}

function verdictOf({ verdict }: CheckRecord): Html {
  return tag("span", { class: verdict }, text(`${looks[verdict].mark} ${verdict}`));
}

function anchorOf({ id }: Pick<CheckRecord, "id">): string {
  return `check:${id}`;
}

function groups(checks: readonly CheckRecord[], key: (check: CheckRecord) => string): Map<string, CheckRecord[]> {
  const found = new Map<string, CheckRecord[]>();
  for (const check of checks) found.set(key(check), [...(found.get(key(check)) ?? []), check]);
  return found;
}
