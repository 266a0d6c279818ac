import type { RunRecord, Verdict } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import { compareRuns } from "./compare-runs.ts";
import type { Comparison } from "./comparison.ts";

/** Two runs for unit tests, with a difference of every kind between them. */
export function samplePair(): { old: RunRecord; fresh: RunRecord } {
  const verdicts: [id: string, was: Verdict | undefined, now: Verdict | undefined][] = [
    ["broken", "conformant", "nonconformant"],
    ["undecided", "conformant", "inconclusive"],
    ["unsteady", "conformant", "flaky"],
    ["left-out", "conformant", "skipped"],
    ["gone", "conformant", undefined],
    ["new", undefined, "conformant"],
    ["fixed", "nonconformant", "conformant"],
    ["back", "skipped", "conformant"],
    ["always-red", "nonconformant", "nonconformant"],
    ["answers", "conformant", "conformant"],
    ["slow", "conformant", "conformant"],
  ];
  const checksOf = (fresh: boolean) =>
    verdicts.flatMap(([id, was, now]) => {
      const verdict = fresh ? now : was;
      if (verdict === undefined) return [];
      const ms = fresh && id === "slow" ? 60_000 : 400;
      const values = [fresh && id === "answers" ? "server: istio-envoy" : "server: <script>|`envoy`"];
      const reason = verdict === "conformant" ? undefined : "expected 200 <b>, was 503";
      const answers = [{ kind: "http-header", name: "curl -I http://httpbin", values }];
      return [sampleCheck({ id: `page-one/a/${id}`, title: `claim ${id}`, verdict, ms, reason, answers })];
    });
  const versions = sampleRun().versions!;
  return {
    old: sampleRun({
      checks: checksOf(false),
      versions: { ...versions, istio: "1.30 (commit 9739e10eb9d7, 2026-08-26)" },
    }),
    fresh: sampleRun({
      checks: checksOf(true),
      versions: { ...versions, istio: "1.31 (commit eed52ebb66ad, 2026-08-27)" },
    }),
  };
}

/** Their comparison. */
export function sampleComparison(): Comparison {
  const { old, fresh } = samplePair();
  return compareRuns({ run: old, source: "old/conformance.json" }, { run: fresh, source: "new/conformance.json" });
}
