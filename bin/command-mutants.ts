import { mutantsOf, type HarnessMutant } from "./harness-mutant.ts";

/** Ways in which a command could do what nobody asked for, tell what is no longer so, or hide that it failed. */
export const commandMutants: HarnessMutant[] = [
  ...mutantsOf("helpers/diagnostics/proxy-dump.ts", [
    "leaves the keys in what is kept of a proxy's dump",
    'secretFields.has(key) ? "[removed]" :',
    'key === "" ? "[removed]" :',
  ]),
  {
    name: "does not tell what it is where it is asked for help",
    file: "bin/main.ts",
    find: "if (asksForHelp(argv)) print",
    replace: "if (false) print",
    test: "bin/command-line.unit.test.ts",
  },
  {
    name: "takes output that was lost for a success",
    file: "bin/lost-output.ts",
    find: 'process.once("exit", () => (process.exitCode ||= 2));',
    replace: "",
    test: "bin/main.unit.test.ts",
  },
  ...mutantsOf(
    "bin/run/select.ts",
    ["runs checks that the filter leaves out", "return ofId && ofFile && (", "return ofId && ("],
    ["runs checks of other ids", "return ofId && ofFile && (", "return ofFile && ("],
    ["lets a mistyped id go unnoticed", "refuseUnknownIds(found, args);", ""],
  ),
  ...mutantsOf(
    "helpers/system/kept-answer.ts",
    ["lists checks of suites that have changed", "&& whole.slice(0, end) === headOf(key, text) ?", "?"],
    ["keeps what was found while a suite changed", "&& key() === before) await", ") await"],
    ["keeps what could not be read", "if (isKept(answer) && key()", "if (key()"],
  ),
];
