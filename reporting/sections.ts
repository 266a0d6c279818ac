import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";

/**
 * Keeps what was decided until its section is complete: pages that run side by side would else be shown taking turns,
 * line by line.
 */
export class Sections {
  private readonly open = new Map<string, { left: Set<string>; decided: CheckRecord[] }>();

  /** @param checks that will be decided */
  constructor(checks: readonly Pick<CheckDeclaration, "id" | "page" | "section">[]) {
    for (const check of checks) {
      const section = this.open.get(keyOf(check)) ?? { left: new Set(), decided: [] };
      this.open.set(keyOf(check), section);
      section.left.add(check.id);
    }
  }

  /** @returns what is to be shown now, in the order in which it was decided */
  decided(check: CheckRecord): CheckRecord[] {
    const section = this.open.get(keyOf(check));
    if (!section) return [check];
    section.decided.push(check);
    return this.without(check.id);
  }

  /** A check that is not to be shown. @returns what is to be shown now */
  without(id: string): CheckRecord[] {
    const [key, section] = [...this.open].find(([, { left }]) => left.has(id)) ?? [];
    if (key === undefined || !section) return [];
    section.left.delete(id);
    if (section.left.size > 0) return [];
    this.open.delete(key);
    return section.decided;
  }

  /** What was decided in sections that have come to no end. */
  rest(): CheckRecord[] {
    const rest = [...this.open.values()].flatMap(({ decided }) => decided);
    this.open.clear();
    return rest;
  }
}

function keyOf({ page, section }: Pick<CheckDeclaration, "page" | "section">): string {
  return `${page}/${section}`;
}
