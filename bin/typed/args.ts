import { HarnessError } from "#helpers/errors";

export interface TypedArgs {
  /** The folder with copies of the documents. */
  folder: string;
  /** Ids of the pages to type; empty for all that have a copy. */
  pages: string[];
  /** File that the table is written to. */
  write: string | undefined;
  withUninstall: boolean;
}

const usage = "npm run typed -- <folder with copies of the pages> [<page>…] [--write <file>] [--with-uninstall]";

/** @throws HarnessError for an option that is not known, and where there is no folder */
export function readTypedArgs(argv: readonly string[]): TypedArgs {
  const rest = [...argv];
  const write = taken(rest, "--write");
  const withUninstall = rest.includes("--with-uninstall");
  const [folder, ...pages] = rest.filter((argument) => argument !== "--with-uninstall");
  const unknown = [folder, ...pages].find((argument) => argument?.startsWith("-"));
  if (folder !== undefined && unknown === undefined) return { folder, pages, write, withUninstall };
  throw new HarnessError("`npm run typed` takes a folder with copies of the pages", {
    why: unknown === undefined ? "none was given" : `it does not know ${unknown}`,
    hint: usage,
  });
}

/** Takes an option and its value out of the arguments. */
function taken(rest: string[], option: string): string | undefined {
  const at = rest.indexOf(option);
  if (at < 0) return undefined;
  const [, value] = rest.splice(at, 2);
  if (value !== undefined && !value.startsWith("-")) return value;
  throw new HarnessError(`${option} takes a file`, { hint: usage });
}
