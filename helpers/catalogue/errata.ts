/** In which editions of a document a mistake stands: they differ, and a report may link to one that has not got it. */
export interface Edition {
  /** Languages that have it; that of the catalogued copy first. */
  in: readonly string[];
  /** Languages that were read and have not got it. */
  notIn?: readonly string[];
  /** Which text of the other languages was read: a repository and its commit. */
  readAt?: string;
}

/** A mistake in a document, so that a reader of the report does not take it for the mesh's. */
export interface Erratum {
  /** Unique within its page. */
  id: string;
  /** Ids of the blocks that it is in. */
  blocks: readonly string[];
  edition: Edition;
  text: string;
  whatTheSuiteDoes: string;
}

/** "es and en (istio/istio.io 44ec557d9b7a)", "es alone, not en (istio/istio.io 44ec557d9b7a)". */
export function editionInWords({ in: has, notIn = [], readAt }: Edition): string {
  const words = [...has].join(" and ") + (notIn.length > 0 ? ` alone, not ${notIn.join(" or ")}` : "");
  return readAt ? `${words} (${readAt})` : words;
}

/** An erratum for a person: what it is, and in which edition of the document it stands. */
export function erratumInWords({ text, edition }: Pick<Erratum, "text" | "edition">): string {
  return `${text} (Edition: ${editionInWords(edition)}.)`;
}

/** What a reader types to go on after a mistake: the block as it should read, or commands after it. */
export type Mend = ((block: string) => string) | { type: readonly string[] };

/** How a mistake shows itself where its page is typed word for word. */
export interface Showing {
  /** The block after or in which it shows. */
  block: string;
  /** Where the block is run in more than one tab and shows it in one. */
  tab?: string;
  /** Typed after the block to see it. Where this is absent the block itself fails, or prints otherwise than the page. */
  ask?: string;
  /** What is printed then: all of these. */
  prints: readonly RegExp[];
  mend?: Mend;
}

/** How an erratum is shown: by typing the page, by what the page leaves behind, by a check, or by the copy itself. */
export type Shown =
  | { by: "typing"; at: readonly Showing[] }
  | { by: "leftovers"; left: readonly string[] }
  | { by: "check"; check: string }
  | { by: "copy"; has: RegExp };

/** A block that is not run, and what is held against the block instead. The list of a page is closed. */
export interface NotRun {
  block: string;
  reason: string;
  /**
   * Its settings are those that the mesh was installed with; its lines stand in that other block, which is run; the mesh
   * lacks the setting that the page asks for.
   */
  held: "installed-with" | { in: string } | { lacks: string } | "uninstall";
}

/** What `npm run typed` has to know of a page besides the copy. */
export interface TypedPage {
  /** By the erratum's id. */
  errata: Readonly<Record<string, Shown>>;
  notRun: readonly NotRun[];
  /** Hosts outside the cluster that the page asks: containers of ours stand in for them. */
  hosts?: readonly string[];
  /** Steps that the text sends the reader back to: the blocks of that section once more, before or after a block. */
  again?: readonly { before?: string; after?: string; section: string }[];
}
