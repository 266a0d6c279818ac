import { comparisonSections } from "../compare/markdown.ts";
import { scope, warnings } from "../compare/headline.ts";
import { duration } from "../layout.ts";
import { cell, fenced, table } from "../markdown.ts";
import { pairText, runRow, titleOf, upgradeHeadline, upgradeLines, upgradeOf } from "./rows.ts";
import { outcomeOfValidation, type Validation, type ValidationPair } from "./validation.ts";

/** A validation as Markdown: the answer, the runs, then each pair's comparison and upgrade. */
export function validationMarkdown(validation: Validation): string {
  const { exitCode, because } = outcomeOfValidation(validation);
  const rows = validation.runs.map((run) => Object.values(runRow(run)) as string[]);
  const took = duration(Date.parse(validation.finishedAt) - Date.parse(validation.startedAt));
  return [
    `## meshproof validate: ${cell(titleOf(validation))}`,
    "",
    `Exit code ${exitCode}: ${cell(because)}. Took ${took}, from ${validation.startedAt}.`,
    "",
    ...table(["run", "versions", "verdicts", "took", "exit code"], rows),
    ...validation.pairs.flatMap((pair) => pairLines(validation, pair)),
    "",
  ].join("\n");
}

function pairLines(validation: Validation, pair: ValidationPair): string[] {
  const { comparison } = pair;
  const details =
    "why" in comparison
      ? []
      : [
          `${cell(scope(comparison))}.`,
          "",
          ...warnings(comparison).flatMap((line) => [`> ${cell(line)}`, ""]),
          ...comparisonSections(comparison),
        ];
  return [`## ${cell(`${pair.name}: ${pairText(pair)}`)}`, "", ...details, "", ...upgradePart(validation, pair)];
}

function upgradePart(validation: Validation, pair: ValidationPair): string[] {
  const run = upgradeOf(validation, pair);
  if (!run) return [];
  const lines = upgradeLines(run);
  return [
    `### Upgrade under traffic: ${cell(upgradeHeadline(run))}`,
    "",
    ...(lines.length > 0 ? [...fenced(lines.flatMap((line) => line.split("\n"))), ""] : []),
  ];
}
