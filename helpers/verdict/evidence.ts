import { AsyncLocalStorage } from "node:async_hooks";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { redactText } from "#helpers/system/redact";

/** Something that a check sent or asked, and the raw answer. */
export interface EvidenceEntry {
  at: string;
  source: string;
  text: string;
  /** Was it a check's control, the allowed client's own answer? */
  control?: true;
}

const current = new AsyncLocalStorage<EvidenceEntry[]>();
const control = new AsyncLocalStorage<true>();

/** Runs `check` and gathers what the helpers note meanwhile: each command that was sent, and its raw answer. */
export async function withEvidence<T>(
  check: () => Promise<T>,
): Promise<{ outcome: PromiseSettledResult<T>; entries: EvidenceEntry[] }> {
  const entries: EvidenceEntry[] = [];
  const [outcome] = await current.run(entries, () => Promise.allSettled([check()]));
  return { outcome, entries };
}

/** Adds an answer to the evidence of the check that is running; outside a check it does nothing. */
export function noteEvidence(source: string, text: string): void {
  const entry = { at: new Date().toISOString(), source, text };
  current.getStore()?.push(control.getStore() ? { ...entry, control: true } : entry);
}

/** Runs a control: what it notes can be told from what the check itself is about. */
export function asControl<T>(observe: () => Promise<T>): Promise<T> {
  return control.run(true, observe);
}

/** Runs something whose answers its caller notes itself, in a form that a person can read. */
export function withoutEvidence<T>(observe: () => Promise<T>): Promise<T> {
  return current.run([], observe);
}

/** What the running check has noted so far; empty outside a check. */
export function evidenceSoFar(): readonly EvidenceEntry[] {
  return current.getStore() ?? [];
}

/** Writes the entries into `folder`/transcript.txt, without keys and tokens. */
export async function writeEvidence(folder: string, entries: EvidenceEntry[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = entries.map(({ at, source, text }) => `# ${at}\n$ ${source}\n${text}`).join("\n");
  await writeFile(path.join(folder, "transcript.txt"), redactText(text) || "nothing was observed\n");
}
