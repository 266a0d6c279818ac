import type { Offered, OfferedCommand } from "./words.ts";

/** The completion for fish: a line for each option and argument, which holds behind the `--` of its command. */
export function fishCompletion(commands: readonly OfferedCommand[]): string {
  return `# Completes the commands of meshproof: npm run -s completion -- fish | source
function __meshproof_at
    set -l words (commandline -opc)
    set -l script $words[2]
    set -l at 3
    if test "$script" = run
        while string match -q -- '-*' "$words[$at]"
            set at (math $at + 1)
        end
        set script $words[$at]
        set at (math $at + 1)
    end
    test "$script" = "$argv[1]"; and test "$words[$at]" = --
end
${commands.flatMap(linesOf).join("\n")}
`;
}

function linesOf({ script, options, arguments: args }: OfferedCommand): string[] {
  const line = (rest: string) => `complete -c npm -n '__meshproof_at ${script}' ${rest}`;
  const offered = options.map(({ name, value, says }) => {
    const flag = name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
    return line(`${flag} ${valueOf(value)}-d ${quoted(says)}`);
  });
  // All places alike: which of several arguments is meant, a reader sees by their kinds.
  const words = [...new Set(args.flatMap((each) => (typeof each === "string" ? [] : each)))];
  if (args.includes("files")) return [...offered, line("-F")];
  return [...offered, line(words.length > 0 ? `-f -a ${quoted(words.join(" "))}` : "-f")];
}

function valueOf(value: Offered | undefined): string {
  if (value === undefined) return "";
  if (value === "files") return "-rF ";
  return value === "nothing" ? "-x " : `-xa ${quoted(value.join(" "))} `;
}

const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
