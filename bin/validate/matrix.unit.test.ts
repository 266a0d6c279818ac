import { expect, test } from "vitest";
import { defaultVersions } from "#helpers/system/versions";
import { pairsOf, targetsOf, type Matrix } from "./matrix.ts";
import { plannedRuns, timeNameOf } from "./runs.ts";
import { settingsOf } from "./test-process.ts";

const { kubernetes, envoy, gatewayApi } = defaultVersions();
const two: Matrix = { from: "1.30", to: "1.31", kubernetes: [kubernetes], envoy: [envoy], gatewayApi: [gatewayApi] };
const everything = { filter: { files: [], ids: [] }, upgrade: true };

test("two versions are one pair, each with the cluster that `npm test` has for it", () => {
  const [pair, ...more] = pairsOf(two);
  expect(more).toEqual([]);
  expect([pair?.name, pair?.from.cluster, pair?.to.cluster]).toEqual([
    "1.30-to-1.31",
    "meshproof-istio-1.30",
    "meshproof",
  ]);
});

test("a matrix is a pair of each combination, with names of their own", () => {
  const pairs = pairsOf({ ...two, kubernetes: [kubernetes, "1.36.3"], envoy: [envoy, "1.40.0"] }, "mine");
  expect(pairs.map(({ name }) => name)).toEqual([
    "1.30-to-1.31",
    "1.30-to-1.31-envoy-1.40.0",
    "1.30-to-1.31-k8s-1.36.3",
    "1.30-to-1.31-k8s-1.36.3-envoy-1.40.0",
  ]);
  const targets = targetsOf(pairs);
  expect(new Set(targets.map(({ cluster }) => cluster)).size).toBe(8);
  expect(targets.every(({ cluster }) => cluster.startsWith("mine"))).toBe(true);
});

test("a checkout has the name of its folder, in which no slash is", () => {
  const checkout = "/src/istio@1.31-0123456789ab";
  const [pair] = pairsOf({ ...two, from: "1.31", to: checkout });
  expect(pair?.name).toMatch(/^1\.31-to-istio-[0-9a-f]{4}$/);
  expect(pair?.to.name).toMatch(/^istio-istio-[0-9a-f]{4}$/);
  expect(settingsOf(plannedRuns([pair!], everything, "/reports")[1]!).MESHPROOF_ISTIO).toBe(checkout);
});

test("a combination that cannot work is refused before anything is started", () => {
  expect(() => pairsOf({ ...two, kubernetes: ["1.37.2"] })).toThrow(/Istio 1.30 does not work with Kubernetes 1.37.2/);
});

test("the upgrade comes after both runs, on the first one's cluster", () => {
  const runs = plannedRuns(pairsOf(two), everything, "/reports");
  expect(runs.map(({ name, target, upgradeTo }) => [name, target.cluster, upgradeTo])).toEqual([
    ["istio-1.30", "meshproof-istio-1.30", undefined],
    ["istio-1.31", "meshproof", undefined],
    ["upgrade-1.30-to-1.31", "meshproof-istio-1.30", "1.31"],
  ]);
  expect(settingsOf(runs[2]!)).toMatchObject({
    MESHPROOF_ISTIO: "1.30",
    MESHPROOF_UPGRADE_TO: "1.31",
    MESHPROOF_CLUSTER: "meshproof-istio-1.30",
    MESHPROOF_REPORTS: "/reports/upgrade-1.30-to-1.31",
  });
  expect(settingsOf(runs[0]!).MESHPROOF_UPGRADE_TO).toBe("");
});

test("a filter is passed on, and has a time of its own", () => {
  const filter = { files: ["suites/a"], ids: ["b/*"] };
  const [run, ...more] = plannedRuns(pairsOf(two), { filter, upgrade: false }, "/reports");
  expect(more).toHaveLength(1);
  expect(run?.args).toEqual(["suites/a", "--id", "b/*"]);
  expect(timeNameOf(run!)).toBe("istio-1.30 suites/a --id b/*");
});
