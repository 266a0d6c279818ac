import { blocksOf, type CataloguePage } from "#helpers/catalogue/index";
import type { Command } from "../command-line.ts";
import { help } from "../command-line.ts";
import { contextOptionTable } from "../context-option.ts";
import type { Completes } from "../option.ts";
import { versionOptionTable } from "../version-options.ts";

/** What a shell offers at a place: these words, the names of files, or nothing. */
export type Offered = readonly string[] | "files" | "nothing";

/** An option as a shell knows it. */
export interface OfferedOption {
  /** "--id", "-t". */
  name: string;
  /** Undefined where it is a switch. */
  value?: Offered;
  description: string;
}

/** A command as a shell completes it. */
export interface OfferedCommand {
  /** Of the npm script: "test", "new-page". */
  script: string;
  does: string;
  options: OfferedOption[];
  /** Its arguments in their order; the last stands for any more where `many`. */
  arguments: Offered[];
  many: boolean;
}

/**
 * What a shell completes, made of the commands' own table and of the catalogue, which needs no suite to be read: all is known
 * when the script is printed.
 */
export function offeredCommands(commands: readonly Command[], pages: readonly CataloguePage[]): OfferedCommand[] {
  const offered = offeredBy(pages);
  return commands.map(({ name, does, options, arguments: args = [], versions, context }) => {
    const table = { ...options, ...(versions && versionOptionTable), ...(context && contextOptionTable), help };
    return {
      script: name.replace(/^npm (run )?/, ""),
      does,
      options: Object.entries(table).flatMap(([option, { type, short, completes, description }]) => {
        const value = type === "boolean" ? {} : { value: offered(completes) };
        const names = [`--${option}`, ...(short === undefined ? [] : [`-${short}`])];
        return names.map((each) => ({ name: each, description, ...value }));
      }),
      arguments: args.map(({ completes }) => offered(completes)),
      many: args.at(-1)?.many === true,
    };
  });
}

function offeredBy(pages: readonly CataloguePage[]): (completes: Completes | undefined) => Offered {
  const names = pages.map(({ id }) => id);
  const checks = sorted(pages.flatMap((page) => blocksOf(page).flatMap((block) => block.checks)));
  const words = {
    checks,
    ids: sorted([...checks, ...names, ...pages.flatMap((page) => blocksOf(page).map(({ id }) => id))]),
    pages: names,
    suites: names.map((name) => `suites/${name}`),
    files: "files",
  } as const;
  return (completes = []) => {
    const all = typeof completes === "string" ? words[completes] : completes;
    return all.length === 0 ? "nothing" : all;
  };
}

const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
