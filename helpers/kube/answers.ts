import { ApiException } from "@kubernetes/client-node";
import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { readConfig } from "#helpers/system/config";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { stateFileShown } from "#helpers/system/state-folder";

/** Did the API say that there is no such object? */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}

/** Did the API say that such an object is there already, or that it has changed meanwhile? */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiException && error.code === 409;
}

/**
 * Reads and writes an object again where somebody, its controller say, wrote it in between: what everybody does who writes with
 * a version. https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 * @param write reads the object, and writes it with the version that was read
 * @throws what the write throws; the last conflict where five writes in a row were overtaken
 */
export async function unlessOvertaken<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; tries < 5; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  return write();
}

/** Longest that the API server may take to answer one request. Milliseconds. */
export const requestLimit = 15_000;

/** The API server took the question, or not even that, and said nothing. */
export class NoAnswer extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms / 1000} s`);
  }
}

/**
 * What the API did not do, as an error with its own words. Its cause is `NoAnswer` where nothing was said at all.
 * @param limit milliseconds that the request had
 */
export function asHarnessError(what: string, thrown: unknown, limit = requestLimit): HarnessError {
  if (thrown instanceof HarnessError) return thrown;
  // Only our own limit aborts a request of the client's.
  const error = (thrown as { name?: unknown }).name === "AbortError" ? new NoAnswer(limit) : thrown;
  const why = error instanceof ApiException ? `${error.code}: ${apiMessage(error.body)}` : messageOf(error);
  return new HarnessError(`the cluster's API did not ${what}`, {
    why,
    hint: `see \`kubectl --kubeconfig ${stateFileShown("kubeconfig")} get pods -A\`; ${mend()}`,
    cause: error,
  });
}

/** Somebody's cluster is not ours to repair. */
function mend(): string {
  return readConfig().target === "kind"
    ? "`npm run up` repairs the cluster"
    : "it is its owner's: its API server, admission policies and webhooks decide";
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

/**
 * A GET, or with a body a POST, whose answer is JSON.
 * @param limit milliseconds from the question to the end of the answer; what waits here for a connection has not asked yet
 * @throws Error on any status but 200 and 201 and where the answer is cut off or no JSON; NoAnswer at the limit
 */
export async function getJson<T>(url: URL, options: object, limit: number, body?: object): Promise<T> {
  return (await getDated<T>(url, options, limit, body)).json;
}

/** The same, with what the server says of the time of its answer: the Date header, undefined where there is none. */
export function getDated<T>(
  url: URL,
  options: object,
  limit: number,
  body?: object,
): Promise<{ json: T; date: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === "http:" ? plainRequest : request)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        try {
          const json = parseAnswer<T>(response.statusCode, Buffer.concat(chunks).toString("utf8"));
          resolve({ json, date: response.headers.date });
        } catch (error) {
          // Thrown in an event's listener it would end the process.
          reject(error as Error);
        }
      });
    });
    let timer: NodeJS.Timeout | undefined;
    sent.once("socket", () => (timer = setTimeout(() => sent.destroy(new NoAnswer(limit)), limit)));
    sent.on("close", () => clearTimeout(timer));
    sent.on("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}

function parseAnswer<T>(status: number | undefined, body: string): T {
  if (status !== 200 && status !== 201) throw new Error(`${status}: ${apiMessage(body)}`);
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw new Error(`the answer is no JSON (${messageOf(cause)}): ${body.slice(-100)}`, { cause });
  }
}
