import { z } from "zod";
import { cell } from "../markdown.ts";
import { outcomeOfNight, type Night } from "./night.ts";
import { nightSummary, shortened } from "./summary.ts";

/** An issue that is open now: a line of `gh issue list --json number,title,body`. */
export const issueSchema = z.object({ number: z.number().int().positive(), title: z.string(), body: z.string() });
export type OpenIssue = z.infer<typeof issueSchema>;

/** What is to be done to the issues of one combination. */
export type IssueAction =
  | { action: "open"; title: string; body: string }
  /** `comment` only where something else fails than the night before: nobody is told the same every night. */
  | { action: "update"; number: number; title: string; body: string; comment?: string }
  | { action: "close"; number: number; comment: string };

/** What an issue of ours remembers, in a comment of its body that nobody sees. */
const stateSchema = z.object({ combination: z.string(), since: z.string(), failing: z.array(z.string()) });
type State = z.infer<typeof stateSchema>;

/**
 * Opens an issue on the first red night of a combination, keeps it up to date while it is red, closes it when it is green.
 * Of several that are open for it the oldest is kept.
 * @param today date of the night, e.g. "2026-11-27"
 */
export function issueActions(night: Night, open: readonly OpenIssue[], today: string): IssueAction[] {
  const { red, because, failing } = outcomeOfNight(night);
  const [ours, ...others] = open
    .filter((issue) => isFor(night, issue))
    .toSorted((one, other) => one.number - other.number);
  const job = night.link ? ` ([job](${night.link}))` : "";
  if (!red) {
    const all = ours ? [ours, ...others] : [];
    return all.map(({ number }) => ({ action: "close", number, comment: `Green again on ${today}${job}.` }));
  }
  const before = ours && stateIn(ours.body);
  const state = { combination: night.combination, since: before?.since ?? today, failing };
  const text = { title: titleOf(night), body: bodyOf(night, state) };
  if (!ours) return [{ action: "open", ...text }];
  const same = before !== undefined && JSON.stringify(before.failing) === JSON.stringify(failing);
  return [
    { action: "update", number: ours.number, ...text, ...(!same && { comment: `${today}: ${cell(because)}${job}.` }) },
    ...others.map(({ number }) => ({
      action: "close" as const,
      number,
      comment: `The same as #${ours.number}.`,
    })),
  ];
}

function titleOf({ combination }: Pick<Night, "combination">): string {
  return `Nightly conformance is red: ${combination}`;
}

function bodyOf(night: Night, state: State): string {
  const head = `Red since ${state.since}. This text is of the last night; the issue is closed by the first green one.\n\n`;
  const tail = `\n\n<!-- meshproof-nightly ${inComment(state)} -->\n`;
  // What an issue remembers must stay whole, however long the summary is.
  return head + shortened(nightSummary(night), 60_000 - tail.length) + tail;
}

/** JSON without what would end the comment that it stands in. */
function inComment(state: State): string {
  return JSON.stringify(state).replace(/[<>-]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** By what it remembers; where somebody has changed that, by its title. */
function isFor(night: Night, { title, body }: OpenIssue): boolean {
  const state = stateIn(body);
  return state ? state.combination === night.combination : title === titleOf(night);
}

function stateIn(body: string): State | undefined {
  const json = [...body.matchAll(/^<!-- meshproof-nightly (\{.*\}) -->\s*$/gm)].at(-1)?.[1];
  if (json === undefined) return undefined;
  try {
    return stateSchema.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
