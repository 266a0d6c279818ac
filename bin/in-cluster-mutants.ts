import type { HarnessMutant } from "./harness-mutant.ts";

/** Ways in which a run in a cluster, or on several, could harm somebody's or say green where nothing is known. */
export const inClusterMutants: HarnessMutant[] = [
  {
    name: "a Job's own objects bear the label of what a run removes",
    file: "fixtures/targets/existing/job-objects.ts",
    find: "...object.metadata?.labels, [jobLabel]: plan.id }",
    replace: '...object.metadata?.labels, [jobLabel]: plan.id, "meshproof/run": plan.id }',
    test: "fixtures/targets/existing/job-objects.unit.test.ts",
  },
  {
    name: "two shards of a Job run at once in one cluster",
    file: "fixtures/targets/existing/job-objects.ts",
    find: "parallelism: 1,",
    replace: "parallelism: shards,",
    test: "fixtures/targets/existing/job-objects.unit.test.ts",
  },
  {
    name: "a Job removes what another one made",
    file: "bin/job/run-job.ts",
    find: "if (found?.metadata?.labels?.[jobLabel] !== plan.id) return;",
    replace: "if (!found) return;",
    test: "bin/job/run-job.unit.test.ts",
  },
  {
    name: "takes the exit code of a container that was killed for a run's",
    file: "bin/job/run-job.ts",
    find: "if (code <= 2) return code;",
    replace: "if (code) return Math.min(code, 1);",
    test: "bin/job/run-job.unit.test.ts",
  },
  {
    name: "takes a cluster that left no record for a green one",
    file: "reporting/fleet/fleet.ts",
    find: '"why" in record ? 2 : record.exitCode',
    replace: '"why" in record ? 0 : record.exitCode',
    test: "bin/fleet/run-contexts.unit.test.ts",
  },
  {
    name: "tells Sonobuoy that a claim which did not hold passed",
    file: "reporting/export/sonobuoy.ts",
    find: 'nonconformant: "failed"',
    replace: 'nonconformant: "passed"',
    test: "reporting/export/sonobuoy.unit.test.ts",
  },
  {
    name: "a policy that refuses others' requests in default is applied without being allowed",
    file: "fixtures/targets/existing/missing.ts",
    find: "return risk && disruptive(risk)(facts, wanted);",
    replace: "return risk && undefined;",
    test: "fixtures/targets/existing/missing.unit.test.ts",
  },
];
