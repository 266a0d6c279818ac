/**
 * Does an id of a check match? `*` stands for any part of a segment ("egress-gateway/*"), `**` for any number of segments,
 * `?` for one letter. All else means itself.
 */
export function matchesId(wanted: string, id: string): boolean {
  const pattern = wanted.replace(/\*+|\?|[.+^${}()|[\]\\]/g, (found) => {
    if (found === "?") return "[^/]";
    if (found.startsWith("*")) return found.length > 1 ? ".*" : "[^/]*";
    return `\\${found}`;
  });
  return new RegExp(`^${pattern}$`).test(id);
}

/** Can it stand for more than one id? */
export const isGlob = (wanted: string): boolean => /[*?]/.test(wanted);
