import { styleText } from "node:util";
import type { Verdict } from "#helpers/verdict/record";

/** Puts a colour on a text, or leaves it as it is. */
export type Paint = (colour: "green" | "red" | "yellow" | "dim" | "bold", text: string) => string;

/** Colours for a terminal only, and not where the person asked for none (no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const wanted = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  return wanted ? (colour, text) => styleText(colour, text, { validateStream: false }) : plain;
}

export const plain: Paint = (_colour, text) => text;

/** How each verdict looks on the console. */
export const looks: Record<Verdict, { mark: string; colour: "green" | "red" | "yellow" | "dim" }> = {
  conformant: { mark: "✓", colour: "green" },
  nonconformant: { mark: "✗", colour: "red" },
  inconclusive: { mark: "?", colour: "yellow" },
  flaky: { mark: "~", colour: "red" },
  skipped: { mark: "-", colour: "dim" },
};
