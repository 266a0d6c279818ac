import { expect } from "vitest";
import { control, tableOf, type Exchange, type Transcript } from "#fixtures";
import { applied } from "./applied.ts";
import { namespaces, type Migration, type Namespace } from "./page.ts";

/** The page's request, from curl in one namespace to httpbin in another, word for word. */
function request({ clients }: Migration, from: Namespace, to: "foo" | "bar"): Promise<Transcript> {
  return clients[from].run(
    `curl http://httpbin.${to}:8000/ip -s -o /dev/null -w "curl.${from} to httpbin.${to}: %{http_code}\\n"`,
  );
}

/** An observation as a transcript, and what was applied in the mesh then. */
export interface Seen {
  text: string;
  applied: string;
}

/** What the page's loop prints. Its six requests go out at once, so that all of them meet the same policies. */
export async function sixRequests(state: Migration): Promise<Seen> {
  const pairs = namespaces.flatMap((from) => (["foo", "bar"] as const).map((to) => ({ from, to })));
  const answers = await Promise.all(pairs.map(({ from, to }) => request(state, from, to)));
  return { text: tableOf(answers), applied: await applied(state.kube) };
}

/** The same request with curl's own words about a failure, which the page's `-s` leaves out. */
export function requestInWords({ clients }: Migration, from: Namespace, to: "foo" | "bar"): Promise<Transcript> {
  return clients[from].run(`curl http://httpbin.${to}:8000/ip -sS -o /dev/null -w "%{http_code}\\n"`);
}

/** Control: a client with a sidecar gets 200. */
export function injectedWorks(state: Migration, to: "foo" | "bar"): Promise<Transcript> {
  return control(
    `curl.foo, with a sidecar, to httpbin.${to}`,
    () => requestInWords(state, "foo", to),
    ({ text }) => expect(text).toBe("200\n"),
  );
}

/** What the capture in httpbin.foo's pod saw of one request each of curl.legacy and curl.foo, both ways. */
export async function captured(
  state: Migration,
): Promise<{ legacy: string; foo: string; answer: Transcript; applied: string }> {
  const { clients, capture } = state;
  let answer: Transcript;
  const [legacy, foo] = (await capture.between([clients.legacy, clients.foo], async () => {
    [answer] = await Promise.all([requestInWords(state, "legacy", "foo"), injectedWorks(state, "foo")]);
  })) as [Exchange, Exchange];
  return {
    legacy: linesOf("curl.legacy", legacy),
    foo: linesOf("curl.foo", foo),
    answer: answer!,
    applied: await applied(state.kube),
  };
}

function linesOf(client: string, { sent, received }: Exchange): string {
  return `${client} to httpbin.foo: ${sent}\nhttpbin.foo to ${client}: ${received}`;
}
