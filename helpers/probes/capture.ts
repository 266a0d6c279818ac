import { HarnessError } from "#helpers/system/errors";
import { noteEvidence, withEvidence } from "#helpers/verdict/evidence";
import type { Kube } from "#helpers/kube/client";
import { exec, type ContainerRef } from "#helpers/kube/exec";
import { normalised } from "#helpers/verdict/answer-rules";
import { recordAnswers, type AnswerValue } from "#helpers/verdict/recorded-answers";
import { tcpSegments, type Segment } from "./pcap.ts";
import { until } from "#helpers/verdict/settle";
import { isOver, streamsOf, type Stream } from "./wire.ts";
import { inWords, packetsAsText } from "./wire-text.ts";
import type { PreparedTarget } from "./prepared.ts";
import type { Workload, WorkloadRef } from "./workload.ts";

/** What went between one client and the captured pod, each way in words: see `inWords`. */
export interface Exchange {
  sent: string;
  received: string;
}

/** All that went between one client and the captured pod, and each of its connections by itself. */
export interface Exchanges extends Exchange {
  connections: Exchange[];
}

const file = "/tmp/capture.pcap";

/** How many packets the evidence shows: some exchanges, of sixty that are alike. */
const packetsShown = 120;

/** A tcpdump at a pod's network interface: what is on the wire, whatever the proxies' logs say. */
export class Capture {
  constructor(
    private readonly kube: Kube,
    private readonly at: ContainerRef,
  ) {}

  /**
   * What tcpdump says once it listens.
   * @throws HarnessError where its log cannot be read
   */
  async greeting(): Promise<string> {
    return (await this.log()).replaceAll(counts, "");
  }

  private log(): Promise<string> {
    return this.kube.logs(this.at.namespace, this.at.pod, this.at.container);
  }

  /**
   * Runs `action` and tells what went between the pod and each of the clients meanwhile, in the clients' order.
   * @throws HarnessError when the capture does not show how an exchange with one of them ended
   */
  async between(clients: Workload[], action: () => Promise<unknown>): Promise<Exchanges[]> {
    const addresses = await Promise.all(
      clients.map((client) => addressOf(this.kube, client.ref.namespace, client.pod)),
    );
    const earlier = (await this.segments()).length;
    await action();
    let latest: Segment[] = [];
    // tcpdump writes a packet down some milliseconds after it went over the wire, more of them on a busy machine: that every
    // connection in the file has its answer does not mean that every connection is in the file.
    await until(
      `the capture at ${this.at.pod}.${this.at.namespace} shows every client's exchange`,
      async () => {
        if (!(await this.isWritten())) return undefined;
        latest = (await this.segments()).slice(earlier);
        const streams = streamsOf(latest);
        return addresses.every((address) => isOver(streams, address)) ? true : undefined;
      },
      { within: 5_000, seen: async () => unanswered(streamsOf(latest), addresses) },
    ).finally(() => this.note(clients, addresses, latest));
    const streams = streamsOf(latest);
    const exchanges = addresses.map((address) => exchangesWith(address, streams));
    recordAnswers(exchanges.flatMap((exchange, index) => answersOf(clients[index]!, exchange)));
    return exchanges;
  }

  /**
   * Is all in the file that came to tcpdump? It counts both, and tells at SIGUSR1: `man tcpdump`.
   * @throws HarnessError where the kernel had no room for a packet
   */
  private async isWritten(): Promise<boolean> {
    const before = countsIn(await this.log()).length;
    await withEvidence(() => exec(this.kube, this.at, ["sh", "-c", "kill -USR1 1"], 5_000));
    const told = countsIn(await this.log());
    const latest = told.at(-1);
    if (latest === undefined || told.length === before) return false;
    if (latest.dropped > 0)
      throw new HarnessError("the capture lost packets", {
        why: `tcpdump in ${this.at.pod}.${this.at.namespace} says that the kernel dropped ${latest.dropped} of them`,
        hint: "run the check again on a machine with less load",
      });
    return latest.captured >= latest.received;
  }

  private async segments(): Promise<Segment[]> {
    // The file as text is no evidence for a person, what it holds is: see `note`.
    const { outcome } = await withEvidence(() => exec(this.kube, this.at, ["base64", "-w", "0", file], 15_000));
    if (outcome.status === "rejected") throw outcome.reason;
    const { exitCode, stdout, stderr } = outcome.value;
    if (exitCode === 0) return tcpSegments(Buffer.from(stdout, "base64"));
    throw new HarnessError(`cannot read the capture in ${this.at.pod}.${this.at.namespace}`, {
      why: stderr,
      hint: `see what tcpdump said: kubectl -n ${this.at.namespace} logs ${this.at.pod} -c ${this.at.container}`,
    });
  }

  private note(clients: Workload[], addresses: string[], segments: Segment[]): void {
    const who = clients.map(({ ref }, index) => `${addresses[index]} is ${ref.app}.${ref.namespace}`).join(", ");
    const packets = segments.slice(0, packetsShown);
    const rest = segments.length > packets.length ? `\n… and ${segments.length - packets.length} packets more\n` : "";
    noteEvidence(`tcpdump -A in ${this.at.pod}.${this.at.namespace} (${who})`, packetsAsText(packets) + rest);
  }
}

