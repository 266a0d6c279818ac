import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";

/** A run that was a share of a larger one: its record, and what to call it. */
export interface ShardRun {
  run: RunRecord;
  /** Its file, as a person gave it. */
  source: string;
}

/** What all shards of one run have in common, and how it is called. */
const common: Record<string, (run: RunRecord) => unknown> = {
  "meshproof itself": ({ tool }) => tool && [tool.version, tool.commit],
  filter: ({ filter }) => filter && [filter.ids ?? [], filter.files, filter.pattern ?? ""],
  Istio: ({ versions }) => versions?.istio,
  Envoy: ({ versions }) => versions?.envoy,
  Kubernetes: ({ versions }) => versions?.kubernetes,
  "Gateway API": ({ versions }) => versions?.gatewayApi,
  "data plane": ({ dataPlane, versions }) => versions && dataPlane,
  "outside hosts": ({ internet }) => internet,
  repeats: ({ repeats }) => repeats?.asked,
  checks: ({ checks, deselected = [] }) => [...checks.map(({ id }) => id), ...deselected].toSorted(),
};

/** @throws HarnessError where the runs are not, all together and each once, the shards of one run */
export function assertOneWhole(shards: readonly ShardRun[]): void {
  const numbers = shards.map(({ run, source }) => ({ source, ...numbersOf(run, source) }));
  const { of } = numbers[0]!;
  const other = numbers.find((each) => each.of !== of);
  if (other)
    throw notOne(
      "they are of differently many shards",
      `${numbers[0]!.source} is one of ${of}, ${other.source} one of ${other.of}`,
    );
  const given = (index: number) => numbers.filter((each) => each.index === index);
  const indexes = Array.from({ length: of }, (_, position) => position + 1);
  const missing = indexes.filter((index) => given(index).length === 0);
  if (missing.length > 0)
    throw notOne(`${missing.map((index) => `${index}/${of}`).join(", ")} is not there`, "its checks would be lost");
  const twice = indexes.find((index) => given(index).length > 1);
  if (twice !== undefined)
    throw notOne(
      `${twice}/${of} is there twice`,
      given(twice)
        .map(({ source }) => source)
        .join(", "),
    );
  for (const [what, of] of Object.entries(common)) assertEqual(shards, what, of);
}

/** A shard that could not prepare its target knows no versions: it contradicts none. */
function assertEqual(shards: readonly ShardRun[], what: string, of: (run: RunRecord) => unknown): void {
  const known = shards.flatMap(({ run, source }) => {
    const value = of(run) ?? undefined;
    return value === undefined ? [] : [{ source, value: JSON.stringify(value) }];
  });
  const different = known.find(({ value }) => value !== known[0]!.value);
  if (!different) return;
  const shown = (value: string) => (value.length > 120 ? `${value.slice(0, 120)}…` : value);
  const [one] = known;
  throw notOne(
    `they differ in: ${what}`,
    `${one!.source}: ${shown(one!.value)}\n       ${different.source}: ${shown(different.value)}`,
  );
}

function numbersOf({ filter }: RunRecord, source: string): { index: number; of: number } {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(filter?.shard ?? "")?.map(Number) ?? [];
  if (index === undefined || of === undefined) throw notOne(`${source} is of no shard`, "it was run without --shard");
  return { index, of };
}

function notOne(what: string, why: string): HarnessError {
  return new HarnessError(`these are not the shards of one run: ${what}`, {
    why,
    hint: "run `npm test -- --shard i/n` for each i with the same checkout, versions and filters, then merge all n",
  });
}
