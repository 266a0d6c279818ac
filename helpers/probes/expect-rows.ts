import { differencesOf } from "#helpers/verdict/differences";
import { ClaimError, HarnessError } from "#helpers/system/errors";

/**
 * How a column is compared whose values are not the page's: by what is left of a cell, on both sides, or by what the
 * seen cell has to look like.
 */
export type VaryingColumns = Readonly<Record<string, RegExp | ((cell: string) => string)>>;

/** Alphabet of the names that Kubernetes makes up: no vowels, nothing that looks like another. */
const made = "[bcdfghjklmnpqrstvwxz2456789]";

/** "httpbin-…" of "httpbin-5bbdbd6588-z9vbs"; any other name as it is. */
function withoutHash(name: string): string {
  return name.replace(new RegExp(`-${made}{1,10}-${made}{5}$`), "-…");
}

/** Columns of kubectl and istioctl that are different on every cluster and at every moment. */
export const varyingColumns: VaryingColumns = {
  NAME: withoutHash,
  AGE: /^(\d+[ydhms]){1,2}$/,
  "CLUSTER-IP": (cell) => cell.replace(/^\d+(\.\d+){3}$/, "an address"),
};

export interface RowsOptions {
  /** Besides `varyingColumns`, which it may overrule. */
  varies?: VaryingColumns;
  /** The columns that are compared; all that the page prints where left out. */
  columns?: readonly string[];
  /** May the rows come in any order? */
  anyOrder?: boolean;
  /** What a reader of the failure should know besides, e.g. why a version prints another value. */
  context?: string;
}

/**
 * Claims that a table is the one that the page prints: the same rows, in the same order, in every printed column.
 * Addresses, ages and the made-up ends of pods' names are set aside. Columns that the page does not print are not compared.
 * @param seen what kubectl or istioctl printed, its header line first
 * @param printed the same as the page prints it
 * @throws ClaimError that names the rows in which they differ, and has both tables; HarnessError where `printed` has no
 *   header line, or not the columns that are to be compared
 */
export function expectRows(seen: string, printed: string, options: RowsOptions = {}): void {
  const [observed, expected] = [tableIn(seen), tableIn(printed)];
  const columns = options.columns ?? expected?.names;
  const unknown = columns?.find((name) => !expected?.names.includes(name));
  if (!expected || !columns || unknown !== undefined) throw notATable(printed, unknown);
  const rowsOf = ({ rows }: Table, normal: (cell: string, column: string) => string) => {
    const lines = rows.map((row) => columns.map((column) => normal(row[column] ?? "", column)).join(" "));
    return options.anyOrder ? lines.sort() : lines;
  };
  const varies = { ...varyingColumns, ...options.varies };
  const wanted = rowsOf(expected, (cell, column) => leftOf(cell, varies[column]));
  const got = observed ? rowsOf(observed, (cell, column) => leftOf(cell, varies[column], cell)) : linesOf(seen);
  if (observed && got.join("\n") === wanted.join("\n")) return;
  const objection = [differencesOf(got, wanted), options.context].filter(Boolean).join("; ");
  throw new ClaimError(objection, { expected: printed, observed: seen.trimEnd() || "nothing" });
}

interface Table {
  names: string[];
  rows: Record<string, string>[];
}

/** What is compared of a cell. A printed one is taken to look as it has to: only what was seen is held against that. */
function leftOf(cell: string, varies: VaryingColumns[string] | undefined, seen?: string): string {
  if (varies instanceof RegExp) return seen === undefined || varies.test(seen) ? "…" : seen;
  return varies?.(cell) ?? cell;
}

/** undefined where the first line is no header: "No resources found", an error. */
function tableIn(text: string): Table | undefined {
  const [header = "", ...lines] = linesOf(text);
  if (!/^[A-Z]/.test(header) || /[a-z]/.test(header)) return undefined;
  const names = cellsOf(header);
  let at = 0;
  const starts = names.map((name) => {
    const start = header.indexOf(name, at);
    at = start + name.length;
    return start;
  });
  const rows = lines.map((line) => {
    const apart = cellsOf(line);
    // Cells may be empty, and pages are not always aligned: by number where that fits, else by place.
    const cells =
      apart.length === names.length
        ? apart
        : names.map((_name, index) => line.slice(starts[index], starts[index + 1]).trim());
    return Object.fromEntries(names.map((name, index) => [name, cells[index]!]));
  });
  return { names, rows };
}

/** kubectl parts columns by three blanks or more, istioctl by two or more. */
function cellsOf(line: string): string[] {
  return line.trim().split(/\s{2,}|\t/);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent).trimEnd());
}

function notATable(printed: string, unknown: string | undefined): HarnessError {
  return new HarnessError("the printed rows are no table that can be compared", {
    why: unknown === undefined ? `no header line: ${printed}` : `it has no column ${unknown}: ${printed}`,
    hint: "write the table as the page prints it, its header line first",
  });
}
