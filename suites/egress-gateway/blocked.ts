import { ClaimError, control, curlWords, type Transcript, type Workload } from "#fixtures";
import { answers200 } from "./claims.ts";
import { httpsRequest } from "./command-lines.ts";
import type { Egress } from "./state.ts";

/**
 * Claim: the name has resolved, and the connection has not come about in time: curl's exit code 28 and its words.
 * @param with "curl -v" where it tells what it tries
 */
export function timesOut({ origin, target }: Egress, seen: Transcript, using: "curl -v" | "curl" = "curl -v"): void {
  const lines = seen.text.split("\n").filter((line) => /Trying|Connected|^< HTTP|^curl:|^command|^\d{3}$/.test(line));
  const trying = `Trying ${origin ? `${target.addresses["edition.cnn.com"]}:443` : ""}`;
  const tried = using === "curl" || seen.stderr.includes(trying);
  if (tried && seen.exitCode === 28 && curlWords.connectTimeout.test(seen.stderr)) return;
  throw new ClaimError(`${using}: ${lines.join(" / ").trim()}`, {
    expected: `${using === "curl" ? "" : `${trying}\n`}curl: (28) Connection timed out\ncommand terminated with exit code 28`,
    observed: lines.join("\n"),
  });
}

/** Control: the same host, from a pod that the policy does not bind. */
export function works({ client }: Egress, from: Workload = client, who = "curl in default"): Promise<Transcript> {
  return control(`${who} asks edition.cnn.com`, () => from.run(httpsRequest), answers200);
}
