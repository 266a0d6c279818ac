import { expect } from "vitest";
import { control, tableOf, typedOnce, type Exchange, type Transcript } from "#fixtures";
import { applied } from "./applied.ts";
import { namespaces, type Migration, type Namespace } from "./page.ts";

/** The page's loop over its six requests, word for word but for the two streams, which a terminal shows as one. */
const loop =
  'for from in "foo" "bar" "legacy"; do for to in "foo" "bar"; do kubectl exec "$(kubectl get pod -l app=curl -n ${from} -o jsonpath={.items..metadata.name})" -c curl -n ${from} -- curl http://httpbin.${to}:8000/ip -s -o /dev/null -w "curl.${from} to httpbin.${to}: %{http_code}\\n"; done; done 2>&1';

/** The page's six requests: once by its own loop in the terminal, and beside it as often as is wanted. */
export function byTheLoop(state: Migration): (count: number) => Promise<Seen[]> {
  return typedOnce(
    () => pagesLoop(state),
    (count) => sixRequests(state, count),
  );
}

/** What the page's own loop prints. */
async function pagesLoop({ terminal, kube }: Migration): Promise<Seen> {
  return { text: (await terminal.run(loop)).text, applied: await applied(kube) };
}

/** An observation as a transcript, and what was applied in the mesh then. */
export interface Seen {
  text: string;
  applied: string;
}

/** The loop's six requests, `count` times, all at once: each of the tables has met the same policies. */
async function sixRequests({ clients, kube }: Migration, count: number): Promise<Seen[]> {
  const pairs = namespaces.flatMap((from) => (["foo", "bar"] as const).map((to) => ({ from, to })));
  const answers = await Promise.all(
    pairs.map(({ from, to }) =>
      clients[from].ask(
        `curl http://httpbin.${to}:8000/ip -s -o /dev/null -w "curl.${from} to httpbin.${to}: %{http_code}\\n"`,
        count,
      ),
    ),
  );
  const inForce = await applied(kube);
  return Array.from({ length: count }, (_, turn) => ({
    text: tableOf(answers.map((ofPair) => ofPair[turn]!)),
    applied: inForce,
  }));
}

/** The same request with curl's own words about a failure, which the page's `-s` leaves out. */
const inWords = (to: "foo" | "bar") => `curl http://httpbin.${to}:8000/ip -sS -o /dev/null -w "%{http_code}\\n"`;

export function requestsInWords(
  { clients }: Migration,
  from: Namespace,
  to: "foo" | "bar",
  count: number,
): Promise<Transcript[]> {
  return clients[from].ask(inWords(to), count);
}

/** Control: a client with a sidecar gets 200. */
export function injectedWorks({ clients }: Migration, to: "foo" | "bar"): Promise<Transcript> {
  return control(
    `curl.foo, with a sidecar, to httpbin.${to}`,
    () => clients.foo.run(inWords(to)),
    ({ text }) => expect(text).toBe("200\n"),
  );
}

/** What the capture in httpbin.foo's pod saw of one request. */
interface Captured {
  /** Of one request of curl.legacy, both ways. */
  legacy: string;
  /** Of all of curl.foo's, both ways: its sidecar sends several over one connection. */
  foo: string;
  /** What that request of curl.legacy was answered. */
  answer: Transcript;
  applied: string;
}

/** Requests of curl.legacy and of curl.foo to httpbin.foo, as the capture in its pod sees them. */
export async function captured(state: Migration, count: number): Promise<Captured[]> {
  const { clients, capture, kube } = state;
  let answers: Transcript[] = [];
  const [legacy, foo] = await capture.between([clients.legacy, clients.foo], async () => {
    [answers] = await Promise.all([
      requestsInWords(state, "legacy", "foo", count),
      control(
        "curl.foo, with a sidecar, to httpbin.foo",
        () => requestsInWords(state, "foo", "foo", count),
        (seen) => expect(seen.map(({ text }) => text).join("")).toBe("200\n".repeat(count)),
      ),
    ]);
  });
  const inForce = await applied(kube);
  // A request that went elsewhere is not in the capture; a sidecar sends several over one connection.
  const words = "no connection of its own";
  const none: Exchange = { sent: words, received: words };
  return answers.map((answer, turn) => ({
    legacy: linesOf("curl.legacy", legacy!.connections[turn] ?? none),
    foo: linesOf("curl.foo", foo!),
    answer,
    applied: inForce,
  }));
}

function linesOf(client: string, { sent, received }: Exchange): string {
  return `${client} to httpbin.foo: ${sent}\nhttpbin.foo to ${client}: ${received}`;
}
