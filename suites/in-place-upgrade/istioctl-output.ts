import { stripVTControlCharacters } from "node:util";
import { expectPrinted } from "#fixtures";

/* What istioctl says as it installs. */

/** What istioctl says of a mesh with both gateways, once it has come to its end, in the order of the alphabet. */
export const wholeMeshDone = `✔ Egress gateways installed
✔ Ingress gateways installed
✔ Installation complete
✔ Istio core installed
✔ Istiod installed`;

/** Claims what of an installation istioctl says that it is done: a line for each part, and one for the whole. */
export function expectDone(output: string, wanted: string): void {
  // Each line ends with a picture. The gateways are installed side by side, and either may be the first.
  const done = linesOf(output, /^✔ /).map((line) => line.replace(/ \P{ASCII}+$/u, ""));
  expectPrinted([...new Set(done)].toSorted().join("\n"), wanted);
}

/** istioctl's question whether to go on, and what it says where it is answered with no; versions left out. */
export function questionIn(output: string): string {
  const question = /This will install .*? \(y\/N\)/.exec(output)?.[0] ?? "";
  return [question.replace(/Istio \S+/, "Istio …"), ...linesOf(output, /^Cancelled/)].filter(Boolean).join("\n");
}

/** The lines of a text that are wanted, without colours and blanks around them. */
export function linesOf(text: string, wanted: RegExp): string[] {
  return stripVTControlCharacters(text)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => wanted.test(line));
}
