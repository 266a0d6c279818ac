import type { Transcript } from "#helpers/kube/exec";

/**
 * What curl -D - printed, as far as a page prints it. Pages have dots between the lines that matter: the status lines, the
 * `location` of a redirection, the `content-type` of anything else. What curl itself complains of is there as well. Header
 * names are in lower case, as HTTP/2 has them.
 */
export function printedAnswers({ text }: Transcript): string {
  let header = "";
  const lines = text.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith("HTTP/")) header = / 3\d\d/.test(line) ? "location" : "content-type";
    const [, name = "", value = ""] = /^([\w-]+): (.*)$/.exec(line) ?? [];
    if (header !== "" && name.toLowerCase() === header) return `${header}: ${value}`;
    return /^(HTTP\/|curl: |command terminated)/.test(line) ? line.trim() : [];
  });
  return lines.join("\n");
}
