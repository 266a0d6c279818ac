import { help, type Argument, type Command } from "./command-line.ts";
import { contextOptionTable } from "./context-option.ts";
import type { Option } from "./option.ts";
import { wrap } from "./print.ts";
import { versionOptionTable } from "./version-options.ts";

const width = 100;

/** What `--help` prints: what the command does, its arguments and options, and examples. */
export function helpText({ name, does, arguments: args = [], options, ...of }: Command): string {
  const { versions, context, more, examples } = of;
  const tables = [options, ...(versions ? [versionOptionTable] : []), ...(context ? [contextOptionTable] : [])];
  const shown = [...tables.flatMap((table) => Object.entries(table)), ["help", help] as const];
  return [
    `Usage: ${[name, "--", ...args.map(inUsage), "[options]"].join(" ")}`,
    "",
    ...wrap(does, width),
    ...section(
      "Arguments",
      args.map((argument) => [inUsage(argument), argument.description]),
    ),
    ...section(
      "Options",
      shown.map(([option, details]) => [inHelp(option, details), details.description]),
    ),
    ...section("Examples", examples),
    ...(more === undefined ? [] : ["", ...wrap(more, width)]),
  ].join("\n");
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  const column = Math.max(...rows.map(([first]) => first.length)) + 2;
  // Where there is no room beside them, what they do stands below.
  const beside = column <= 40;
  const lines = rows.flatMap(([first, description]) => {
    const wrapped = wrap(description, width - (beside ? column : 4) - 2);
    if (!beside) return [`  ${first}`, ...wrapped.map((line) => `      ${line}`)];
    return wrapped.map((line, index) => `  ${(index === 0 ? first : "").padEnd(column)}${line}`);
  });
  return ["", `${title}:`, ...lines];
}

function inUsage({ name, optional, many }: Argument): string {
  const shown = `<${name}>${many ? "…" : ""}`;
  return optional ? `[${shown}]` : shown;
}

function inHelp(option: string, { short, type, value = "value" }: Option): string {
  return [short && `-${short}, `, `--${option}`, type === "string" && ` <${value}>`].filter(Boolean).join("");
}
