import type { RunRecord, Verdict } from "#helpers/verdict/record";
import { looks } from "../colour.ts";
import { outcomeOfRun, tally } from "../exit-code.ts";
import { filterOptions } from "../filter-options.ts";
import { all, type Html, tag, text } from "../html.ts";
import { duration } from "../layout.ts";
import { heldLine } from "../summary-text.ts";
import { versionsLine } from "../versions-line.ts";
import { isOpen } from "./context.ts";
import { moment } from "./parts.ts";

/** What was run, and what came of it: the first screen's top. */
export function opening(run: RunRecord): Html {
  const { because } = outcomeOfRun(run);
  const took = duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt));
  const held = heldLine(run);
  return tag(
    "header",
    {},
    tag("p", { class: "plane" }, text(`Data plane: ${run.dataPlane}`)),
    tag("h1", { class: `exit${run.exitCode}` }, text(`meshproof: ${because}`)),
    partial(run),
    counts(run),
    tag("p", {}, text(versionsLine(run))),
    tag(
      "p",
      {},
      text(`${run.target}. Exit code ${run.exitCode}. Started `),
      moment(run.startedAt),
      text(`, took ${took}.`),
    ),
    ...(held === undefined ? [] : [tag("p", {}, text(`${held}.`))]),
    search,
  );
}

/** A green run of a few checks must not be taken for a green run. */
function partial({ checks, deselected = [], filter }: RunRecord): Html {
  if (deselected.length === 0) return all([]);
  const asked = filter ? filterOptions(filter) : "";
  const all_ = checks.length + deselected.length;
  return tag(
    "p",
    { class: "partial" },
    tag("strong", {}, text(`Partial run: ${checks.length} of ${all_}`)),
    text(asked ? ` (npm test -- ${asked})` : ""),
  );
}

/** Every verdict with its number, zeros included; with the script they filter, without they lead to what they count. */
function counts({ checks, deselected = [] }: RunRecord): Html {
  const each = (Object.entries(tally(checks)) as [Verdict, number][]).map(([verdict, number]) => {
    const shown = text(`${looks[verdict].mark} ${number} ${verdict}`);
    if (number === 0) return tag("li", { class: "none" }, shown);
    const href = isOpen({ verdict }) ? `#verdict:${verdict}` : "#checks";
    return tag("li", {}, tag("a", { href, class: verdict, "data-filter": verdict }, shown));
  });
  const left = tag("li", { class: "none" }, text(`${deselected.length} deselected by the filter`));
  return tag("ul", { class: "counts" }, all([...each, left]));
}

/** There only with the script. */
const search = tag(
  "p",
  { class: "search", hidden: "hidden", "data-script": "" },
  tag("label", { for: "search" }, text("Search checks")),
  text(" "),
  tag("input", { id: "search", type: "search", autocomplete: "off" }),
  text(" "),
  tag("output", { for: "search" }),
);
