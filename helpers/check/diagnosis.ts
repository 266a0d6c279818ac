import path from "node:path";
import { readRunMode } from "#helpers/system/config";
import { messageOf } from "#helpers/system/errors";
import { evidenceSoFar } from "#helpers/verdict/evidence";
import { seenFailing, watchingFailures } from "#helpers/verdict/failure-watch";
import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import type { CheckFacts } from "#helpers/diagnostics/facts";
import type { Collected } from "#helpers/diagnostics/index";
import type { Failure } from "./explain.ts";
import type { DocumentPage } from "./page.ts";

/** Longest that a failed check may be looked at. Milliseconds. */
const limit = 15_000;

/** Time that the runner needs after it, within its own limit for the test. Milliseconds. */
const reserve = 3_000;

/** What the diagnosis needs of a check. */
function factsOf(check: CheckDeclaration & Failure): CheckFacts {
  const { id, file, title, prints, verdict, reason, observed, hint, unstable, control } = check;
  const details = {
    ...(observed !== undefined && { observed }),
    ...(hint && { hint }),
    ...(unstable && { unstable }),
    ...(control && { control }),
  };
  return { id, ...(file && { file }), title, prints, verdict, reason, ...details };
}

/** What was found about errors of a page's set-up: every check of the page fails with the same one. */
const ofSetUps = new WeakMap<object, CheckRecord["diagnosis"]>();

type Diagnostics = Pick<typeof import("#helpers/diagnostics/index"), "collect" | "writeWhy">;

/**
 * Finds out why a check failed: all that explains it goes into the folder of its evidence, before the check or the page
 * puts anything back. A check that holds costs nothing, and no trouble here is a failure of the run.
 */
export class Diagnosis {
  /** Milliseconds that were spent on it: no time of the check's. */
  ms = 0;
  private looking: Promise<void> | undefined;
  private collected: Collected | undefined;
  private trouble: string | undefined;

  /**
   * @param explain the verdict that an error stands for
   * @param testEnds when the runner gives the check up, on the clock of `performance.now()`
   * @param load what looks, loaded when something is to be looked at
   * @param reports absolute path of the reports folder
   */
  constructor(
    private readonly page: DocumentPage<unknown>,
    private readonly declaration: CheckDeclaration,
    private readonly explain: (error: unknown) => Failure,
    private readonly testEnds: number,
    private readonly load: () => Promise<Diagnostics> = () => import("#helpers/diagnostics/index"),
    private readonly reports = readRunMode().reportsDir,
  ) {}

  /** Runs the check; the mesh is looked at in the moment in which it fails. */
  watch(check: () => Promise<void>): Promise<void> {
    const began = new Date();
    const look = (error: unknown) => (this.looking ??= this.lookAt(error, began));
    return watchingFailures(look, () => seenFailing(check));
  }

  /**
   * Writes why.md once it is known what the check failed with.
   * @param thrown what it ended with
   */
  async finish(record: CheckRecord & Failure, thrown: unknown): Promise<CheckRecord["diagnosis"]> {
    const earlier = ofSetUps.get(thrown as object);
    if (earlier) return earlier;
    if (!this.collected)
      return this.trouble === undefined ? undefined : { cause: `could not be looked for: ${this.trouble}` };
    try {
      const { writeWhy } = await this.load();
      const found = await writeWhy(this.collected, factsOf(record));
      const diagnosis = { ...found, file: path.join(record.evidence, "why.md") };
      if (this.page.setUpError === thrown) ofSetUps.set(thrown as object, diagnosis);
      return diagnosis;
    } catch (error) {
      return { cause: `could not be written down: ${messageOf(error)}` };
    }
  }

  private async lookAt(error: unknown, began: Date): Promise<void> {
    const { connection, setUpError } = this.page;
    if (!connection || ofSetUps.has(error as object)) return;
    const started = performance.now();
    try {
      const { collect } = await this.load();
      this.collected = await collect({
        ...connection,
        namespaces: [...connection.kube.writtenTo],
        check: factsOf({ ...this.declaration, ...this.explain(error) }),
        began: setUpError === error ? connection.began : began,
        evidence: evidenceSoFar(),
        folder: path.join(this.reports, "evidence", this.declaration.id),
        within: Math.min(limit, this.testEnds - reserve - started),
      });
    } catch (trouble) {
      this.trouble = messageOf(trouble);
    }
    this.ms += Math.round(performance.now() - started);
  }
}
