import type { Offered, OfferedCommand } from "./words.ts";

/** A place of a command line: "test options", "up --istio", "explain argument 0", "rbac more". */
export interface Position {
  position: string;
  offered: Offered;
}

/** The places of all commands, each with what is offered there; a switch of a command is none. */
export function positionsOf(commands: readonly OfferedCommand[]): Position[] {
  return commands.flatMap(({ script, options, arguments: args, many }) => [
    { position: `${script} options`, offered: options.map(({ name }) => name) },
    ...options.flatMap(({ name, value }) =>
      value === undefined ? [] : [{ position: `${script} ${name}`, offered: value }],
    ),
    ...args.map((offered, index) => ({ position: `${script} argument ${index}`, offered })),
    ...(many ? [{ position: `${script} more`, offered: args.at(-1)! }] : []),
  ]);
}

/** From here on a list stands in a script once, under a name. Characters. */
const long = 200;

/** The long lists of words, each once, by the name that a script knows it by: ids stand at several places. */
export function namedLists(positions: readonly Position[]): Map<string, string> {
  const texts = new Set(positions.map(({ offered }) => textOf(offered)).filter((text) => text.length > long));
  return new Map([...texts].map((text, index) => [text, `_meshproof_list_${index}`]));
}

export const textOf = (offered: Offered) => (typeof offered === "string" ? offered : offered.join(" "));