const counts =
  /^tcpdump: (\d+) packets? captured, (\d+) packets? received by filter, (\d+) packets? dropped by kernel\n?/gm;

/** What tcpdump told of itself so far: "12 packets captured, 12 packets received by filter, 0 packets dropped by kernel". */
export function countsIn(log: string): { captured: number; received: number; dropped: number }[] {
  return [...log.matchAll(counts)].map(([, captured, received, dropped]) => ({
    captured: Number(captured),
    received: Number(received),
    dropped: Number(dropped),
  }));
}

/** For people: the connections that lack an answer, or that no packet came. */
function unanswered(streams: Stream[], addresses: string[]): string {
  const open = addresses.flatMap((address) =>
    streams.filter((stream) => stream.from === address && !isOver(onlyOf(stream, streams), address)),
  );
  const lines = open.map(({ from, fromPort, bytes }) => `${from}:${fromPort} sent ${bytes.length} bytes`);
  return lines.slice(0, 10).join(", ") || `no packet of ${addresses.join(" or ")}`;
}

function onlyOf({ fromPort }: Stream, streams: Stream[]): Stream[] {
  return streams.filter((other) => other.fromPort === fromPort || other.toPort === fromPort);
}

/** Connections by the client's port, those left out that only ended meanwhile. */
function exchangesWith(address: string, streams: Stream[]): Exchanges {
  const [sent, received] = [streams.filter(({ from }) => from === address), streams.filter(({ to }) => to === address)];
  const ports = [...new Set(sent.filter(({ bytes }) => bytes.length > 0).map(({ fromPort }) => fromPort))];
  const connections = ports.map((port) => ({
    sent: inWords(sent.filter(({ fromPort }) => fromPort === port)),
    received: inWords(received.filter(({ toPort }) => toPort === port)),
  }));
  return { sent: inWords(sent), received: inWords(received), connections };
}

/**
 * Starts a capture in a workload's pod, in an ephemeral container: the pod's own network, and no right more for any of
 * its own containers. It may begin before those do, and ends with the pod.
 * @param filter as tcpdump takes it, e.g. "tcp port 8080"
 */
export async function startCapture(
  { kube, target }: { kube: Kube; target: PreparedTarget },
  { namespace, app }: WorkloadRef,
  filter: string,
): Promise<Capture> {
  const container = "capture";
  // Checks that need one are left out there; the others of the page share its set-up.
  if (target.missing["packet-capture"]) return new Capture(kube, { namespace, pod: "none", container });
  const pod = await until(`a pod of ${app} in ${namespace}`, () => firstPod(kube, namespace, app), { within: 30_000 });
  await kube.addEphemeralContainer(namespace, pod, {
    name: container,
    image: target.debugImage,
    imagePullPolicy: "IfNotPresent",
    // Each packet goes to the file as soon as it is there, and has 8 MiB to wait in on a busy machine; root stays root, or
    // it could not write the file.
    command: ["tcpdump", "-i", "eth0", "-nn", "-B", "8192", "-U", "--immediate-mode", "-Z", "root", "-w", file, filter],
    securityContext: { runAsUser: 0, runAsGroup: 0, capabilities: { add: ["NET_RAW", "NET_ADMIN"] } },
  });
  await until(`tcpdump in ${pod}.${namespace} listens`, () => listening(kube, { namespace, pod, container }), {
    within: 60_000,
    seen: async () => JSON.stringify(await captureState(kube, namespace, pod)),
  });
  return new Capture(kube, { namespace, pod, container });
}

function answersOf({ ref }: Workload, exchange: Exchange): AnswerValue[] {
  const name = `${ref.app}.${ref.namespace} at the captured pod`;
  return (["sent", "received"] as const).map((way) => ({
    kind: "wire",
    name,
    value: `${way}: ${normalised(exchange[way])}`,
  }));
}

async function firstPod(kube: Kube, namespace: string, app: string): Promise<string | undefined> {
  return (await kube.list("v1", "Pod", namespace, `app=${app}`))[0]?.metadata?.name;
}

async function listening(kube: Kube, { namespace, pod, container }: ContainerRef): Promise<true | undefined> {
  const state = await captureState(kube, namespace, pod);
  if (state?.running === undefined && state?.terminated === undefined) return undefined;
  const log = await kube.logs(namespace, pod, container);
  if (state.terminated === undefined) return log.includes("listening on eth0") ? true : undefined;
  throw new HarnessError(`tcpdump in ${pod}.${namespace} ended`, {
    why: log,
    hint: "see whether the cluster admits containers with NET_RAW and NET_ADMIN",
  });
}

async function captureState(
  kube: Kube,
  namespace: string,
  name: string,
): Promise<{ running?: object; terminated?: object } | undefined> {
  const pod = await kube.find({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace } });
  const status = pod?.status as { ephemeralContainerStatuses?: { state: object }[] } | undefined;
  return status?.ephemeralContainerStatuses?.[0]?.state;
}

async function addressOf(kube: Kube, namespace: string, name: string): Promise<string> {
  const pod = await kube.find({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace } });
  const { podIP } = (pod?.status ?? {}) as { podIP?: string };
  if (podIP) return podIP;
  throw new HarnessError(`the pod ${name}.${namespace} has no address`, { hint: "see whether it is Running" });
}
