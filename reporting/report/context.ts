import type { CheckRecord, DocumentRecord, RunRecord } from "#helpers/verdict/record";
import { causesOf, type SharedCause } from "../causes.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Evidence, EvidenceFile } from "../evidence-files.ts";
import { type Html, tag, text } from "../html.ts";

/** What the report tells beside the record. */
export interface Beside {
  evidence?: Evidence;
  /** The difference from the run before, or why there is none to tell; absent where there was no run before. */
  before?: Comparison | { why: string };
}

/** All that a part of the report may want to know about a check. */
export class Context {
  private readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly causes: readonly SharedCause[];

  constructor(
    readonly run: RunRecord,
    readonly beside: Beside,
  ) {
    this.documents = new Map((run.pages ?? []).map((page) => [page.id, page]));
    this.causes = causesOf(run.checks);
  }

  /** What the document calls the check's page and section, and its address; the slugs where nothing is known of it. */
  locationOf({ page, section }: CheckRecord): { page: string; section: string; url?: string } {
    const known = this.documents.get(page);
    const found = known?.sections.find(({ slug }) => slug === section);
    const url = known && found?.anchor ? `${known.url}#${found.anchor}` : known?.url;
    return { page: known?.title ?? page, section: found?.title ?? section, url };
  }

  /** The document's commands that a check reproduces, for a person with a shell. */
  byHand({ page, blocks: ids }: CheckRecord): string[] {
    const blocks = this.documents.get(page)?.blocks ?? [];
    const commands = blocks.filter(({ id }) => ids.includes(id)).flatMap(({ byHand }) => byHand);
    // Two blocks may print two lines of one answer.
    return commands.filter((command, index) => command !== commands[index - 1]);
  }

  evidenceOf({ id }: CheckRecord): readonly EvidenceFile[] {
    return this.beside.evidence?.get(id) ?? [];
  }

  /** Mistakes of the document that bear on a check: those that it names, and those in the blocks that it reproduces. */
  errataOf({ page, errata, blocks: ids }: CheckRecord): RunRecord["errata"] {
    return this.run.errata.filter(
      (erratum) =>
        erratum.page === page && (errata.includes(erratum.id) || erratum.blocks?.some((id) => ids.includes(id))),
    );
  }

  /** Number of the check's cause in the list of causes, from 1; undefined where none is known. */
  causeNumber({ id }: CheckRecord): number | undefined {
    const index = this.causes.findIndex(({ checks }) => checks.includes(id));
    return index < 0 ? undefined : index + 1;
  }
}

/** Where a check is told. */
export function anchorOf({ id }: Pick<CheckRecord, "id">): string {
  return `check:${id}`;
}

/** Where a document's mistake is told. */
export function erratumAnchor({ page, id }: { page: string; id: string }): string {
  return `erratum:${page}/${id}`;
}

/** A link to where a check is told. */
export function checkLink(id: string, shown: Html = tag("code", {}, text(id))): Html {
  return tag("a", { href: `#${encodeURIComponent(anchorOf({ id }))}` }, shown);
}

/** Does it need somebody? */
export function isOpen({ verdict }: Pick<CheckRecord, "verdict">): boolean {
  return verdict === "nonconformant" || verdict === "flaky" || verdict === "inconclusive";
}
