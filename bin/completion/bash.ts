import { namedLists, positionsOf, textOf } from "./lists.ts";
import type { OfferedCommand } from "./words.ts";

/**
 * The completion for bash, and for zsh by its own bashcompinit: one function for npm, which leaves to npm's own, where there is
 * one, all that is not behind the `--` of a command of ours.
 */
export function bashCompletion(commands: readonly OfferedCommand[]): string {
  const scripts = commands.map(({ script }) => script).filter((script) => script !== "test");
  const positions = positionsOf(commands);
  const lists = namedLists(positions);
  const cases = positions.map(({ position, offered }) => {
    const list = lists.get(textOf(offered));
    return `    '${position}') offered=${list === undefined ? `'${textOf(offered)}'` : `$${list}`} ;;`;
  });
  return `# Completes the commands of meshproof: source <(npm run -s completion -- bash)
if [ -z "\${_meshproof_npm+x}" ]; then
  _meshproof_npm=$(complete -p npm 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\).*/\\1/p')
fi
${[...lists].map(([text, name]) => `${name}='${text}'`).join("\n")}
# What is offered at a place: words, "files", "nothing" for a value that nobody knows; empty where there is no such place.
_meshproof_at() {
  case "$1" in
${cases.join("\n")}
    *) offered= ;;
  esac
}
_meshproof_before_dashes() {
  if [ -n "$_meshproof_npm" ]; then "$_meshproof_npm" npm "$1" "$2"
  elif [ "$2" = run ]; then COMPREPLY=($(compgen -W '${scripts.join(" ")}' -- "$1"))
  fi
}
_meshproof() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at=2 script=test offered= number=0 index
  COMPREPLY=()
  if [ "\${COMP_WORDS[1]}" = run ]; then
    while [[ "\${COMP_WORDS[at]}" == -* && $at -lt $COMP_CWORD ]]; do at=$((at + 1)); done
    script="\${COMP_WORDS[at]}" at=$((at + 1))
  fi
  _meshproof_at "$script options"
  if [[ -z $offered || $COMP_CWORD -le $at || "\${COMP_WORDS[at]}" != -- ]]; then
    _meshproof_before_dashes "$word" "$before"
    return
  fi
  _meshproof_at "$script $before"
  if [ -z "$offered" ]; then
    if [[ $word == -* ]]; then _meshproof_at "$script options"
    else
      for ((index = at + 1; index < COMP_CWORD; index++)); do
        _meshproof_at "$script \${COMP_WORDS[index]}"
        if [ -n "$offered" ]; then index=$((index + 1))
        elif [[ "\${COMP_WORDS[index]}" != -* ]]; then number=$((number + 1))
        fi
      done
      _meshproof_at "$script argument $number"
      if [ -z "$offered" ]; then _meshproof_at "$script more"; fi
    fi
  fi
  case "$offered" in
    "" | nothing) ;;
    files) COMPREPLY=($(compgen -f -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$offered" -- "$word")) ;;
  esac
}
complete -F _meshproof npm
`;
}

/** For zsh, which has bash's own way of completing among its functions. */
export function zshCompletion(commands: readonly OfferedCommand[]): string {
  return `autoload -Uz compinit bashcompinit && compinit -u && bashcompinit
${bashCompletion(commands)}`;
}
