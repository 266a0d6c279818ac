import { ClaimError, control, type Transcript, type Workload } from "#fixtures";
import type { Egress, Tab } from "./state.ts";

/** A place that the page's policy does not name. */
interface Destination {
  name: string;
  /** How curl asks it, without its limits. */
  request: string;
  /** What it answers where it can be reached. */
  answers: RegExp;
}

/** A query for edition.cnn.com as DNS over TCP has it, for printf. */
const query =
  "\\000\\041\\253\\315\\001\\000\\000\\001\\000\\000\\000\\000\\000\\000\\007edition\\003cnn\\003com\\000\\000\\001\\000\\001";

const code = '-o /dev/null -w "%{http_code}\\n"';

/** The cluster's DNS, by address: whether names resolve is another check's matter. */
const dns = "$(sed -n 's/^nameserver //p' /etc/resolv.conf)";

/** Other ports of the hosts that are let through, other addresses, other namespaces. */
async function destinationsOf({ kube, client, origin, target }: Egress, tab: Tab): Promise<Destination[]> {
  const at = { apiVersion: "v1", kind: "Pod", metadata: { name: client.pod, namespace: "default" } };
  const { podIP } = ((await kube.find(at))?.status ?? {}) as { podIP?: string };
  const host = origin ? target.addresses["edition.cnn.com"] : "edition.cnn.com";
  return [
    { name: "the host's port 80", request: `${code} http://${host}/politics`, answers: /^301$/ },
    { name: "the API server", request: `-k ${code} https://$KUBERNETES_SERVICE_HOST/livez`, answers: /^200$/ },
    { name: "CoreDNS's metrics", request: `${code} http://${dns}:9153/metrics`, answers: /^200$/ },
    { name: "DNS over TCP", request: `telnet://${dns}:53`, answers: /edition/ },
    // In the other tab namespace default is let through: the gateway is there.
    ...(tab === "istio-apis"
      ? [{ name: "a pod in default", request: `${code} http://${podIP}:15021/healthz/ready`, answers: /^200$/ }]
      : []),
  ];
}

/** Places that the policy does not name, to be asked by the pod that it binds, and by one that it does not bind. */
export async function elsewhere(state: Egress, tab: Tab) {
  const destinations = await destinationsOf(state, tab);
  return {
    /** Requests to each of them in turn. */
    commands: (count: number) =>
      Array.from({ length: count }, (_, turn) => commandOf(destinations[turn % destinations.length]!, 2)),
    /** Control: each of them answers a pod that the policy does not bind. */
    answerOthers: (other: Workload) =>
      control(
        "curl in default asks what the policy does not name",
        () => other.askEach(destinations.map((destination) => commandOf(destination, 1.5))),
        (answers) => answers.forEach((seen, index) => answered(destinations[index]!, seen)),
      ),
  };
}

/** @param seconds longest that it waits for an answer: DNS over TCP keeps the connection */
function commandOf({ request }: Destination, seconds: number): string {
  const telnet = request.startsWith("telnet");
  const curl = `curl -sS --connect-timeout 1 ${telnet ? `--max-time ${seconds} ` : ""}${request}`;
  return telnet ? `printf '${query}' | ${curl}` : curl;
}

function answered({ name, answers }: Destination, { text, stdout }: Transcript): void {
  if (stdout.split("\n").some((line) => answers.test(line))) return;
  throw new ClaimError(`${name}: ${text.trim()}`, { expected: answers.source, observed: text });
}
