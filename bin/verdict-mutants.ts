import { type HarnessMutant, mutantsOf } from "./harness-mutant.ts";

/** Ways in which a verdict could be lucky: how often is asked, and what is made of the answers. */
export const verdictMutants: HarnessMutant[] = [
  ...mutantsOf("helpers/verdict/settle.ts", [
    "settle gives up its claim at the deadline",
    "performance.now() >= deadline) throw objection;",
    "performance.now() >= deadline) return seen;",
  ]),
  ...mutantsOf(
    "helpers/verdict/holds.ts",
    ["holds takes one success", "requests: usual = 60", "requests: usual = 1"],
    ["a claim's HarnessError counts as the mesh's answer", "if (error instanceof HarnessError) throw error;", ""],
  ),
  {
    name: "holds takes answers of which some are wrong",
    file: "helpers/verdict/judged.ts",
    find: "if (objections.length === 0) {",
    replace: "if (objections.length < answers.length) {",
    test: "helpers/verdict/holds.unit.test.ts",
  },
  ...mutantsOf(
    "helpers/check/control.ts",
    ["a failed control counts as the claim's own failure", "throw new ControlError(what, cause);", "throw cause;"],
    ["looks at no control", "claim(seen);", ""],
  ),
];
