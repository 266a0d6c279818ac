import { createHash } from "node:crypto";
import path from "node:path";
import { releaseOf } from "#fixtures/releases/index";
import type { ChosenVersions } from "#helpers/system/versions";
import type { MatrixTarget, Pair } from "./matrix.ts";
import { targetsOf } from "./matrix.ts";

/** One `npm test` of a validation. */
export interface PlannedRun {
  /** Of its folder of reports: "istio-1.30", "upgrade-1.30-to-1.31". */
  name: string;
  kind: "checks" | "upgrade";
  target: MatrixTarget;
  /** What it is asked for, as arguments of `npm test`. */
  args: string[];
  /** The Istio that the mesh is upgraded to. */
  upgradeTo?: string;
  /** Absolute path of its reports. */
  reports: string;
}

/** The pages on upgrading. */
export const upgradeSuites = ["suites/canary-upgrade", "suites/in-place-upgrade"];

/**
 * What is run, in its order: both targets of a pair, then the upgrade on the first one's cluster, then the next pair.
 * @param folder absolute path of the validation's reports
 */
export function plannedRuns(
  pairs: readonly Pair[],
  { filter, upgrade }: { filter: { files: string[]; ids: string[] }; upgrade: boolean },
  folder: string,
): PlannedRun[] {
  const args = [...filter.files, ...filter.ids.flatMap((id) => ["--id", id])];
  const checks = (target: MatrixTarget): PlannedRun => ({
    name: target.name,
    kind: "checks",
    target,
    args,
    reports: path.join(folder, target.name),
  });
  const upgradeOf = ({ name, from, to }: Pair): PlannedRun => ({
    name: `upgrade-${name}`,
    kind: "upgrade",
    target: from,
    args: upgradeSuites,
    upgradeTo: to.versions.istio,
    reports: path.join(folder, `upgrade-${name}`),
  });
  const begun = new Set<string>();
  return pairs.flatMap((pair) => {
    const targets = targetsOf([pair]).filter(({ name }) => !begun.has(name));
    targets.forEach(({ name }) => begun.add(name));
    return [...targets.map(checks), ...(upgrade ? [upgradeOf(pair)] : [])];
  });
}

/** A hash of all that decides what a run says: what is built for it, the code, what is asked. */
export async function keyOf({ target, args, upgradeTo }: PlannedRun, code: string): Promise<string> {
  const versions: ChosenVersions[] = [target.versions];
  if (upgradeTo !== undefined) versions.push({ ...target.versions, istio: upgradeTo });
  const parts = await Promise.all(versions.map((each) => releaseOf({ images: "build", versions: each }).needs()));
  const inputs = JSON.stringify([code, parts, args, target.cluster, process.env.MESHPROOF_INTERNET ?? "stand-in"]);
  return createHash("sha256").update(inputs).digest("hex").slice(0, 16);
}

/** By what the time of a run is remembered: another filter takes another time. */
export function timeNameOf({ name, args }: PlannedRun): string {
  return [name, ...args].join(" ");
}
