/** A text as one word of a POSIX shell's command line. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
