import { mutantsOf, type HarnessMutant } from "./harness-mutant.ts";

/** Ways in which the comparison of two runs could miss what differs, or a night could pass for a green one. */
export const comparisonMutants: HarnessMutant[] = [
  ...mutantsOf(
    "helpers/verdict/recorded-answers.ts",
    ["keeps what was said before a claim held", "if (within) values.forEach", "if (!within) values.forEach"],
    ["keeps values in the order in which they came", "values: [...values].toSorted()", "values: [...values]"],
  ),
  ...mutantsOf("reporting/compare/answer-difference.ts", [
    "does not see what the mesh no longer says",
    "lack(values, now), lack(now, values)",
    "[], lack(now, values)",
  ]),
  {
    name: "a claim that no longer holds is no difference where the old run had no word on it",
    file: "reporting/compare/verdicts.ts",
    find: 'if (didNotHold(fresh) && !didNotHold(old)) return "nonconformant";',
    replace: "",
    test: "reporting/compare/compare-runs.unit.test.ts",
  },
  ...mutantsOf("reporting/compare/fail-on.ts", [
    "compares, and never ends 1",
    "if (found.length > 0) return { exitCode: 1 as const,",
    "if (found.length > 0) return { exitCode: 0 as const,",
  ]),
  {
    name: "takes a night that left no record for a green one",
    file: "reporting/nightly/night.ts",
    find: 'if ("why" in run) return { red: true,',
    replace: 'if ("why" in run) return { red: false,',
    test: "reporting/nightly/nightly.unit.test.ts",
  },
];
