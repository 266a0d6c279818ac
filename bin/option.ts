/** An option of a command: a switch (boolean), or one with a value. */
export interface Option {
  type: "boolean" | "string";
  /** One letter. */
  short?: string;
  /** May it be given more than once? */
  multiple?: true;
  /** What its value is called in the help. */
  value?: string;
  /** What a shell completes its value with; nothing where it is left out. */
  completes?: Completes;
  /** For the help: what it does. */
  description: string;
}

/**
 * What a shell offers at a place of a command line: the ids of checks; those, of blocks and of pages; pages by their names, or
 * by their folders; files; or these words.
 */
export type Completes = "checks" | "ids" | "pages" | "suites" | "files" | readonly string[];

export type Options = Record<string, Option>;
