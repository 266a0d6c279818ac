import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";
import { count } from "../exit-code.ts";
import type { Comparison, Expected } from "./comparison.ts";
import { factsOf, versionDifference } from "./facts.ts";
import { answerDifference } from "./answer-difference.ts";
import { timeDifference } from "./times.ts";
import { byId, verdictDifference } from "./verdicts.ts";

/** A run, and where it was read. */
export interface ReadRun {
  run: RunRecord;
  source: string;
}

/**
 * What differs between two runs.
 * @param expected the differences that version profiles expect between the two runs' versions
 * @throws HarnessError where the runs have no check in common
 */
export function compareRuns(old: ReadRun, fresh: ReadRun, expected: readonly Expected[] = []): Comparison {
  const before = byId(old.run);
  const common = fresh.run.checks.filter(({ id }) => before.has(id)).length;
  if (common === 0) throw nothingInCommon(old, fresh);
  const { changes, open, notSelected } = verdictDifference(old.run, fresh.run);
  const { answers, askedOnlyBy, held, recorded } = answerDifference(old.run, fresh.run, expected);
  return {
    schema: "meshproof-comparison/v1",
    old: factsOf(old.run, old.source),
    new: factsOf(fresh.run, fresh.source),
    ...versionDifference(old.run, fresh.run),
    verdicts: changes,
    open,
    notSelected,
    answers,
    askedOnlyBy,
    times: timeDifference(old.run, fresh.run),
    counts: { common, held, recorded },
  };
}

function nothingInCommon(...runs: ReadRun[]): HarnessError {
  const has = runs.map(({ run: { checks, failures }, source }) => {
    const because = checks.length === 0 && failures[0] ? `; ${failures[0].what}` : "";
    return `${source} has ${count(checks.length, "check")}${checks[0] ? `, the first is ${checks[0].id}` : because}`;
  });
  return new HarnessError("the two runs have no check in common", {
    why: has.join("\n       "),
    hint: "compare runs of the same pages: `npm test` with the same path and -t, or with neither",
  });
}
