/** What is read of govulncheck's stream of JSON objects. https://pkg.go.dev/golang.org/x/vuln/cmd/govulncheck */
interface Message {
  osv?: { id: string; summary?: string };
  finding?: { osv: string; fixed_version?: string; trace?: { module: string; version?: string }[] };
}

/** A vulnerability that is known of a module in a program. */
export interface Finding {
  id: string;
  module: string;
  version: string;
  /** The first version without it; undefined where there is none. */
  fixed?: string;
  summary?: string;
}

/** Reads what `govulncheck -json` prints: objects one after the other, each over several lines. */
export function findingsIn(output: string): Finding[] {
  const messages = output.split(/^(?=\{)/m).flatMap((text) => (text.trim() ? [JSON.parse(text) as Message] : []));
  const summaries = new Map(messages.flatMap(({ osv }) => (osv ? [[osv.id, osv.summary]] : [])));
  const findings = new Map<string, Finding>();
  for (const { finding } of messages) {
    const found = finding?.trace?.[0];
    if (!finding || !found) continue;
    const [{ osv: id, fixed_version: fixed }, { module, version = "" }] = [finding, found];
    const summary = summaries.get(id);
    findings.set(`${id} ${module}`, { id, module, version, ...(fixed && { fixed }), ...(summary && { summary }) });
  }
  return [...findings.values()];
}

/** "GO-2026-0001 in golang.org/x/net v0.1.0, mended in v0.2.0: what it is". */
export const findingLine = ({ id, module, version, fixed, summary }: Finding): string =>
  `${id} in ${module} ${version}, ${fixed ? `mended in ${fixed}` : "not mended yet"}${summary ? `: ${summary}` : ""}`;
