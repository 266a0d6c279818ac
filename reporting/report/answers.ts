import type { CheckRecord } from "#helpers/verdict/record";
import { all, type Html, tag, text } from "../html.ts";
import { diffOf } from "./parts.ts";

type Unstable = NonNullable<CheckRecord["unstable"]>;

/** The answers that differed: how many, in which order, and each kind. */
export function answersText({ sequence, right, wrong, kinds }: Unstable): string {
  const each = kinds.map(({ what, count, right: asDocumented }) => `${asDocumented ? "✓" : "✗"} ${count}× ${what}`);
  return [`${right} as documented, ${wrong} not: ${sequence}`, ...each].join("\n");
}

/**
 * What a wrong answer has otherwise than one as documented, line by line; of several the most frequent. Undefined where
 * there were not both.
 */
export function answersBesideEachOther({ kinds }: Unstable): Html | undefined {
  const frequent = kinds.toSorted((one, other) => other.count - one.count);
  const [good, bad] = [true, false].map((right) => frequent.find((kind) => kind.right === right));
  if (!good || !bad) return undefined;
  const wanted = linesOf(good.what);
  const title = `An answer as documented (-), ${good.count}×, and one that is not (+), ${bad.count}×`;
  return all([tag("h4", {}, text(title)), diffOf(wanted.join("\n"), inOrderOf(wanted, linesOf(bad.what)).join("\n"))]);
}

/** A kind of answer is told in one line; its own lines are between the slashes. */
function linesOf(what: string): string[] {
  return what.split(" / ").map((line) => line.trim());
}

/** The headers of an answer stand in no order that means anything: in that of the other one they can be held against it. */
function inOrderOf(wanted: readonly string[], lines: readonly string[]): string[] {
  const nameOf = (line: string) => /^[\w-]+(?=: )/.exec(line)?.[0].toLowerCase() ?? line;
  const names = wanted.map(nameOf);
  const rank = (line: string) => (names.includes(nameOf(line)) ? names.indexOf(nameOf(line)) : names.length);
  return lines.toSorted((one, other) => rank(one) - rank(other));
}
