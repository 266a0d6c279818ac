import type { CataloguePage } from "#helpers/catalogue/index";
import type { FoundBlock } from "#helpers/catalogue/blocks";
import { hasDrift, type Drift } from "#helpers/catalogue/drift";
import { linesOf } from "./list-text.ts";

/** What `drift` prints about one page. */
export function driftText(page: CataloguePage, file: string, drift: Drift): string {
  const { changed, moved, vanished, added } = drift;
  return [
    `${hasDrift(drift) ? "✗" : "✓"} ${page.id}  ${file}: ${counts(drift)}`,
    ...changed.map(({ was, now }) => `    changed   ${was.id}, was ${linesOf(was)}, ${standsAt(now)}`),
    ...moved.map(({ was, now }) => `    moved     ${was.id}, was ${linesOf(was)}, ${standsAt(now)}`),
    ...vanished.map((was) => `    vanished  ${was.id}, was ${linesOf(was)}`),
    ...added.map((now) => `    new       ${standsAt(now)}`),
  ].join("\n");
}

function counts({ unchanged, shifted, changed, moved, vanished, added }: Drift): string {
  const parts = [
    `${unchanged} unchanged${shifted > 0 ? ` (${shifted} on other lines)` : ""}`,
    changed.length > 0 && `${changed.length} changed`,
    moved.length > 0 && `${moved.length} moved`,
    vanished.length > 0 && `${vanished.length} vanished`,
    added.length > 0 && `${added.length} new`,
  ];
  return parts.filter(Boolean).join(", ");
}

function standsAt({ lines: [first, last], sha256, text }: FoundBlock): string {
  const [beginning = ""] = text.split("\n");
  const shown = beginning.length > 60 ? `${beginning.slice(0, 60)}…` : beginning;
  return `now lines ${first}-${last}, SHA-256 ${sha256.slice(0, 12)}…: ${shown}`;
}
