/** Tells a person what a long step is doing right now: one short line, replacing the one before. */
export type Say = (line: string) => void;
