import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomically } from "#helpers/system/atomic-file";

const doneRun = z.object({
  /** A hash of all that decides what the run says: pins, code, filter. */
  key: z.string(),
  /** That its record has, so that another run's record is not taken for it. */
  startedAt: z.string(),
});

const stateSchema = z.object({
  schema: z.literal("meshproof-validate-state/v1"),
  /** Was the last validation brought to its end? Then the next begins anew. */
  ended: z.boolean(),
  /** The runs that are through, by name. */
  done: z.record(z.string(), doneRun),
  /** Milliseconds that each run took when it was made last, by its name and what it was asked for. */
  times: z.record(z.string(), z.number()),
});

export type DoneRun = z.infer<typeof doneRun>;
type Contents = z.infer<typeof stateSchema>;

/** What is known of earlier validations, kept beside their reports: how far the last one got, and what runs take. */
export class ValidateState {
  private constructor(
    private readonly file: string,
    private readonly contents: Contents,
  ) {}

  /**
   * Reads it. A state that cannot be read only costs time: everything is then run anew.
   * @param fresh take over nothing but the times
   */
  static async open(file: string, { fresh }: { fresh: boolean }): Promise<ValidateState> {
    const { ended, done, times } = await read(file);
    const takeOver = !fresh && !ended;
    return new ValidateState(file, {
      schema: "meshproof-validate-state/v1",
      ended: false,
      done: takeOver ? done : {},
      times,
    });
  }

  /** The run of that name, where it is through and nothing that decides it has changed. */
  done(name: string, key: string): DoneRun | undefined {
    const run = this.contents.done[name];
    return run?.key === key ? run : undefined;
  }

  timeOf(name: string): number | undefined {
    return this.contents.times[name];
  }

  /** Notes what a run took; `done` where it need not be run again. */
  async note(name: string, { timeName, ms, done }: { timeName: string; ms: number; done?: DoneRun }): Promise<void> {
    this.contents.times[timeName] = ms;
    if (done) this.contents.done[name] = done;
    await this.write();
  }

  /** The validation has come to its end: the next begins anew. */
  async end(): Promise<void> {
    this.contents.ended = true;
    await this.write();
  }

  /** Before anything is run, so that an interruption of the first run is known as one. */
  async write(): Promise<void> {
    await writeFileAtomically(this.file, `${JSON.stringify(this.contents, null, 2)}\n`);
  }
}

async function read(file: string): Promise<Contents> {
  const nothing: Contents = { schema: "meshproof-validate-state/v1", ended: true, done: {}, times: {} };
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    // None yet, cut off, or of another meshproof.
    void error;
    return nothing;
  }
}
