import type { RunRecord } from "#helpers/verdict/record";
import type { FactDifference, RunFacts } from "./comparison.ts";

/** What is to be known of a run beside its checks. @param source where it was read */
export function factsOf(run: RunRecord, source: string): RunFacts {
  const { startedAt, finishedAt, target, dataPlane, exitCode, failures } = run;
  const took = Date.parse(finishedAt) - Date.parse(startedAt);
  return { source, startedAt, took, target, dataPlane, exitCode, failures: failures.map(({ what }) => what) };
}

/** Versions, data plane, target and image digests of two runs: those that differ, and those that are the same. */
export function versionDifference(old: RunRecord, fresh: RunRecord) {
  const [before, after] = [factsIn(old), factsIn(fresh)];
  const versions: FactDifference[] = [];
  const same: { what: string; is: string }[] = [];
  for (const what of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was = "none", now = "none"] = [before[what], after[what]];
    if (was !== now) versions.push({ what, was, now });
    else if (!what.startsWith("image ")) same.push({ what, is: now });
  }
  return { versions, same };
}

function factsIn({ versions, dataPlane, internet, target }: RunRecord): Record<string, string> {
  const { istio, envoy, kubernetes, cni, gatewayApi, images = {} } = versions ?? {};
  const known = { Istio: istio, Envoy: envoy, Kubernetes: kubernetes, CNI: cni, "Gateway API": gatewayApi };
  const facts = { ...known, "data plane": dataPlane, "outside hosts": internet, target };
  const digests = Object.entries(images).map(([image, digest]) => [`image ${image}`, digest]);
  return Object.fromEntries(
    [...Object.entries(facts), ...digests].filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
}
