import { HarnessError } from "#helpers/system/errors";
import { commandMutants } from "./command-mutants.ts";
import { guestMutants } from "./guest-mutants.ts";
import { comparisonMutants } from "./harness-mutants-comparison.ts";
import { type HarnessMutant, mutantsOf } from "./harness-mutant.ts";
import { ownershipMutants } from "./ownership-mutants.ts";
import { pinMutants } from "./pin-mutants.ts";
import { registryMutants } from "./registry-mutants.ts";
import { validationMutants } from "./harness-mutants-validation.ts";
import { verdictMutants } from "./verdict-mutants.ts";

export type { HarnessMutant } from "./harness-mutant.ts";

/** Ways in which the harness could say green where nothing is known, or lose what it was told. */
export const harnessMutants: HarnessMutant[] = [
  ...mutantsOf(
    "helpers/system/command.ts",
    ["swallows a command's exit code", "exitCode: result.exitCode,", "exitCode: 0,"],
    ["takes a command without an exit code for one that succeeded", "if (result.exitCode === undefined)", "if (false)"],
    ["is content with a command that must succeed and fails", "if (result.exitCode === 0) return", "return"],
    ["takes the exit code of a command that it ended for an answer", 'if (stop.because() === "timeout")', "if (false)"],
  ),
  ...mutantsOf(
    "helpers/kube/exec.ts",
    ["takes a status without an exit code as 0", "=== undefined ? undefined :", "=== undefined ? 0 :"],
    ["takes a connection that closed without a status as 0", 'fail("the connection closed', 'resolve(0 && "the'],
  ),
  ...mutantsOf(
    "helpers/kube/shell.ts",
    ["swallows a command's exit code in a shell", "exitCode: Number(out.note)", "exitCode: 0"],
    [
      "does not hear that a shell's connection closed",
      'this.end("the connection closed without a status")',
      "undefined",
    ],
    ["a shell is given to two commands at once", "this.idle = false;\n    return taken;", "return true;"],
    ["drops what a command told on stderr", "stderr: err.text", 'stderr: ""'],
  ),
  ...mutantsOf(
    "bin/typed/type-block.ts",
    [
      "is content with a block that works in spite of its erratum",
      "if (missed.length > 0 && item.asCatalogued)",
      "if (false)",
    ],
    ["takes any failure for the erratum's", "if (!next || !isThatWay(attempt, next.prints))", "if (!next)"],
  ),
  ...mutantsOf("bin/typed/compare.ts", [
    "takes any output for the printed one",
    "if (matches(wanted, lines))",
    "if (true)",
  ]),
  ...commandMutants,
  ...guestMutants,
  {
    name: "lets two pages that meet run at once",
    file: "suites/pages-project.ts",
    find: "[name, ...resources]",
    replace: "(void resources, [name])",
    test: "bin/run/page-locks.unit.test.ts",
  },
  {
    name: "removes the mesh before all other pages are through",
    file: "bin/run/suites-run.ts",
    find: "of [false, true])",
    replace: "of [true, false])",
    test: "bin/run/page-locks.unit.test.ts",
  },
  ...mutantsOf(
    "fixtures/releases/build/temporary-failure.ts",
    ["takes a registry's no for a temporary failure", "429|500", "404|429|500"],
    ["asks a registry once", "if (!isTemporaryFailure(result)) return result;", "return result;"],
  ),
  ...mutantsOf(
    "helpers/check/leftovers.ts",
    ["takes a Namespace of the cluster's own for a leftover", 'entry.startsWith("Namespace ")', "entry === undefined"],
    [
      "leaves what an interrupted run made for the whole mesh",
      "isAt(key, entry)",
      'isAt(key, entry) && !key.includes(".")',
    ],
  ),
  ...verdictMutants,
  ...mutantsOf("helpers/probes/expect-printed.ts", [
    "tolerates a line that is missing",
    "if (seen.trimEnd() === printed.trimEnd())",
    'if (seen.split("\\n").every((line) => printed.includes(line)))',
  ]),
  ...mutantsOf(
    "helpers/kube/inventory.ts",
    ["does not see an object that is gone", "lines.push(`missing: ${key}`)", "void key"],
    ["does not see an object that was left behind", "if (!before.has(key)) lines.push", "if (false) lines.push"],
    ["does not see an object that was changed", "else if (now !== hash)", "else if (false)"],
    [
      "takes what an interrupted run left for the cluster's own",
      "return ![...inventory",
      "return true || ![...inventory",
    ],
  ),
  ...mutantsOf("helpers/kube/stamp.ts", [
    "does not mark a cluster whose mesh is broken on purpose",
    'await writeStamp(kube, "broken", "npm run prove");',
    "",
  ]),
  ...mutantsOf("fixtures/releases/build/debian-sources.ts", [
    "takes another distribution's packages for Debian's",
    'origin === "Debian" && ',
    "",
  ]),
  ...mutantsOf(
    "helpers/check/prove.ts",
    ["inconclusive counts as killed", 'record.verdict === "nonconformant" &&', 'record.verdict !== "conformant" &&'],
    [
      "any red counts as killed, whatever it says",
      "&& failsWith.test(messageOf(record))",
      "&& failsWith instanceof RegExp",
    ],
    ["does not demand green again", '&& restored.record.verdict === "conformant";', ";"],
  ),
  ...mutantsOf(
    "helpers/check/pod-changes.ts",
    ["does not see that a pod was replaced", "return byItsOwner ?", 'return then.uid === "" ?'],
    ["takes the mesh's gateways for a page's own", "= !then.ofGateway &&", '= then.uid === "" &&'],
    ["takes any istiod for the one that the page began with", "?.uid !== uid ||", '?.uid === "" ||'],
  ),
  ...mutantsOf("helpers/check/undecided.ts", [
    "takes the echo of a replaced istiod for what the mesh does",
    'record.verdict === "nonconformant" ? page.replaced() : now;',
    'record.verdict === "nonconformant" ? [] : now;',
  ]),
  ...mutantsOf("reporting/agreement.ts", [
    "takes repeats that disagree as one verdict",
    "if (new Set(verdicts).size === 1) return record;",
    "if (verdicts.length > 0) return record;",
  ]),
  ...mutantsOf("reporting/outcome.ts", [
    "takes a failed test as conformant where the check says so",
    'if (held === (test.state === "passed")) return record;',
    'if (held || test.state === "failed") return record;',
  ]),
  ...mutantsOf(
    "reporting/reconcile.ts",
    ["drops a check that never ran", "[didNotRun(declaration, skippedBySuite, because)]", "[]"],
    ["takes the first of two verdicts", ".filter(([, found]) => found.length > 1)", ".filter(() => false)"],
  ),
  ...mutantsOf(
    "reporting/observer.ts",
    ["drops what hooks failed with", "for (const error of around.errors())", "for (const error of [] as Error[])"],
    ["drops what failed outside of any check", "for (const error of errors)", "for (const error of [])"],
    ["drops a test that did not come to its end", "of module.children.allTests()) this", "of []) this"],
  ),
  ...mutantsOf(
    "reporting/exit-code.ts",
    ["ends 0 with a check that is inconclusive", "if (inconclusive > 0 || flaky > 0)", "if (flaky > 0)"],
    ["ends 0 with a check that is flaky", "if (inconclusive > 0 || flaky > 0)", "if (inconclusive > 0)"],
    ["ends 0 with a failure outside the checks", "if (failures.length > 0) {", "if (false) {"],
    ["ends 0 where nothing was run", "if (conformant === 0)", "if (false)"],
  ),
  ...mutantsOf("reporting/junit.ts", [
    "drops the failures outside the checks",
    "if (run.failures.length > 0) suites.push(harnessSuite(run.failures));",
    "",
  ]),
  ...comparisonMutants,
  ...mutantsOf(
    "reporting/write-reports.ts",
    ["swallows that a report cannot be written", "failures.push(failureOf(error));", "void error;"],
    ["is content with a record that does not fit its schema", "if (!error) return run;", "if (run) return run;"],
  ),
  ...ownershipMutants,
  ...pinMutants,
  ...registryMutants,
  ...validationMutants,
  {
    name: "drops a failure of the run",
    file: "bin/run/run-state.ts",
    find: "this.failures.push(failure);",
    replace: "",
    test: "bin/run/execute-run.unit.test.ts",
  },
];

/**
 * The file's text with the mutant in it.
 * @throws HarnessError where the text to find is not there exactly once: the mutant would not be what its name says
 */
export function applyMutant(text: string, { name, file, find, replace }: HarnessMutant): string {
  const [before = "", ...after] = text.split(find);
  if (after.length === 1) return before + replace + after[0];
  throw new HarnessError(`the mutant "${name}" no longer applies to ${file}`, {
    why: `its text is there ${after.length} times, expected once: ${find}`,
    hint: "correct it in bin/harness-mutants.ts",
  });
}
