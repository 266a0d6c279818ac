import type { Mend, Shown } from "#helpers/catalogue/errata";
import { type Expected, type Reader, typeAll, untilPrinted, untilDecided } from "./attempt.ts";
import { type Attempt, isThatWay, type Outcome } from "./judge.ts";
import type { Item } from "./plan.ts";

/** The errata that a block shows in a tab, in the order in which they show. */
export function expectedAt(errata: Readonly<Record<string, Shown>>, item: Item, tab: string | undefined): Expected[] {
  return Object.entries(errata).flatMap(([erratum, shown]) =>
    shown.by === "typing"
      ? shown.at
          .filter((at) => at.block === item.id && (at.tab === undefined || at.tab === tab))
          .map((at) => ({ ...at, erratum }))
      : [],
  );
}

/**
 * Types a block word for word. Where it is not as documented it must be so in the way of its first erratum; mended by that
 * erratum's correction it is typed again, for the next one, until it is as documented.
 * @param before the commands typed last, for a block that prints a line of what those printed
 */
export async function typeBlock(
  item: Item,
  expected: readonly Expected[],
  before: readonly string[],
  reader: Reader,
): Promise<Outcome> {
  const inBlock = expected.filter(({ ask }) => ask === undefined);
  const shown: string[] = [];
  let text = item.text;
  let attempt = await untilDecided(text, before, inBlock[0], reader);
  while (attempt.problems.length > 0) {
    const next = inBlock[shown.length];
    if (!next || !isThatWay(attempt, next.prints)) return differs(attempt, next, shown);
    shown.push(next.erratum);
    if (!next.mend) break;
    const following = inBlock[shown.length];
    ({ attempt, text } = await mended(text, next.mend, before, following, reader));
  }
  const missed = inBlock.slice(shown.length).map(({ erratum }) => erratum);
  if (missed.length > 0 && item.asCatalogued) return spite(missed);
  return afterwards(expected, shown, item, reader);
}

/** A block that is not run: what is held against it instead, and the errata that show themselves by looking. */
export async function leaveBlock(
  reason: string,
  contradicted: string | undefined,
  expected: readonly Expected[],
  item: Item,
  reader: Reader,
): Promise<Outcome> {
  if (contradicted) return { is: "differs", why: `not run, and ${contradicted}` };
  const looked = await afterwards(expected, [], item, reader);
  if (looked.is === "differs") return looked;
  return { is: "not run", reason, errata: looked.is === "erratum" ? looked.errata : [] };
}

/** What shows itself when a reader looks once the block is typed. */
async function afterwards(
  expected: readonly Expected[],
  shown: string[],
  item: Item,
  reader: Reader,
): Promise<Outcome> {
  for (const { ask, prints, mend, erratum } of expected) {
    if (ask === undefined) continue;
    const seen = await untilPrinted(ask, prints, reader);
    if (!isThatWay({ problems: [], seen }, prints)) {
      if (item.asCatalogued) return spite([erratum], seen);
      continue;
    }
    shown.push(erratum);
    if (mend && typeof mend !== "function") {
      const problems = await typeAll(mend.type, reader);
      if (problems.length > 0)
        return { is: "differs", why: `what was to mend ${erratum} failed\n${problems.join("\n")}` };
    }
  }
  return shown.length > 0 ? { is: "erratum", errata: shown } : { is: "as documented" };
}

async function mended(
  text: string,
  mend: Mend,
  before: readonly string[],
  next: Expected | undefined,
  reader: Reader,
): Promise<{ attempt: Attempt; text: string }> {
  if (typeof mend !== "function") {
    return { attempt: { problems: await typeAll(mend.type, reader), seen: "" }, text };
  }
  const corrected = mend(text);
  return { attempt: await untilDecided(corrected, before, next, reader), text: corrected };
}

function differs({ problems }: Attempt, next: Expected | undefined, shown: readonly string[]): Outcome {
  const mended = shown.length > 0 ? `with ${shown.join(", ")} mended: ` : "";
  const wanted = next ? `not in the way of its erratum ${next.erratum}: ` : "";
  return { is: "differs", why: `${mended}${wanted}${problems.join("\n")}` };
}

function spite(errata: readonly string[], seen?: string): Outcome {
  const but = seen === undefined ? "" : `\nseen: ${seen.trim()}`;
  return { is: "differs", why: `works in spite of ${errata.join(", ")}${but}` };
}
