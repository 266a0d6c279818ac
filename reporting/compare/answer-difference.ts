import type { CheckRecord, RunRecord, RecordedAnswer } from "#helpers/verdict/record";
import type { Asked, Expected, Known, AnswerDifference } from "./comparison.ts";
import { byId } from "./verdicts.ts";

export interface ComparedAnswers {
  answers: AnswerDifference[];
  askedOnlyBy: { old: Asked[]; new: Asked[] };
  held: number;
  recorded: number;
}

/**
 * What the mesh said differently in checks that hold in both runs; the same difference in many checks is told once.
 * What only one run's suite asked is told apart from it: that is no other answer. Headers are not compared where the real
 * internet was asked: they are its hosts'.
 */
export function answerDifference(old: RunRecord, fresh: RunRecord, expected: readonly Expected[]): ComparedAnswers {
  const pairs = heldInBoth(old, fresh);
  const recorded = pairs.filter(([one, other]) => one.answers && other.answers);
  const live = old.internet === "live" || fresh.internet === "live";
  const groups = new Map<string, AnswerDifference>();
  const askedOnlyBy: ComparedAnswers["askedOnlyBy"] = { old: [], new: [] };
  for (const [one, other] of recorded) {
    const [before, after] = [one, other].map(({ answers = [] }) => byQuestion(answers, live)) as [Answers, Answers];
    askedOnlyBy.old.push(...onlyIn(before, after, one.id));
    askedOnlyBy.new.push(...onlyIn(after, before, one.id));
    for (const [key, { kind, name, values }] of before) {
      const now = after.get(key)?.values;
      if (now) group(groups, kind, lack(values, now), lack(now, values), { check: one.id, name });
    }
  }
  const answers = [...groups.values()].map((each) => ({ ...each, ...expectedBy(each, expected) }));
  return { answers: answers.toSorted(byKind), askedOnlyBy, held: pairs.length, recorded: recorded.length };
}

/** The checks that are conformant in both runs, each as it was and as it is. */
export function heldInBoth(old: RunRecord, fresh: RunRecord): [CheckRecord, CheckRecord][] {
  const before = byId(old);
  return fresh.checks.flatMap((check): [CheckRecord, CheckRecord][] => {
    const was = before.get(check.id);
    return was?.verdict === "conformant" && check.verdict === "conformant" ? [[was, check]] : [];
  });
}

type Answers = Map<string, RecordedAnswer>;

function byQuestion(recorded: RecordedAnswer[], live: boolean): Answers {
  const compared = recorded.filter(({ kind }) => !(live && kind === "http-header"));
  return new Map(compared.map((each) => [JSON.stringify([each.kind, each.name]), each]));
}

function onlyIn(these: Answers, others: Answers, check: string): Asked[] {
  return [...these].flatMap(([key, { kind, name }]) => (others.has(key) ? [] : [{ check, kind, name }]));
}

/** The values that the other list lacks. */
function lack(values: string[], others: string[]): string[] {
  return values.filter((value) => !others.includes(value)).toSorted();
}

function group(
  groups: Map<string, AnswerDifference>,
  kind: string,
  was: string[],
  now: string[],
  where: AnswerDifference["where"][number],
): void {
  if (was.length === 0 && now.length === 0) return;
  const key = JSON.stringify([kind, was, now]);
  const found = groups.get(key);
  if (found) found.where.push(where);
  else groups.set(key, { kind, was, now, where: [where] });
}

/** A profile expects a difference where each side says what the profile has for its version, and both say something. */
function expectedBy({ kind, was, now }: AnswerDifference, expected: readonly Expected[]): { known?: Known } {
  const found = expected.find(
    (each) =>
      each.kind === kind &&
      was.length > 0 &&
      now.length > 0 &&
      was.every((value) => each.was.test(value)) &&
      now.every((value) => each.now.test(value)),
  );
  if (!found) return {};
  const { profile, reason, reference } = found;
  return { known: { profile, reason, reference } };
}

/** What nothing explains comes first. */
function byKind(one: AnswerDifference, other: AnswerDifference): number {
  return Number(Boolean(one.known)) - Number(Boolean(other.known)) || one.kind.localeCompare(other.kind);
}
