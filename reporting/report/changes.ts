import { type Change, type Comparison, verdictChanges } from "../compare/comparison.ts";
import { changeTitles } from "../compare/sections.ts";
import { all, folded, type Html, inline, list, part, table, tag, text } from "../html.ts";
import { checkLink, type Context } from "./context.ts";
import { moment } from "./parts.ts";

/** What changed since the run before: verdicts and versions. What the mesh said differently is `npm run compare`'s. */
export function changesPart({ beside: { before }, run }: Context): Html {
  if (!before) return all([]);
  if ("why" in before) return part("Since the run before", 1, tag("p", {}, text(`Not compared: ${before.why}.`)));
  const known = new Set(run.checks.map(({ id }) => id));
  const changed = verdictChanges.filter((kind) => before.verdicts[kind].length > 0);
  const groups = changed.map((kind) => {
    const items = before.verdicts[kind].map((change) => item(change, known));
    return folded(text(`${changeTitles[kind][0]} (${items.length})`), tag("ul", {}, all(items)));
  });
  return part(
    "Since the run before",
    1,
    list([
      ["that run", inline(text("started "), moment(before.old.startedAt), text(`, exit code ${before.old.exitCode}`))],
      ["checks in both", text(String(before.counts.common))],
    ]),
    ...(groups.length > 0 ? groups : [tag("p", {}, text("No check came to another verdict."))]),
    versions(before),
    tag("p", {}, text("What the mesh said differently, and times: "), tag("code", {}, text(command(before)))),
  );
}

function command({ old, new: fresh }: Comparison): string {
  return `npm run compare -- ${old.source} ${fresh.source}`;
}

/** A check that was removed has no place here to lead to. */
function item({ id, title, was, now }: Change, known: ReadonlySet<string>): Html {
  const name = known.has(id) ? checkLink(id, text(title)) : text(title);
  return tag("li", {}, name, text(`: was ${was}, is ${now}`));
}

function versions({ versions: different }: Comparison): Html {
  return table(
    ["different", "then", "now"],
    different.map(({ what, was, now }) => [what, was, now].map(text)),
  );
}
