const statusLine = /^HTTP\/\d/;
const field = /^[\w-]+:/;

/**
 * The lines that were seen, the header fields of each HTTP answer among them in the order in which the page prints those of
 * its answers: their order means nothing (RFC 9110, 5.3). Fields that the page does not print stay, behind the others.
 * @param printed lines of the page
 */
export function fieldsAsPrinted(printed: readonly string[], seen: readonly string[]): string[] {
  const wanted = answersOf(printed);
  const [before, ...answers] = split(seen);
  return [...before!, ...answers.flatMap((answer, index) => reordered(answer, wanted[index] ?? []))];
}

/** The fields of each answer that the page prints. */
function answersOf(printed: readonly string[]): string[][] {
  return split(printed)
    .slice(1)
    .map((lines) => lines.filter((line) => field.test(line)));
}

/** What stands before the first status line, then each answer from its status line on. */
function split(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (statusLine.test(line)) parts.push([line]);
    else parts.at(-1)!.push(line);
  }
  return parts;
}

function reordered([status, ...rest]: readonly string[], wanted: readonly string[]): string[] {
  const end = rest.findIndex((line) => !field.test(line));
  const fields = end < 0 ? rest : rest.slice(0, end);
  const first = wanted.filter((line) => fields.includes(line));
  return [status!, ...first, ...fields.filter((line) => !first.includes(line)), ...rest.slice(fields.length)];
}
