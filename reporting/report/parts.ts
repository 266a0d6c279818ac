import type { CheckRecord, Verdict } from "#helpers/verdict/record";
import { looks } from "../colour.ts";
import type { EvidenceFile } from "../evidence-files.ts";
import { all, folded, type Html, link, tag, text } from "../html.ts";
import { dedent } from "../layout.ts";
import { diffSigns, lineDiff } from "../line-diff.ts";

/** A verdict with its sign and colour: never by the colour alone. */
export function verdictOf({ verdict }: { verdict: Verdict }): Html {
  return tag("span", { class: verdict }, text(`${looks[verdict].mark} ${verdict}`));
}

/** A moment: in UTC, to which the script adds the reader's own time. */
export function moment(iso: string): Html {
  return tag("time", { datetime: iso }, text(iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC")));
}

/** Lines as they are. */
export function lines(shown: string): Html {
  return tag("pre", {}, text(dedent(shown).join("\n")));
}

/**
 * A button that copies a text. Without the script it is not there: the text stands beside it.
 * @param inShell does a person need the run's cluster and tools first? The script puts in front how these are had
 */
export function copyButton(name: string, copied: string, inShell = false): Html {
  const attributes = { type: "button", hidden: "hidden", "data-script": "", "data-copy": copied };
  return tag("button", { ...attributes, "data-shell": inShell ? "" : undefined }, text(name));
}

/** Documented and observed line by line, each line with its sign. */
export function diffOf(documented: string, observed: string): Html {
  const each = lineDiff(documented, observed).map(({ kind, text: line }) =>
    tag("span", { class: `diff-${kind}` }, text(`${diffSigns[kind]} ${line}\n`)),
  );
  return tag("pre", { class: "diff" }, ...each);
}

/** What each file of the evidence is, for a person. */
const titles: Record<string, string> = {
  "transcript.txt": "Transcript: what was sent, and the raw answers",
  "trace.txt": "The request once more, with curl's trace",
  "access-log.txt": "Access logs of both ends",
  "endpoints.txt": "The same request to each endpoint",
};

/** The evidence that is shown, each file folded, and the names of the others. */
export function evidenceOf(files: readonly EvidenceFile[], check: CheckRecord): Html {
  const shown = files.filter(({ text: found }) => found !== undefined);
  const others = files.filter(({ text: found }) => found === undefined);
  return all([
    ...shown.map((file) =>
      folded(
        text(titles[file.path.split("/").at(-1)!] ?? file.path),
        ...(file.omittedLines
          ? [tag("p", {}, text(`${file.omittedLines} lines are left out; all of it: `), link(file.path))]
          : []),
        tag("pre", {}, text(file.text!)),
      ),
    ),
    ...(others.length > 0
      ? [
          folded(
            text(`Other files of its evidence (${others.length})`),
            tag(
              "ul",
              {},
              all(others.map(({ path }) => tag("li", {}, link(path, path.slice(check.evidence.length + 1))))),
            ),
          ),
        ]
      : []),
  ]);
}
