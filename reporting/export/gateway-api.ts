import { Document } from "yaml";
import { HarnessError } from "#helpers/system/errors";
import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { count } from "../exit-code.ts";

/** Gateway API's `Result`: one failed is a failure; none failed and some were left out is partial. */
type Result = "success" | "partial" | "failure";

/**
 * A run in the form in which Gateway API's own suite reports: `ConformanceReport` of gateway.networking.k8s.io/v1 (its
 * module sigs.k8s.io/gateway-api/conformance, apis/v1), as YAML. Each document is a profile, each check a test.
 * @param contact of who answers for the implementation
 * @throws HarnessError where the run does not tell its versions: the form cannot do without them
 */
export function conformanceReport(run: RunRecord, contact: readonly string[]): string {
  const { version, channel } = gatewayApiOf(run);
  const report = new Document({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "ConformanceReport",
    date: run.finishedAt,
    gatewayAPIVersion: version,
    gatewayAPIChannel: channel,
    mode: "default",
    implementation: {
      organization: "istio",
      project: "istio",
      url: "https://istio.io",
      version: run.versions!.istio,
      contact,
    },
    profiles: profilesOf(run),
  });
  report.commentBefore = remarks(run)
    .map((line) => ` ${line}`)
    .join("\n");
  return report.toString({ lineWidth: 0 });
}

/** What the form has no field for, and what its reader must know. */
function remarks({ dataPlane, target, tool, failures }: RunRecord): string[] {
  const made = [tool?.name ?? "meshproof", tool?.version, tool?.commit && `commit ${tool.commit}`];
  return [
    `Of ${made.filter(Boolean).join(", ")}: each profile is a document of Istio's, not one of Gateway API's own profiles.`,
    `Data plane: ${dataPlane}. Target: ${target}.`,
    ...failures.map(({ what }) => `Failure outside of any check: ${what.split("\n")[0]}`),
  ].map((line) => line.replaceAll(/\s+/g, " "));
}

/** "v1.5.1 (experimental)" */
function gatewayApiOf({ versions }: RunRecord): { version: string; channel: string } {
  const [, version, channel] = /^(\S+) \((\S+)\)$/.exec(versions?.gatewayApi ?? "") ?? [];
  if (version && channel) return { version, channel };
  throw new HarnessError("the run cannot be told in Gateway API's form", {
    why: versions ? `its Gateway API is "${versions.gatewayApi}"` : "its target was not prepared: no version is known",
    hint: "give a run that came as far as its checks",
  });
}

function profilesOf(run: RunRecord) {
  const ids = [...new Set(run.checks.map(({ page }) => page))];
  if (ids.length === 0) throw new HarnessError("the run has no checks to export", { hint: "give another run" });
  return ids.map((page) => {
    const checks = run.checks.filter((check) => check.page === page);
    const idsOf = (wanted: (check: CheckRecord) => boolean) => checks.filter(wanted).map(({ id }) => id);
    const deselected = (run.deselected ?? []).filter((id) => id.startsWith(`${page}/`));
    const skipped = [...idsOf(({ verdict }) => verdict === "skipped"), ...deselected].toSorted();
    const failed = idsOf(({ verdict }) => verdict !== "skipped" && verdict !== "conformant").toSorted();
    const passed = idsOf(({ verdict }) => verdict === "conformant").length;
    return {
      name: page,
      summary: summaryOf(checks, deselected.length),
      core: {
        result: resultOf(failed.length, skipped.length + run.failures.length),
        statistics: { Passed: passed, Skipped: skipped.length, Failed: failed.length },
        ...(skipped.length > 0 && { skippedTests: skipped }),
        ...(failed.length > 0 && { failedTests: failed }),
      },
    };
  });
}

function resultOf(failed: number, left: number): Result {
  if (failed > 0) return "failure";
  return left > 0 ? "partial" : "success";
}

/** The form knows passed, skipped and failed; our verdicts say more. */
function summaryOf(checks: readonly CheckRecord[], deselected: number): string {
  const verdicts = ["conformant", "nonconformant", "inconclusive", "flaky", "skipped"] as const;
  const each = verdicts.flatMap((verdict) => {
    const number = checks.filter((check) => check.verdict === verdict).length;
    return number > 0 ? [`${number} ${verdict}`] : [];
  });
  const left = deselected > 0 ? [`${deselected} not selected`] : [];
  return `${count(checks.length + deselected, "documented claim")}: ${[...each, ...left].join(", ")}.`;
}
