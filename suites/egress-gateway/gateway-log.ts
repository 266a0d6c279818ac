import { ClaimError, holds, settle, type Terminal } from "#fixtures";
import { type AtHost, type Fields, wentThrough } from "./claims.ts";
import { logOf } from "./command-lines.ts";
import { atOnce, type Journey } from "./requests.ts";
import type { Egress, Tab } from "./state.ts";

/** What the page prints of a request in the gateway's log, and what the host is to see of it. */
export interface Logged {
  atHost: AtHost;
  fields(journey: Journey): Fields;
}

/**
 * Claims that requests go through the gateway, all of sixty, each with its line in the gateway's log; and that the
 * page's own command shows the line of one of them.
 * @param section whose command prints the log
 */
export async function inTheLog(
  { terminal }: Egress,
  section: keyof typeof logOf,
  tab: Tab,
  trace: (count: number) => Promise<Journey[]>,
  { atHost, fields }: Logged,
): Promise<void> {
  let sent: Journey[] = [];
  await holds(
    async (count) => (sent = await trace(count)),
    (journey) => wentThrough(journey, atHost, fields(journey)),
    atOnce,
  );
  await printsOneOf(terminal, logOf[section][tab], sent);
}

/** The command prints the last ten lines of the gateway, which has just written those of sixty requests. */
async function printsOneOf(terminal: Terminal, command: string, sent: Journey[]): Promise<void> {
  const lines = sent.map(({ gateway }) => gateway!.line);
  await settle(
    () => terminal.run(command),
    ({ text }) => {
      if (text.split("\n").some((line) => lines.includes(line))) return;
      throw new ClaimError(`the line of none of ${lines.length} requests is among what \`${command}\` prints`, {
        expected: lines.at(-1)!,
        observed: text,
      });
    },
  );
}
