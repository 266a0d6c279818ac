import { HarnessError } from "#helpers/system/errors";

/** One of several runs that share the selected pages: the first of three is { index: 1, of: 3 }. */
export interface Shard {
  index: number;
  of: number;
}

/** "1/3", as it is typed and as the record has it. */
export const shardText = ({ index, of }: Shard): string => `${index}/${of}`;

/**
 * The shard that "1/3" means; undefined where it means none. "job/3" is that of a pod of an Indexed Job, which counts from 0.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
 */
export function parseShard(
  text: string,
  { JOB_COMPLETION_INDEX: pod }: NodeJS.ProcessEnv = process.env,
): Shard | undefined {
  const resolved = /^\d+$/.test(pod ?? "") ? text.replace(/^job\//, `${Number(pod) + 1}/`) : text;
  const [, index = 0, of = 0] = /^(\d{1,3})\/(\d{1,3})$/.exec(resolved)?.map(Number) ?? [];
  return index >= 1 && index <= of ? { index, of } : undefined;
}

/**
 * Which of the selected checks are a shard's: whole pages, the longest first, each to the shard that has least to do. The
 * same on every machine, for the same checks and the same pages.
 * @param pages the pages with how long each takes, seconds
 * @throws HarnessError where there are more shards than selected pages: one with nothing to do would be green by doing nothing
 */
export function ofShard<Check extends { page: string; selected: boolean }>(
  found: readonly Check[],
  pages: readonly { name: string; seconds?: number }[],
  { index, of }: Shard,
): Check[] {
  const chosen = new Set(found.filter(({ selected }) => selected).map(({ page }) => page));
  const secondsOf = (page: string) => pages.find(({ name }) => name === page)?.seconds ?? 1;
  const longestFirst = [...chosen].toSorted((a, b) => secondsOf(b) - secondsOf(a) || a.localeCompare(b, "en"));
  if (chosen.size > 0 && of > chosen.size) throw tooMany(of, longestFirst);
  const shards = Array.from({ length: of }, () => ({ seconds: 0, pages: new Set<string>() }));
  for (const page of longestFirst) {
    const [least] = shards.toSorted((a, b) => a.seconds - b.seconds);
    least!.seconds += secondsOf(page);
    least!.pages.add(page);
  }
  const own = shards[index - 1]!.pages;
  return found.map((check) => ({ ...check, selected: check.selected && own.has(check.page) }));
}

function tooMany(of: number, pages: string[]): HarnessError {
  return new HarnessError(
    `${of} shards are too many for ${pages.length} selected ${pages.length === 1 ? "page" : "pages"}`,
    {
      why: `a page is never divided: its checks share what it sets up; selected are ${pages.join(", ")}`,
      hint: `take at most --shard 1/${pages.length}`,
    },
  );
}
