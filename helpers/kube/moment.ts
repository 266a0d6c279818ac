import { HarnessError } from "#helpers/system/errors";

/** A moment that lines of the cluster's logs are held against. */
export interface Moment {
  /** By the clock of the cluster's API server, milliseconds since 1970; to the second where it is not the same as ours. */
  at: number;
  /** The same moment on a clock of ours that nobody sets: see `performance.now()`. */
  elapsed: number;
}

/** Milliseconds. */
const second = 1_000;

/**
 * This moment, by the cluster's clock: the one of the machine that the tests run on may be another, or be set in mid-run, and
 * then a request's line would seem to be older than the request. The API server tells the time with each answer.
 * https://www.rfc-editor.org/rfc/rfc9110#field.date
 */
export async function momentNow(kube: { toldDate(): Promise<number> }): Promise<Moment> {
  const elapsed = performance.now();
  const before = Date.now();
  const told = await kube.toldDate();
  return { at: byCluster(before, told, Date.now()), elapsed };
}

/** How long ago it was, in whole seconds, rounded up. */
export function secondsSince({ elapsed }: Moment): number {
  return Math.ceil((performance.now() - elapsed) / second);
}

/**
 * Our own time, where the server's agrees with it, for that is to the millisecond; else the second that the server told.
 * @param before when it was asked, and
 * @param after when it had answered, by our clock, milliseconds since 1970
 * @param told by the server: the beginning of a second
 */
export function byCluster(before: number, told: number, after: number): number {
  const agrees = told <= after && before < told + second;
  return agrees ? before : told;
}

/** @throws HarnessError where an answer of the API has no date, or one that is none */
export function readDate(header: string | undefined): number {
  const date = Date.parse(header ?? "");
  if (!Number.isNaN(date)) return date;
  throw new HarnessError("the cluster's API does not tell the time", {
    why: header === undefined ? "its answers have no Date header" : `its answer's Date is "${header}"`,
    hint: "see what stands between this machine and the API server: Kubernetes' own sends one",
  });
}
