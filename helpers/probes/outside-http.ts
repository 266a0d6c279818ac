import http from "node:http";
import { messageOf } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import { requestLimit } from "#helpers/verdict/claim-limits";
import { recordAnswers } from "#helpers/verdict/recorded-answers";
import { normalised } from "#helpers/verdict/answer-rules";

/** One request in plain http, as a browser outside the cluster sends it, on a connection of its own. */
export interface HttpRequest {
  /** Path and query. */
  path: string;
  /** Where the connection goes. */
  connectTo: { address: string; port: number };
  method?: "GET" | "POST";
  /** Seconds that the whole of it may take. */
  seconds?: number;
}

/** Its answer, or the error that it ended in. */
export type HttpOutcome = { text: string; path: string } & (
  { outcome: "answer"; status: number; body: string } | { outcome: "refused"; code: string }
);

/**
 * Sends one http request from this process. An error on the way is an outcome: it may be what a page claims.
 */
export async function httpRequest(request: HttpRequest): Promise<HttpOutcome> {
  const { path, connectTo, method = "GET" } = request;
  const outcome = await sent(request);
  noteEvidence(`${method} ${path} at ${connectTo.address}:${connectTo.port}`, `${outcomeText(outcome)}\n`);
  const name = normalised(`${method} ${path.replace(/\?.*/, "")}, from outside`);
  recordAnswers([
    outcome.outcome === "answer"
      ? { kind: "http-status", name, value: `HTTP/1.1 ${outcome.status}` }
      : { kind: "client-error", name, value: outcome.code },
  ]);
  return outcome;
}

const outcomeText = (outcome: HttpOutcome) =>
  outcome.outcome === "answer" ? `HTTP/1.1 ${outcome.status}\n\n${outcome.body}` : outcome.text;

function sent({ path, connectTo: { address, port }, method = "GET", seconds = 10 }: HttpRequest): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const refused = (error: Error & { code?: string }) => {
      const code = error.code ?? error.name;
      resolve({ outcome: "refused", path, code, text: `${code}: ${messageOf(error)}` });
    };
    const signal = AbortSignal.timeout(requestLimit(seconds) * 1000);
    const options = { host: address, port, path, method, agent: false, signal } as const;
    const request = http.request(options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => void parts.push(part));
      response.on("error", refused);
      response.on("end", () => {
        const body = Buffer.concat(parts).toString("utf8");
        const status = response.statusCode ?? 0;
        resolve({ outcome: "answer", path, status, body, text: `${status} ${body.trim().split("\n").join(" ")}` });
      });
    });
    request.on("error", refused);
    request.end();
  });
}
