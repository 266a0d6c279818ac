import type { EvidenceEntry } from "#helpers/verdict/evidence";
import type { AnyObject } from "#helpers/kube/objects";
import type { CheckFacts, Facts, Sent } from "./facts.ts";
import { findPod, objectsOf, podsOf, selects, type PodView } from "./views.ts";

/** The request that the verdict is about, and where it went. */
export interface Subject {
  sent: Sent;
  exitCode: number;
  /** Status of the last HTTP answer; undefined when there was none. */
  status?: number;
  /** curl's own line about its failure. */
  words?: string;
  /** Did it get an answer, and none of 400 or more? */
  succeeded: boolean;
  client?: PodView;
  url?: URL;
  /** The Service that the URL names; undefined for hosts outside the cluster. */
  service?: AnyObject;
  /** The Service's port in the URL; undefined when it has no such port. */
  servicePort?: ServicePort;
  /** Port of the destination's pods. */
  targetPort?: number;
  /** Pods behind the Service. */
  pods: PodView[];
  hasClientCertificate: boolean;
}

interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
}

/** Behind a command that was run many times: how often it was answered so. */
const howOften = /\s+# (\d+) of (\d+) answered so[^\n]*$/;

/**
 * The commands among a check's evidence, as `Workload` and `exec` note them. Of one that was observed again and again the
 * last counts: a check objects to what it saw last. Of one that was run many times each kind of answer counts.
 */
export function commandsIn(entries: readonly EvidenceEntry[]): Sent[] {
  const sent = entries.flatMap(({ at, source, text, control }): Sent[] => {
    const [, pod, namespace, container, noted] = /^(\S+)\.([a-z0-9-]+) -c (\S+) -- ([^]*)$/.exec(source) ?? [];
    if (!pod || !namespace || !container || noted === undefined) return [];
    const [, times, of] = howOften.exec(noted) ?? [];
    const answered = times && of ? { answered: { times: Number(times), of: Number(of) } } : {};
    const exitCode = Number(/command terminated with exit code (\d+)\n$/.exec(text)?.[1] ?? 0);
    const command = noted.replace(howOften, "");
    return [{ at, namespace, pod, container, command, text, exitCode, ...(control && { control }), ...answered }];
  });
  const sameAs = (one: Sent) => (other: Sent) =>
    other.command === one.command && other.pod === one.pod && (!one.answered || kindOf(other) === kindOf(one));
  return sent.filter((one, index) => !sent.slice(index + 1).some(sameAs(one)));
}

/** What two answers of one kind have in common: how they end, and how they begin. */
function kindOf({ exitCode, text }: Sent): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() && !/^(date|x-[\w-]+):/i.test(line));
  return [exitCode, ...lines.slice(0, 4)].join("\n");
}

/**
 * The command whose answer the check objected to: the one that its message quotes. A table's rows that are as documented
 * are none, nor are the answers that were as documented where some were not.
 */
