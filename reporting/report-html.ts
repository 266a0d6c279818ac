import type { RunRecord } from "#helpers/verdict/record";
import { outcomeOfRun } from "./exit-code.ts";
import { all, part, tag } from "./html.ts";
import { htmlDocument } from "./html-document.ts";
import { needsSomebody } from "./report/card.ts";
import { causesPart } from "./report/causes.ts";
import { changesPart } from "./report/changes.ts";
import { type Beside, Context } from "./report/context.ts";
import { documentsPart } from "./report/documents.ts";
import { deselectedPart, errataPart, failuresPart, skipsPart } from "./report/notes.ts";
import { opening } from "./report/opening.ts";
import { provenancePart } from "./report/provenance.ts";
import { repeatsOf } from "./report/repeats.ts";
import { everyCheck } from "./report/rows.ts";
import { script } from "./report/script.ts";
import { timelinePart } from "./report/timeline.ts";

/**
 * The run as one HTML file: the verdict, its causes and what needs somebody first, then all the rest.
 * @param beside what is told beside the record: evidence, and the run before
 */
export function reportHtml(run: RunRecord, beside: Beside = {}): string {
  const context = new Context(run, beside);
  const main = [
    failuresPart(run),
    causesPart(context),
    ...needsSomebody(context),
    changesPart(context),
    documentsPart(run),
    timelinePart(run),
    tag("div", { id: "checks" }, part("Checks", run.checks.length, everyCheck(context))),
    repeatsOf(run),
    skipsPart(run),
    errataPart(run),
    provenancePart(run),
    deselectedPart(run),
  ];
  const body = all([opening(run), tag("main", {}, all(main))]);
  return htmlDocument(`meshproof: ${outcomeOfRun(run).because}`, body, script);
}
