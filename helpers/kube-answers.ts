import { ApiException } from "@kubernetes/client-node";
import { request } from "node:https";
import { HarnessError, messageOf } from "./errors.ts";

/** Did the API say that there is no such object? */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}

/** What the API did not do, as an error with its own words. */
export function asHarnessError(what: string, error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  const why = error instanceof ApiException ? `${error.code}: ${apiMessage(error.body)}` : messageOf(error);
  return new HarnessError(`the cluster's API did not ${what}`, {
    why,
    hint: "see `kubectl --kubeconfig .meshproof/kubeconfig get pods -A`; `npm run up` repairs the cluster",
    cause: error,
  });
}

function apiMessage(body: unknown): string {
  const status = typeof body === "string" ? safeParse(body) : body;
  return (status as { message?: string } | undefined)?.message ?? String(body);
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return { message: `${text.slice(0, 300)} (${messageOf(error)})` };
  }
}

/** A GET whose answer is JSON. @throws Error on any status but 200, and when no answer comes in `options.timeout` */
export function getJson<T>(url: URL, options: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode}: ${apiMessage(body)}`));
        else resolve(JSON.parse(body) as T);
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer within 15 s")));
    sent.on("error", reject);
    sent.end();
  });
}