export function culprit(
  { reason, observed = "", prints, unstable, control }: CheckFacts,
  sent: Sent[],
): Sent | undefined {
  const all = sent.filter(({ command }) => /(^|[\s;&|(])curl /.test(command));
  const controlFailed = isControlFailure(reason);
  const meant = all.filter(({ control = false }) => control === controlFailed);
  const curls = meant.length > 0 ? meant : all;
  const reported = flat(`${reason}\n${observed}\n${control?.observed ?? ""}`);
  const documented = flat(prints);
  const score = ({ text }: Sent) => {
    const whole = flat(text);
    if (whole === "") return 0;
    if (unstable?.kinds.some((kind) => !kind.right && isOfKind(text, kind.what))) return 5;
    if ([observed, control?.observed ?? ""].some((seen) => flat(seen) === whole)) return 4;
    if (documented.includes(whole)) return 0;
    if (reported.includes(whole)) return 3;
    return reported.includes(flat(text.split("\n")[0]!)) ? 2 : 0;
  };
  const scored = curls.map((one, index) => ({ one, index, score: score(one) }));
  const best = scored.sort((a, b) => b.score - a.score || b.index - a.index)[0];
  if (best === undefined || best.score > 0) return best?.one;
  return curls.findLast(({ exitCode }) => exitCode !== 0) ?? curls.at(-1);
}

/** Is the failure a control's, by the check's own message? */
export function isControlFailure(reason: string): boolean {
  return /^(the )?control failed/.test(reason);
}

/** Is it the answer that was told in one line, "HTTP/1.1 200 OK / server: envoy", perhaps cut off? */
function isOfKind(text: string, what: string): boolean {
  const lines = text.split(/\r?\n/);
  const parts = what.split(" / ").filter(Boolean);
  const [last = "", ...others] = parts.reverse();
  return (
    parts.length > 0 && others.every((part) => lines.includes(part)) && lines.some((line) => line.startsWith(last))
  );
}

/** Where the failing request went, as far as the objects tell; undefined when the check sent none. */
export function subjectOf(facts: Facts): Subject | undefined {
  const sent = culprit(facts.check, facts.sent);
  if (!sent) return undefined;
  const url = urlIn(sent.command);
  const service = url && serviceFor(facts, url.hostname, sent.namespace);
  const spec = (service?.spec ?? {}) as { selector?: Record<string, string>; ports?: ServicePort[] };
  const servicePort = spec.ports?.find(({ port }) => port === portOf(url!));
  const pods = service && spec.selector ? podsBehind(facts, service.metadata!.namespace!, spec.selector) : [];
  const status = statusIn(sent.text);
  return {
    sent,
    exitCode: sent.exitCode,
    status,
    words: /^curl: \(\d+\).*$/m.exec(sent.text)?.[0],
    succeeded: sent.exitCode === 0 && (status ?? 200) < 400,
    client: findPod(facts, sent.namespace, sent.pod),
    url,
    service,
    servicePort,
    targetPort: targetPortOf(servicePort, pods[0]),
    pods,
    hasClientCertificate: /\s(--cert|-E)\b/.test(sent.command),
  };
}

/** The answer in one line, for what a cause is read from. */
export function answerLine({ words, status, exitCode }: Subject): string {
  if (words) return `curl said: ${words}`;
  return status === undefined ? `curl ended with exit code ${exitCode}` : `the answer was ${status}`;
}

/** "https://httpbin.test.svc.cluster.local:8443", for sentences. */
export function destinationName({ url }: Subject): string {
  return url ? `${url.protocol}//${url.hostname}:${portOf(url)}` : "its destination";
}

/** The names by which objects may speak of the destination: as in the URL, and the Service's shorter and longer ones. */
export function hostNames({ url, service }: Subject): string[] {
  const { name, namespace } = service?.metadata ?? {};
  const ofService = service ? [name!, `${name}.${namespace}`, `${name}.${namespace}.svc.cluster.local`] : [];
  return [...new Set([...(url ? [url.hostname] : []), ...ofService])];
}

export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === "https:" ? 443 : 80);
}

/** The text on one line, JSON's own escapes undone: an observed value may have been printed as JSON. */
function flat(text: string): string {
  return text
    .replaceAll(/\\r|\\n/g, " ")
    .replaceAll('\\"', '"')
    .replaceAll(/\s+/g, " ")
    .trim();
}

function urlIn(command: string): URL | undefined {
  const found = /https?:\/\/[^\s"']+/.exec(command)?.[0];
  return found !== undefined && URL.canParse(found) ? new URL(found) : undefined;
}

/** Status of the last answer: a status line, or what `-w "%{http_code}"` printed; 000 is none. */
export function statusIn(text: string): number | undefined {
  const line = [...text.matchAll(/^(?:< )?HTTP\/[\d.]+ (\d{3})/gm)].at(-1)?.[1];
  const printed = line ?? /(?:^|[\s:])(\d{3})\s*$/.exec(text.replace(/command terminated.*\n$/, ""))?.[1];
  return printed === undefined || printed === "000" ? undefined : Number(printed);
}

function serviceFor(facts: Facts, host: string, from: string): AnyObject | undefined {
  const [name, namespace = from, svc] = host.split(".");
  if (svc !== undefined && svc !== "svc") return undefined;
  return objectsOf(facts, "Service", namespace).find(({ metadata }) => metadata?.name === name);
}

function podsBehind(facts: Facts, namespace: string, selector: Record<string, string>): PodView[] {
  return podsOf(facts, namespace).filter(({ labels }) => selects({ matchLabels: selector }, labels));
}

function targetPortOf(servicePort: ServicePort | undefined, pod: PodView | undefined): number | undefined {
  const target = servicePort?.targetPort ?? servicePort?.port;
  if (typeof target !== "string") return target;
  const ports = pod?.containers.flatMap(({ ports }) => ports) ?? [];
  return ports.find(({ name }) => name === target)?.containerPort;
}
