import { looks } from "../colour.ts";
import { count } from "../exit-code.ts";
import { duration } from "../layout.ts";
import { shortText } from "../short-text.ts";
import {
  type Change,
  type Comparison,
  verdictChanges,
  type AnswerDifference,
  type VerdictChange,
} from "./comparison.ts";

/** One difference, for any of the reports: a line, and what belongs below it. */
export interface Item {
  head: string;
  lines: string[];
  /** Address of what explains it. */
  reference?: string;
}

export interface Section {
  title: string;
  tone: "red" | "yellow" | "green" | "dim";
  items: Item[];
}

/** What each change of verdicts is called, and how urgent it is. */
export const changeTitles: Record<VerdictChange | "open", [title: string, tone: Section["tone"]]> = {
  nonconformant: ["Newly nonconformant: documented claims that no longer hold", "red"],
  inconclusive: ["Newly inconclusive: could not be told any more", "yellow"],
  flaky: ["Newly flaky: repeats of the new run disagree", "red"],
  skipped: ["Newly skipped", "yellow"],
  removed: ["Removed: checks that the new run does not know", "yellow"],
  added: ["Added: checks that the old run does not know", "dim"],
  fixed: ["Fixed: conformant now", "green"],
  unskipped: ["No longer skipped", "green"],
  open: ["Not conformant in either run", "yellow"],
};

/** All differences, most urgent first; sections without any are left out. Versions stand above them, by themselves. */
export function sectionsOf({ verdicts, open, answers, times }: Comparison): Section[] {
  const ofVerdicts = [...verdictChanges, "open" as const].map((kind): Section => {
    const [title, tone] = changeTitles[kind];
    return { title, tone, items: (kind === "open" ? open : verdicts[kind]).map(changeItem) };
  });
  const sections: Section[] = [
    ...ofVerdicts,
    {
      title: "Said differently by the mesh, in checks that hold in both runs",
      tone: "yellow",
      items: answers.filter(({ known }) => !known).map(answerItem),
    },
    {
      title: "Said differently, as the version profiles expect",
      tone: "dim",
      items: answers.filter(({ known }) => known).map(answerItem),
    },
    { title: "Times that left the noise", tone: "yellow", items: times.map(timeItem) },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** What was not compared, and why: one line each. */
export function notCompared({ notSelected, askedOnlyBy, counts: { held, recorded } }: Comparison): string[] {
  const asked = askedOnlyBy.old.length + askedOnlyBy.new.length;
  const names = new Set([...askedOnlyBy.old, ...askedOnlyBy.new].map(({ check }) => check));
  return [
    ...(notSelected.length > 0
      ? [`${count(notSelected.length, "check")} not selected by a filter in one of the runs`]
      : []),
    ...(held > recorded
      ? [`what the mesh said to ${count(held - recorded, "check")}: an older meshproof wrote no record of it`]
      : []),
    ...(asked > 0
      ? [`${count(asked, "answer")} that only one of the runs asked for, in ${count(names.size, "check")}`]
      : []),
  ];
}

function changeItem({ id, title, was, now, reason }: Change): Item {
  return {
    head: `${markOf(now)} ${title}`,
    lines: [id, `was ${was}, is ${now}`, ...(reason ? shortText(reason) : [])],
  };
}

function markOf(state: Change["now"]): string {
  return state in looks ? looks[state as keyof typeof looks].mark : "·";
}

/** How many checks are named that share one difference; comparison.json has all. */
const checksShown = 3;

function answerItem({ kind, was, now, where, known }: AnswerDifference): Item {
  const checks = where.slice(0, checksShown).map(({ check, name }) => `in ${check}: ${name}`);
  const rest = where.length - checksShown;
  return {
    head: known ? `${kind}: as "${known.profile}" in docs/version-profiles.md` : kind,
    lines: [
      ...was.map((value) => `- ${value}`),
      ...now.map((value) => `+ ${value}`),
      ...checks,
      ...(rest > 0 ? [`and ${count(rest, "more place")}`] : []),
      ...(known ? [known.reason] : []),
    ],
    ...(known && { reference: known.reference }),
  };
}

function timeItem({ id, title, what, was, now }: Comparison["times"][number]): Item {
  return { head: title, lines: [id, `${what}: was ${duration(was)}, is ${duration(now)}`] };
}
