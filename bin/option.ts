/** An option of a command: a switch (boolean), or one with a value. */
export interface Option {
  type: "boolean" | "string";
  /** One letter. */
  short?: string;
  /** May it be given more than once? */
  multiple?: true;
  /** What its value is called in the help. */
  value?: string;
  /** For the help: what it does. */
  says: string;
}

export type Options = Record<string, Option>;
