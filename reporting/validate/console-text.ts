import type { Paint } from "../colour.ts";
import { sectionText } from "../compare/console-text.ts";
import { warnings } from "../compare/headline.ts";
import { sectionsOf } from "../compare/sections.ts";
import { duration, labelled } from "../layout.ts";
import { pairText, runRow, upgradeHeadline, upgradeLines, upgradeOf } from "./rows.ts";
import { outcomeOfValidation, type Validation, type ValidationPair } from "./validation.ts";

/** What the end of a validation says on the console. */
export function validationText(validation: Validation, reports: readonly string[], paint: Paint): string {
  const { exitCode, because } = outcomeOfValidation(validation);
  const runs = validation.runs.map((run) => {
    const { name, verdicts, took, ended } = runRow(run);
    return labelled("run", `${name}: ${verdicts}, took ${took}, exit code ${ended}`, 14);
  });
  const took = duration(Date.parse(validation.finishedAt) - Date.parse(validation.startedAt));
  return [
    "",
    ...validation.pairs.flatMap((pair) => pairLines(validation, pair, paint)),
    ...runs,
    labelled("time", took, 14),
    labelled("reports", reports.join("  "), 14),
    labelled(`exit code ${exitCode}`, because, 14),
  ].join("\n");
}

function pairLines(validation: Validation, pair: ValidationPair, paint: Paint): string[] {
  const { comparison } = pair;
  const sections = "why" in comparison ? [] : sectionsOf(comparison).map((each) => `${sectionText(each, paint)}\n`);
  const run = upgradeOf(validation, pair);
  return [
    paint("bold", `${pair.name}: ${pairText(pair)}`),
    ...sections,
    ...("why" in comparison ? [] : warnings(comparison).map((line) => labelled("warning", paint("yellow", line), 14))),
    ...(run ? [labelled("upgrade", [upgradeHeadline(run), ...upgradeLines(run)].join("\n"), 14)] : []),
    "",
  ];
}
