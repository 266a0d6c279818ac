import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";
import { assertOneWhole, type ShardRun } from "./one-whole.ts";

/**
 * One record of several that share the pages of one run: every check of each, every failure, every step.
 * @throws HarnessError where they are not the shares of one run: one is missing or there twice, or they are of different
 *   versions, filters or checks
 */
export function mergeRuns(shards: readonly ShardRun[]): RunRecord {
  const [first] = shards;
  if (!first) throw new HarnessError("there is nothing to merge", { hint: "name the reports folder of each shard" });
  assertOneWhole(shards);
  const runs = shards.map(({ run }) => run).toSorted((a, b) => shardOf(a).localeCompare(shardOf(b), "en", numeric));
  const { shard, ...filter } = first.run.filter ?? { files: [] };
  void shard;
  const all = <T>(of: (run: RunRecord) => readonly T[]) => runs.flatMap((run) => of(run));
  return {
    ...first.run,
    filter,
    target: [...new Set(runs.map(({ target }) => target))].join(", "),
    startedAt: runs.map(({ startedAt }) => startedAt).toSorted()[0]!,
    finishedAt: runs
      .map(({ finishedAt }) => finishedAt)
      .toSorted()
      .at(-1)!,
    versions: versionsOf(runs),
    checks: all(({ checks }) => checks),
    deselected: (first.run.deselected ?? []).filter((id) =>
      runs.every(({ deselected = [] }) => deselected.includes(id)),
    ),
    failures: all((run) => run.failures.map((each) => ({ ...each, what: `shard ${shardOf(run)}: ${each.what}` }))),
    pages: unique(
      all(({ pages = [] }) => pages),
      ({ id }) => id,
    ),
    errata: unique(
      all(({ errata }) => errata),
      ({ id, page }) => `${page}/${id}`,
    ),
    steps: all((run) => run.steps.map((step) => ({ ...step, name: stepName(step.name, run) }))),
  };
}

const numeric = { numeric: true };

export const shardOf = ({ filter }: RunRecord): string => filter?.shard ?? "";

/** A page's step is in one shard alone; the steps before it are in each. */
function stepName(name: string, run: RunRecord): string {
  return run.pages?.some(({ id }) => id === name) ? name : `${name} (${shardOf(run)})`;
}

/** Each shard may have a cluster of its own, with images of its own. */
function versionsOf(runs: RunRecord[]): RunRecord["versions"] {
  const known = runs.flatMap(({ versions }) => versions ?? []);
  const [first] = known;
  return first
    ? { ...first, images: Object.assign({}, ...known.map(({ images }) => images)) as typeof first.images }
    : null;
}

function unique<T>(items: T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
