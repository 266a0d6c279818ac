import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import {
  accessLog,
  control,
  httpAnswer,
  istioctl,
  noteLogLines,
  settle,
  type AccessLogLine,
  type Transcript,
} from "#fixtures";
import type { BlogTls } from "./page.ts";
import { manifest, namespace, ref } from "./resources.ts";

/** Which of the page's two resources there are, and in which form. */
export interface Form {
  /** As the page has it (443, HTTPS), or with plain http on 80 that goes to 443. */
  entry: "published" | "http";
  /** None; as the page has it, without a CA; with the run's CA; with one that only bears its name. */
  rule: "none" | "published" | "verifying" | "impostor";
}

/**
 * Brings about the ServiceEntry and the DestinationRule of a form, and waits until the client's sidecar has them. Each
 * check names the form that it needs, whatever was there before; the page removes both in the end.
 * @throws AssertionError when the sidecar does not get them: the mesh's failure, not ours
 */
export async function consume(state: BlogTls, form: Form): Promise<void> {
  if (state.form?.entry === form.entry && state.form.rule === form.rule) return;
  state.form = undefined;
  await bringAbout(state, form);
  state.form = form;
}

/** The same again, after a mutant has changed something behind our back. */
export async function consumeAnew(state: BlogTls, form: Form): Promise<void> {
  state.form = undefined;
  await consume(state, form);
}

async function bringAbout(state: BlogTls, form: Form): Promise<void> {
  const { kube } = state;
  const rule = ruleOf(state, form);
  await kube.apply(
    manifest(form.entry === "http" ? "consume-tls.service-entry" : "consume-tls.service-entry.published"),
  );
  await (rule ? kube.apply(rule) : kube.remove(ref.destinationRule));
  const wanted = `${form.entry === "http" ? 80 : 443} ${trustOf(rule)}`;
  await settle(
    () => clusterOfSidecar(state),
    (seen) => expect(seen, "the cluster that the client's sidecar has for wikipedia.org").toBe(wanted),
    { every: 50 },
  );
}

/** YAML of the form's DestinationRule. The real origin's certificate is from a CA that every system knows. */
export function ruleOf({ target }: BlogTls, { rule }: Form): string | undefined {
  if (rule === "none") return undefined;
  if (rule === "impostor") return manifest("consume-tls.destination-rule").replace("/ca.crt", "/impostor.crt");
  const asPublished = rule === "published" || target.internet === "live";
  return manifest(asPublished ? "consume-tls.destination-rule.published" : "consume-tls.destination-rule");
}

function trustOf(rule: string | undefined): string {
  if (!rule) return "no TLS";
  return `TLS, file-root:${/caCertificates: (\S+)/.exec(rule)?.[1] ?? "system"}`;
}

/** Port and trust of the cluster that the client's sidecar has for wikipedia.org, e.g. "80 TLS, file-root:system". */
async function clusterOfSidecar({ target, client }: BlogTls): Promise<string> {
  const proxy = `${client.pod}.${namespace}`;
  const json = await istioctl(target, ["proxy-config", "cluster", proxy, "--fqdn", "wikipedia.org", "-o", "json"]);
  const clusters = JSON.parse(json) as { name: string; transportSocket?: object }[];
  return (
    clusters.map(({ name, transportSocket }) => `${name.split("|")[1]} ${tlsOf(transportSocket)}`).join("; ") || "none"
  );
}

function tlsOf(transportSocket: object | undefined): string {
  if (!transportSocket) return "no TLS";
  return `TLS, ${/"name":"(file-root:[^"]+)"/.exec(JSON.stringify(transportSocket))?.[1] ?? "no CA"}`;
}

/** One request of the application, and what became of it at the origin. */
export interface Exchange {
  path: string;
  since: Date;
  curl: Transcript;
  /** One line: the status, and how the request came to the origin. */
  text: string;
}

/** The application asks for a path of its own, so that no older request can pass for this one. */
export async function ask(state: BlogTls, url = "http://wikipedia.org"): Promise<Exchange> {
  const path = `/${randomUUID()}`;
  const since = new Date();
  const curl = await state.client.run(`curl -sS -D - -o /dev/null ${url}${path}`);
  const status = httpAnswer(curl)?.status;
  const came = state.origin ? await recordOf(state.origin, path) : withoutRecord(status);
  const reason = status === 503 ? await lastFailure(state, since) : "";
  return { path, since, curl, text: `${status ?? curl.text.trim()}: ${came}${reason}` };
}

/** For people: why the sidecar could not reach the origin, by the newest line in its log, which lags by a second. */
async function lastFailure({ kube, client }: BlogTls, since: Date): Promise<string> {
  const lines = await accessLog(kube, { namespace, pod: client.pod }, new Date(since.getTime() - 2_000));
  const reason = lines.map(({ line }) => /\{([^}]+)\}/.exec(line)?.[1]).findLast((found) => found !== undefined);
  return reason ? `: ${reason}` : "";
}

async function recordOf(origin: NonNullable<BlogTls["origin"]>, path: string): Promise<string> {
  const requests = await origin.seen(path);
  const lines = requests.map(({ port, tls, sni, host }) =>
    tls ? `TLS on ${port}, SNI ${sni}, for ${host}` : `plain text on ${port}, for ${host}`,
  );
  return lines.join("; ") || "not seen by the origin";
}

/**
 * The real wikipedia.org keeps no record for us, and checks that need one are skipped: catalogue/skips.ts. A 503 is taken
 * for the sidecar's own; the check that relies on it asks the sidecar's log too.
 */
function withoutRecord(status: number | undefined): string {
  return status === 503 ? "not seen by the origin" : "no record of the origin";
}

/** Control: the origin is up, and a client outside the mesh that verifies its certificate gets an answer. */
export function originAnswersUnmeshed({ unmeshed, origin }: BlogTls): Promise<Transcript> {
  return control(
    "https to wikipedia.org from outside the mesh, its certificate verified",
    () => unmeshed.run("curl -sS -o /dev/null -w '%{http_code}' https://wikipedia.org/"),
    ({ text }) => expect(text).toBe(origin ? "200" : "301"),
  );
}

/** The client's sidecar's own log line of an exchange. Envoy writes it within a second. */
export async function lineOf({ kube, client }: BlogTls, { path, since }: Exchange): Promise<AccessLogLine> {
  const lines = await settle(
    async () => (await accessLog(kube, { namespace, pod: client.pod }, since)).filter((line) => line.path === path),
    (found) =>
      expect(
        found.map(({ line }) => line),
        `the sidecar's log lines for ${path}`,
      ).toHaveLength(1),
    { every: 100 },
  );
  noteLogLines("the client's sidecar", lines);
  return lines[0]!;
}
