import { comparisonBody } from "../compare/html.ts";
import { htmlDocument } from "../html-document.ts";
import { all, type Html, table, tag, text } from "../html.ts";
import { pairText, runRow, titleOf, upgradeHeadline, upgradeLines, upgradeOf } from "./rows.ts";
import { outcomeOfValidation, type Validation, type ValidationPair } from "./validation.ts";

/** A validation as one HTML file; it links to the runs' own reports in the folders beside it. */
export function validationHtml(validation: Validation): string {
  const { exitCode, because } = outcomeOfValidation(validation);
  const title = `meshproof validate: ${titleOf(validation)}`;
  return htmlDocument(
    title,
    all([
      tag("h1", { class: `exit${exitCode}` }, text(title)),
      tag("p", {}, text(`Exit code ${exitCode}: ${because}.`)),
      runs(validation),
      ...validation.pairs.map((pair) => pairPart(validation, pair)),
    ]),
  );
}

function runs(validation: Validation): Html {
  const rows = validation.runs.map((run) => {
    const { name, ...rest } = runRow(run);
    return [reportOf(name, !("why" in run.record)), ...Object.values(rest).map((each) => text(each as string))];
  });
  return all([tag("h2", {}, text("Runs")), table(["run", "versions", "verdicts", "took", "exit code"], rows)]);
}

/** A run's own report. Its name is made of versions alone. */
function reportOf(name: string, isThere: boolean): Html {
  return isThere ? tag("a", { href: `${encodeURIComponent(name)}/report.html` }, text(name)) : text(name);
}

function pairPart(validation: Validation, pair: ValidationPair): Html {
  const { comparison } = pair;
  const run = upgradeOf(validation, pair);
  const lines = run ? upgradeLines(run) : [];
  return all([
    tag("h2", {}, text(`${pair.name}: ${pairText(pair)}`)),
    ...("why" in comparison ? [] : [comparisonBody(comparison)]),
    ...(run ? [tag("h2", {}, text(`Upgrade under traffic: ${upgradeHeadline(run)}`)), reportOf(run.name, true)] : []),
    ...(lines.length > 0 ? [tag("pre", {}, text(lines.join("\n")))] : []),
  ]);
}
