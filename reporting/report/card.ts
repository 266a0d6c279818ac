import { againCommand } from "#helpers/verdict/again-command";
import { heldText } from "#helpers/verdict/held";
import type { CheckRecord, Verdict } from "#helpers/verdict/record";
import { all, folded, type Html, inline, link, list, part, tag, text } from "../html.ts";
import { duration } from "../layout.ts";
import { answersBesideEachOther, answersText } from "./answers.ts";
import { anchorOf, type Context, erratumAnchor } from "./context.ts";
import { copyButton, diffOf, evidenceOf, lines, verdictOf } from "./parts.ts";

const urgent: [Verdict, string][] = [
  ["nonconformant", "Nonconformant: documented claims that did not hold"],
  ["flaky", "Flaky: repeats of the run disagree"],
  ["inconclusive", "Inconclusive: could not be told"],
];

/** A card for each check that needs somebody, most urgent first, with all that helps. */
export function needsSomebody(context: Context): Html[] {
  const explained = new Set<string | number>();
  return urgent.map(([verdict, title]) => {
    const found = context.run.checks.filter((check) => check.verdict === verdict);
    const cards = found.map((check) => {
      // A set-up that failed is the reason of a whole page, and one cause that of many checks: one of them tells it, the
      // others stay folded.
      const known = [check.reason, context.causeNumber(check)].filter((each) => each !== undefined);
      const open = !known.some((each) => explained.has(each));
      known.forEach((each) => explained.add(each));
      return card(check, open, context);
    });
    return tag("div", { id: `verdict:${verdict}`, "data-group": "" }, part(title, found.length, all(cards)));
  });
}

function card(check: CheckRecord, open: boolean, context: Context): Html {
  const { page, section } = context.locationOf(check);
  const summary = tag(
    "summary",
    {},
    tag("h3", {}, verdictOf(check), text(` ${check.title}`)),
    tag("span", { class: "dim" }, text(`${page} > ${section}, ${duration(check.ms)}`)),
  );
  return tag(
    "details",
    {
      id: anchorOf(check),
      class: "card",
      "data-verdict": check.verdict,
      open: open ? "open" : undefined,
    },
    summary,
    command(check, context),
    documentedAndObserved(check),
    list(details(check, context)),
    evidenceOf(context.evidenceOf(check), check),
    check.stack === undefined ? all([]) : folded(text("Stack of the error"), tag("pre", {}, text(check.stack))),
    actions(check, context),
  );
}

function command(check: CheckRecord, context: Context): Html {
  const byHand = context.byHand(check);
  const { url } = context.locationOf(check);
  return all([
    ...(byHand.length > 0 ? [tag("h4", {}, text("Command")), lines(byHand.join("\n"))] : []),
    ...(url === undefined ? [] : [tag("p", {}, link(url, "This place in the document"))]),
  ]);
}

/** The control's where that failed; an inconclusive check has observed nothing that could be held against the document. */
function documentedAndObserved({ verdict, prints, observed, control, unstable }: CheckRecord): Html {
  if (control) {
    return all([
      tag("h4", {}, text("The control failed")),
      tag("p", {}, text(`${control.what}. What it should have got (-) and got (+):`)),
      diffOf(control.expected, control.observed),
      tag("h4", {}, text("Documented, and not decided")),
      lines(prints),
    ]);
  }
  const differing = unstable && answersBesideEachOther(unstable);
  if (differing) return all([tag("h4", {}, text("Documented")), lines(prints), differing]);
  if (observed !== undefined) {
    return all([tag("h4", {}, text("Documented (-) and observed (+)")), diffOf(prints, observed)]);
  }
  const nothing = verdict === "inconclusive" ? "nothing that could be held against it" : "see the evidence";
  return all([tag("h4", {}, text("Documented")), lines(prints), tag("p", {}, text(`Observed: ${nothing}.`))]);
}

function details(check: CheckRecord, context: Context): [name: string, value: Html][] {
  const { id, reason = "no reason was given", hint, repeats, unstable, held } = check;
  const pairs: [name: string, value: Html | undefined][] = [
    ["reason", tag("pre", {}, text(reason))],
    ["likely cause", causeOf(check, context)],
    ["do", hint ? tag("pre", {}, text(hint)) : undefined],
    ["answers", unstable && tag("pre", {}, text(answersText(unstable)))],
    ["held", held === undefined ? undefined : text(heldText(held))],
    ["repeats", repeats && text(repeats.verdicts.join(", "))],
    ["errata", errataAt(check, context)],
    ["again", tag("code", {}, text(againCommand(check)))],
    ["check", tag("code", {}, text(id))],
  ];
  return pairs.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

/** The cause; where it is another check's as well, a link to where it is told. */
function causeOf(check: CheckRecord, context: Context): Html | undefined {
  const { diagnosis } = check;
  const number = context.causeNumber(check);
  if (!diagnosis || number === undefined) return diagnosis && text(diagnosis.cause);
  const shared = tag("a", { href: `#cause:${number}` }, text(`cause ${number}`));
  const first = context.causes[number - 1]!.checks[0] === check.id;
  const why = diagnosis.file ? [text(" "), link(diagnosis.file, "why.md")] : [];
  if (first) return inline(text(diagnosis.cause), ...why);
  return inline(text("the same as of others: "), shared, ...why);
}

/** Mistakes of the document that a reader must know here; in a row, which says no more than that it held, their names. */
export function errataAt(check: CheckRecord, context: Context, whole = true): Html | undefined {
  const found = context.errataOf(check);
  if (found.length === 0) return undefined;
  const items = found.map((erratum) => {
    const href = `#${encodeURIComponent(erratumAnchor(erratum))}`;
    const name = tag("a", { href }, tag("code", {}, text(erratum.id)));
    return tag("li", {}, name, text(whole ? `: ${erratum.text}` : ""));
  });
  return tag("ul", {}, all(items));
}

/** What a reader takes to a terminal. */
export function actions(check: CheckRecord, context: Context): Html {
  const byHand = context.byHand(check);
  return tag(
    "p",
    { class: "actions" },
    copyButton("Copy: run it again", againCommand(check)),
    copyButton("Copy: explain it", `npm run explain -- ${check.id}`),
    ...(byHand.length > 0 ? [copyButton("Copy: by hand", byHand.join("\n"), true)] : []),
  );
}
