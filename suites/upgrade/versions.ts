import type { PreparedTarget } from "#fixtures";

/** A text in which the two versions are called "old" and "new", so that what is expected can be written out. */
export function withOldAndNew(
  { installation, upgrade }: Pick<PreparedTarget, "installation" | "upgrade">,
  text: string,
): string {
  const names = new Map([
    [upgrade!.values.tag!, "new"],
    [installation!.values.tag!, "old"],
  ]);
  return text.replaceAll(/\d+\.\d+\.\d+[\w.-]*/g, (version) => names.get(version) ?? version);
}
