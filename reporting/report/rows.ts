import type { CheckRecord } from "#helpers/verdict/record";
import { heldText } from "#helpers/verdict/held";
import { all, type Html, link, list, tag, text } from "../html.ts";
import { duration } from "../layout.ts";
import { actions, errataAt } from "./card.ts";
import { anchorOf, checkLink, type Context, isOpen } from "./context.ts";
import { evidenceOf, lines, verdictOf } from "./parts.ts";

/** Every check under its page and section, in the documents' order; a row opens to what was sent and seen. */
export function everyCheck(context: Context): Html {
  const pages = groups(context.run.checks, ({ page }) => page);
  return all(
    pages.map((ofPage) => {
      const { page } = context.locationOf(ofPage[0]!);
      const { url } = context.run.pages?.find(({ id }) => id === ofPage[0]!.page) ?? {};
      const sections = groups(ofPage, ({ section }) => section).map((found) => section(found, context));
      const heading = tag("h3", {}, url === undefined ? text(page) : link(url, page));
      return tag("div", { "data-group": "" }, heading, all(sections));
    }),
  );
}

function section(checks: CheckRecord[], context: Context): Html {
  const location = context.locationOf(checks[0]!);
  const title = location.url?.includes("#") ? link(location.url, location.section) : text(location.section);
  const rows = checks.map((check) => tag("li", { "data-verdict": check.verdict, "data-row": "" }, row(check, context)));
  return tag("div", { "data-group": "" }, tag("h4", {}, title), tag("ul", { class: "rows" }, all(rows)));
}

/** A check that needs somebody has a card, and its row leads there. */
function row(check: CheckRecord, context: Context): Html {
  const { verdict, title, ms, held } = check;
  const cells = (shown: Html) => [
    verdictOf({ verdict }),
    tag("span", { class: "time" }, text(duration(ms))),
    tag("span", { class: "time", ...(held !== undefined && { title: heldText(held) }) }, text(held ? `${held}×` : "")),
    tag("span", {}, shown),
  ];
  if (isOpen(check)) return tag("div", { class: "row" }, ...cells(checkLink(check.id, text(title))));
  return tag(
    "details",
    { id: anchorOf(check) },
    tag("summary", { class: "row" }, ...cells(text(title))),
    list(details(check, context)),
    evidenceOf(context.evidenceOf(check), check),
    actions(check, context),
  );
}

function details(check: CheckRecord, context: Context): [name: string, value: Html][] {
  const { id, prints, held, asked, converged, blocks, skip, repeats } = check;
  const byHand = context.byHand(check);
  const pairs: [name: string, value: Html | undefined][] = [
    ["skipped", skip && text([skip.reason, skip.condition].filter(Boolean).join("; "))],
    ["see", skip && link(skip.reference)],
    ["command", byHand.length > 0 ? lines(byHand.join("\n")) : undefined],
    ["documented", lines(prints)],
    ["held", held === undefined ? undefined : text(heldText(held))],
    ["asked", asked === undefined ? undefined : text(`${asked} requests`)],
    ["converged", converged === undefined ? undefined : text(`after ${duration(converged)}`)],
    ["repeats", repeats && text(repeats.verdicts.join(", "))],
    ["errata", errataAt(check, context, false)],
    ["blocks", blocks.length > 0 ? tag("code", {}, text(blocks.join(", "))) : undefined],
    ["check", tag("code", {}, text(id))],
  ];
  return pairs.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function groups(checks: readonly CheckRecord[], key: (check: CheckRecord) => string): CheckRecord[][] {
  const found = new Map<string, CheckRecord[]>();
  for (const check of checks) found.set(key(check), [...(found.get(key(check)) ?? []), check]);
  return [...found.values()];
}
