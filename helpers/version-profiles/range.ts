import { HarnessError } from "#helpers/system/errors";
import { stateFileShown } from "#helpers/system/state-folder";

/** What has a version that documented output depends on. */
export type Tool = "istio" | "kubernetes";

/** Versions as reports tell them: "1.30.2", "v1.34.10", "1.31 (commit eed52ebb66ad, 2026-08-27)". */
export type ToolVersions = Partial<Record<Tool, string>>;

/** Versions of one tool, "1.29" or "1.29.2": from that one on, up to and without the other. */
export interface Range {
  from?: string;
  before?: string;
}

/** What must hold of each tool that is named; an empty one holds of every version. */
export type Ranges = Partial<Record<Tool, Range>>;

const names: Record<Tool, string> = { istio: "Istio", kubernetes: "Kubernetes" };

/**
 * Is every tool that the ranges name within its range?
 * @throws HarnessError when the version of one of them is not known, or is no version
 */
export function within(ranges: Ranges, versions: ToolVersions): boolean {
  return entries(ranges).every(([tool, { from, before }]) => {
    const version = versions[tool] ?? "unknown";
    return (!from || !isBefore(version, from, tool)) && (!before || isBefore(version, before, tool));
  });
}

/** "Istio from 1.27, Kubernetes from 1.33"; "every version" for no range. */
export function inWords(ranges: Ranges): string {
  const words = entries(ranges).map(([tool, { from, before }]) =>
    [names[tool], from && `from ${from}`, before && `before ${before}`].filter(Boolean).join(" "),
  );
  return words.join(", ") || "every version";
}

/**
 * Is a version older than that minor version or patch release? Suffixes such as "-rc.1" or " (commit …)" mean nothing.
 * @throws HarnessError when the version begins with no number
 */
export function isBefore(version: string, limit: string, of: string): boolean {
  const [has, wanted] = [numbersOf(version, of), numbersOf(limit, of)];
  const at = wanted.findIndex((number, index) => (has[index] ?? 0) !== number);
  return at !== -1 && (has[at] ?? 0) < wanted[at]!;
}

function numbersOf(version: string, of: string): number[] {
  const found = /^v?(\d+(?:\.\d+){1,2})/.exec(version)?.[1];
  if (found) return found.split(".").map(Number);
  throw new HarnessError(`cannot tell what to expect of ${of} "${version}"`, {
    why: 'a version such as "1.30.2" or "v1.34.10" is wanted',
    hint: `see \`versions\` in ${stateFileShown("target.json")}; \`npm run up\` writes it anew`,
  });
}

function entries(ranges: Ranges): [Tool, Range][] {
  return Object.entries(ranges) as [Tool, Range][];
}
