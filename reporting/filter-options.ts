import type { RunRecord } from "#helpers/verdict/record";

/** What a run was asked for, as arguments of `npm test`; "" for everything. */
export function filterOptions({ ids = [], files, pattern }: NonNullable<RunRecord["filter"]>): string {
  // A shell would put names of files in the place of a *.
  const quoted = (id: string) => (/[*?]/.test(id) ? `'${id}'` : id);
  const options = [...ids.flatMap((id) => ["--id", quoted(id)]), ...files];
  return [...options, ...(pattern === undefined ? [] : ["-t", `'${pattern}'`])].join(" ");
}
