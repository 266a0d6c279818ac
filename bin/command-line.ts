import { parseArgs } from "node:util";
import { nearest } from "#helpers/catalogue/nearest";
import { HarnessError, messageOf } from "#helpers/system/errors";
import type { Completes, Option, Options } from "./option.ts";
import { chooseContext, contextOptionTable } from "./context-option.ts";
import { chooseVersions, versionOptionTable } from "./version-options.ts";

/** An argument that is no option, in its place. */
export interface Argument {
  name: string;
  description: string;
  optional?: true;
  /** Does it stand for any number? Only the last may. */
  many?: true;
  /** What a shell completes it with; nothing where it is left out. */
  completes?: Completes;
}

/** A command as a person knows it: all that its help tells, and all that it takes. */
export interface Command<O extends Options = Options> {
  /** "npm test", "npm run up". */
  name: string;
  does: string;
  arguments?: readonly Argument[];
  options: O;
  /** Does it take --istio and the other options that choose versions? */
  versions?: true;
  /** Does it take --context, the name of somebody's cluster? */
  context?: true;
  /** Does it work on clusters that meshproof makes, and on no other? */
  ownOnly?: true;
  /** What else its help says: its exit codes. */
  more?: string;
  /** Command lines, each with what it does. */
  examples: readonly (readonly [line: string, description: string])[];
}

/** What was given: a switch is false, and an option that may be repeated is empty, where it was not. */
export interface CommandLine<O extends Options> {
  values: {
    [Name in keyof O]: O[Name] extends { type: "boolean" }
      ? boolean
      : O[Name] extends { multiple: true }
        ? string[]
        : string | undefined;
  };
  positionals: string[];
}

/** For the compiler, which keeps the options' names. */
export const command = <const O extends Options>(given: Command<O>): Command<O> => given;

/** Every command has it. */
export const help: Option = { type: "boolean", short: "h", description: "this text; nothing is done" };

/** Is the command's help asked for? Whatever else is given, or wrong: nothing is done then. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).some((argument) => /^(--help|-h)$/.test(argument));
}

/**
 * Reads a command line as its command says. Options that choose versions become settings of this process and its children;
 * one goes before the setting of the environment.
 * @throws HarnessError for what the command does not take, and for what it lacks
 */
export function readCommandLine<O extends Options>(
  { name, options, arguments: expected = [], versions, context }: Command<O>,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): CommandLine<O> {
  const table: Options = { ...options, ...(versions && versionOptionTable), ...(context && contextOptionTable), help };
  const { values, positionals } = parsed(name, table, argv);
  const read = Object.entries(table).map(([option, { type, multiple }]) => {
    const all = values[option] ?? [];
    if (type === "boolean") return [option, all.length > 0] as const;
    if (!multiple && all.length > 1) throw refused(name, `--${option} is given more than once`, all.join(", "));
    return [option, multiple ? all : all[0]] as const;
  });
  // Among other letters, as in -xh: it was not seen as what it is.
  if (values.help) throw refused(name, "--help stands by itself");
  assertNumber(name, expected, positionals);
  const all = Object.fromEntries(read);
  if (versions) chooseVersions(all, env);
  if (context) chooseContext(all, env);
  return { values: all as CommandLine<O>["values"], positionals };
}

/** Every option is taken as one that may be repeated, so that none is overruled silently by a second. */
function parsed(name: string, table: Options, argv: readonly string[]) {
  const entries = Object.entries(table).map(([option, { type, short }]) => {
    return [option, { type, multiple: true, ...(short !== undefined && { short }) }] as const;
  });
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(entries),
    });
    return { values: values as Partial<Record<string, string[]>>, positionals };
  } catch (cause) {
    if (!String((cause as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")) throw cause;
    // The first sentence says what is wrong; what follows is about positional arguments, which no command of ours means.
    const [what = ""] = messageOf(cause).split(/\. |\n/);
    const unknown = /^Unknown option '(.+)'/.exec(what)?.[1];
    if (unknown === undefined) throw refused(name, `\`${name}\` does not take that`, what, cause);
    const [like] = nearest(unknown.replace(/^-+/, ""), Object.keys(table), 1);
    throw refused(name, `\`${name}\` does not know ${unknown}`, like && `nearest is --${like}`, cause);
  }
}

function assertNumber(name: string, expected: readonly Argument[], given: readonly string[]): void {
  if (given.includes("")) throw refused(name, `\`${name}\` was given an empty argument`);
  const missing = expected.filter(({ optional }) => !optional)[given.length];
  const got = given.length > 0 ? `got ${given.join(" ")}` : "none was given";
  if (missing) throw refused(name, `\`${name}\` lacks <${missing.name}>: ${missing.description}`, got);
  if (given.length <= expected.length || expected.some(({ many }) => many)) return;
  const most = expected.length === 0 ? "no arguments" : `only ${expected.map((each) => `<${each.name}>`).join(" ")}`;
  throw refused(name, `\`${name}\` takes ${most}`, got);
}

/** An error about a command line, with the way to its help. */
export function refused(name: string, what: string, why?: string, cause?: unknown): HarnessError {
  return new HarnessError(what, { why, hint: `\`${name} -- --help\` lists what it takes`, cause });
}
