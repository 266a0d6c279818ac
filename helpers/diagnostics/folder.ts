import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { redact, redactText } from "#helpers/system/redact";

/** Longest that a file of a diagnostics folder may be; of a longer text its end is kept. Characters. */
const longest = 4_000_000;

/** A diagnostics folder. Nothing gets into it with a key or a token. */
export class Folder {
  readonly files: { name: string; what: string }[] = [];

  constructor(readonly path: string) {}

  /** Writes data as JSON; each of its strings goes without secrets before JSON's own escapes hide what it is. */
  async writeJson(name: string, what: string, data: unknown): Promise<void> {
    await this.write(name, what, `${JSON.stringify(redact(data), null, 1)}\n`);
  }

  /**
   * @param name path within the folder
   * @param what one line on what it holds, for the table in why.md
   */
  async write(name: string, what: string, text: string): Promise<void> {
    const file = path.join(this.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    const kept =
      text.length > longest
        ? `[the first ${text.length - longest} characters left out]\n${text.slice(-longest)}`
        : text;
    await writeFile(file, redactText(kept));
    this.files.push({ name, what });
  }
}
