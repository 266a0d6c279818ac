import { HarnessError } from "#helpers/system/errors";
import type { AnswerKind } from "#helpers/verdict/recorded-answers";
import { inWords, within, type Ranges, type ToolVersions } from "./range.ts";

/** What to expect of some versions, and why. */
export interface Profile<T> {
  expect: T;
  /** The versions it is for. */
  when: string;
  reason: string;
  reference: string;
}

/** A line of the table. */
export interface Row<T> {
  expect: T;
  /** The same in words, for the table's readers. */
  description: string;
  /** How it shows in what a run writes down of the mesh's answers, for the comparison of two runs. */
  answers?: { kind: AnswerKind; like: RegExp };
  /** The versions it is for: those that are within one of these. */
  versions: Ranges[];
  reason: string;
  reference: string;
}

/** One thing in the documents' output that depends on versions. Exactly one of its rows is for any version. */
export interface VersionProfile<T> {
  /** Stable: the heading in docs/version-profiles.md. */
  name: string;
  /** What it is about, and which checks read it. */
  about: string;
  rows: Row<T>[];
}

/**
 * What to expect of these versions.
 * @throws HarnessError when a version that the profile depends on is not known
 */
export function profileFor<T>({ name, rows }: VersionProfile<T>, versions: ToolVersions): Profile<T> {
  const row = rows.find((each) => isFor(each, versions));
  if (row) return { expect: row.expect, when: whenOf(row), reason: row.reason, reference: row.reference };
  throw new HarnessError(`the version profile ${name} has no row for these versions`, {
    why: JSON.stringify(versions),
    hint: "add the row under helpers/version-profiles/",
  });
}

/** Is the row for these versions? */
export function isFor(row: Row<unknown>, versions: ToolVersions): boolean {
  return row.versions.some((ranges) => within(ranges, versions));
}

/** "Istio before 1.27; or Kubernetes before 1.33". */
export function whenOf({ versions }: Row<unknown>): string {
  return versions.map(inWords).join("; or ");
}
