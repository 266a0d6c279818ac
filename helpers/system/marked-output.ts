import { Writable } from "node:stream";

/** What a stream held before a mark, and what stood behind the mark on its line. */
export interface Marked {
  text: string;
  note: string;
}

/** Cuts what several commands write to one stream into each one's own, at the mark that follows each. */
export class MarkedOutput {
  private held = Buffer.alloc(0);
  private wanted: { mark: string; found: (marked: Marked) => void } | undefined;
  readonly stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      this.held = Buffer.concat([this.held, chunk]);
      this.look();
      done();
    },
  });

  /** Resolves with what comes before the line `<mark> <note>`. The line break before the mark is the mark's. */
  until(mark: string): Promise<Marked> {
    return new Promise((found) => {
      this.wanted = { mark, found };
      this.look();
    });
  }

  private look(): void {
    if (!this.wanted) return;
    const line = `\n${this.wanted.mark} `;
    const begin = this.held.indexOf(line);
    const end = begin < 0 ? -1 : this.held.indexOf("\n", begin + line.length);
    if (end < 0) return;
    const { found } = this.wanted;
    this.wanted = undefined;
    const [text, note] = [this.held.subarray(0, begin), this.held.subarray(begin + line.length, end)];
    this.held = this.held.subarray(end + 1);
    found({ text: text.toString(), note: note.toString() });
  }
}
