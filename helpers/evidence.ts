import { AsyncLocalStorage } from "node:async_hooks";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

interface Entry {
  at: string;
  source: string;
  text: string;
}

const current = new AsyncLocalStorage<Entry[]>();

/** Runs `check` and gathers what the helpers note meanwhile: each command that was sent, and its raw answer. */
export async function withEvidence<T>(
  check: () => Promise<T>,
): Promise<{ outcome: PromiseSettledResult<T>; entries: Entry[] }> {
  const entries: Entry[] = [];
  const [outcome] = await current.run(entries, () => Promise.allSettled([check()]));
  return { outcome, entries };
}

/** Adds an answer to the evidence of the check that is running; outside a check it does nothing. */
export function noteEvidence(source: string, text: string): void {
  current.getStore()?.push({ at: new Date().toISOString(), source, text });
}

/** Writes the entries into `folder`/transcript.txt, private keys left out. */
export async function writeEvidence(folder: string, entries: Entry[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = entries.map(({ at, source, text }) => `# ${at}\n$ ${source}\n${withoutKeys(text)}`).join("\n");
  await writeFile(path.join(folder, "transcript.txt"), text || "nothing was observed\n");
}

/** The text with every PEM private key replaced. */
export function withoutKeys(text: string): string {
  return text.replace(
    /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?-----END \1PRIVATE KEY-----/g,
    "[private key left out]",
  );
}
