import { count } from "../exit-code.ts";
import { type Comparison, differenceKinds } from "./comparison.ts";
import { tallyOf, wordsFor } from "./fail-on.ts";

/** The comparison in one sentence: "no difference", or how many of each kind. Other versions alone are none. */
export function headline(comparison: Comparison): string {
  const tally = tallyOf(comparison);
  const kinds = differenceKinds.filter((kind) => kind !== "versions" && tally[kind] > 0);
  const known = comparison.answers.length - tally.answers;
  const parts = [
    ...kinds.map((kind) => wordsFor(kind, tally[kind])),
    ...(known > 0 ? [`${count(known, "known difference")} between the versions`] : []),
  ];
  return parts.join(", ") || "no difference";
}

/** What was compared: "99 checks in both runs, 97 hold in both, 97 of them with a record of what the mesh said". */
export function scope({ counts: { common, held, recorded } }: Comparison): string {
  return `${count(common, "check")} in both runs; ${held} hold in both, ${recorded} of them with a record of what the mesh said`;
}

/** A run whose harness failed may lack what it would have found. */
export function warnings({ old, new: fresh }: Comparison): string[] {
  return [old, fresh]
    .filter(({ failures }) => failures.length > 0)
    .map(
      ({ source, failures }) =>
        `${source}: ${count(failures.length, "failure")} of the harness: ${failures.join("; ")}`,
    );
}
