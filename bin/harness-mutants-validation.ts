import { mutantsOf, type HarnessMutant } from "./harness-mutant.ts";

/** Ways in which a validation could say yes to a version that nobody has looked at, or miss a request that was lost. */
export const validationMutants: HarnessMutant[] = [
  ...mutantsOf(
    "reporting/validate/validation.ts",
    ["does not count what an upgrade lost", "if (worse.length + upgrades.length > 0)", "if (worse.length > 0)"],
    ["ends 0 with a run that could not tell", "return exitCode === 2 ? [", "return exitCode > 2 ? ["],
    [
      "ends 0 where a run left no record",
      'if ("why" in record) return [`${name}: ${record.why}`];',
      'if ("why" in record) return [];',
    ],
  ),
  ...mutantsOf(
    "bin/validate/run-targets.ts",
    ["takes over a run of which another has overwritten the record", "record.startedAt !== done.startedAt", "false"],
    [
      "takes over a run that could not tell",
      "record.exitCode === 2 ? undefined :",
      "record.exitCode > 2 ? undefined :",
    ],
  ),
  {
    name: "takes an older record for the run's own",
    file: "bin/validate/record.ts",
    find: "Date.parse(record.startedAt) >= started",
    replace: "record.startedAt",
    test: "bin/validate/run-targets.unit.test.ts",
  },
  {
    name: "takes over runs of other pins",
    file: "bin/validate/state.ts",
    find: "return run?.key === key ? run : undefined;",
    replace: "return run;",
    test: "bin/validate/run-targets.unit.test.ts",
  },
  {
    name: "is content with clients that send nothing",
    file: "fixtures/workloads/traffic-claim.ts",
    find: "if (silent.length > 0) {",
    replace: "if (silent.length < 0) {",
    test: "fixtures/workloads/traffic.unit.test.ts",
  },
  {
    name: "does not see a request that was lost",
    file: "fixtures/workloads/traffic-claim.ts",
    find: "requests.filter(({ ok }) => !ok)",
    replace: "requests.filter(({ ok }) => ok === undefined)",
    test: "fixtures/workloads/traffic.unit.test.ts",
  },
];
