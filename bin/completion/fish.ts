import { namedLists, positionsOf, textOf } from "./lists.ts";
import type { OfferedCommand } from "./words.ts";

/**
 * The completion for fish. Behind `--` it takes nothing for an option any more: all is offered as arguments, by the place.
 */
export function fishCompletion(commands: readonly OfferedCommand[]): string {
  const positions = positionsOf(commands);
  const lists = namedLists(positions);
  const cases = positions.map(({ position, offered }) => {
    const list = lists.get(textOf(offered));
    return `        case '${position}'\n            echo ${list === undefined ? `'${textOf(offered)}'` : `$${list}`}`;
  });
  return `# Completes the commands of meshproof: npm run -s completion -- fish | source
${[...lists].map(([text, name]) => `set -g ${name} '${text}'`).join("\n")}
# What is offered at a place: words, "files", "nothing" for a value that nobody knows; no line where there is no such place.
function _meshproof_at
    switch "$argv[1]"
${cases.join("\n")}
    end
end
# The script, and the words behind its --; fails where the line is none of ours.
function _meshproof_words
    set -l words (commandline -opc)
    set -l at 3
    set -l script test
    if test "$words[2]" = run
        while string match -q -- '-*' "$words[$at]"
            set at (math $at + 1)
        end
        set script $words[$at]
        set at (math $at + 1)
    else if test "$words[2]" != test
        return 1
    end
    test "$words[$at]" = --; or return 1
    string length -q -- (_meshproof_at "$script options"); or return 1
    printf '%s\\n' $script $words[(math $at + 1)..-1]
end
function _meshproof_offered
    set -l words (_meshproof_words); or return
    set -l script $words[1]
    set -l offered
    test (count $words) -gt 1; and set offered (_meshproof_at "$script $words[-1]")
    if test -z "$offered"; and string match -q -- '-*' (commandline -ct)
        set offered (_meshproof_at "$script options")
    else if test -z "$offered"
        set -l number 0
        set -l index 2
        while test $index -le (count $words)
            if string length -q -- (_meshproof_at "$script $words[$index]")
                set index (math $index + 1)
            else if not string match -q -- '-*' "$words[$index]"
                set number (math $number + 1)
            end
            set index (math $index + 1)
        end
        set offered (_meshproof_at "$script argument $number")
        test -z "$offered"; and set offered (_meshproof_at "$script more")
    end
    switch "$offered"
        case '' nothing
        case files
            __fish_complete_path (commandline -ct)
        case '*'
            string split ' ' -- $offered
    end
end
complete -c npm -n _meshproof_words -f -a '(_meshproof_offered)'
`;
}
