import { Writable } from "node:stream";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { cleanText } from "#reporting/clean";

/** How much of the end is kept. Characters. */
const limit = 2_000_000;

/** What vitest and its workers print: not to the person's terminal, and not lost. */
export class VitestLog extends Writable {
  private text = "";

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text = (this.text + String(chunk)).slice(-limit);
    done();
  }

  /** Every worker that ends would end it for those that come later. */
  override end(): this {
    return this;
  }

  /** Writes it to a file, where there is anything. @throws HarnessError when it cannot be written */
  async save(file: string): Promise<void> {
    if (this.text.trim()) await writeFileAtomically(file, `${cleanText(this.text)}\n`);
  }
}
