import type { CommandLine } from "../command-line.ts";
import type { typed } from "../commands/proof.ts";

export interface TypedArgs {
  /** The folder with copies of the documents. */
  folder: string;
  /** Ids of the pages to type; empty for all that have a copy. */
  pages: string[];
  /** File that the table is written to. */
  write: string | undefined;
  withUninstall: boolean;
}

/** What `npm run typed` was asked for. */
export function readTypedArgs({ values, positionals }: CommandLine<(typeof typed)["options"]>): TypedArgs {
  const [folder = "", ...pages] = positionals;
  return { folder, pages, write: values.write, withUninstall: values["with-uninstall"] };
}
