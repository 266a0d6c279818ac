import { exec } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import { onlyCurl } from "./again.ts";
import { backendsOf, kindsOf } from "./backends.ts";
import type { AskedEndpoint, Facts } from "./facts.ts";
import type { Folder } from "./folder.ts";
import { portOf, subjectOf, type Subject } from "./subject.ts";

/** How many endpoints of one kind are asked. */
const perKind = 2;

/**
 * Sends the failing request to each endpoint of its Service, where these are of more than one kind: which of them gives
 * which answer is then seen. A client with a sidecar is not asked to: its sidecar speaks mTLS to the Service, and plain
 * text to an address.
 */
export async function askEndpoints(
  kube: Kube,
  facts: Facts,
  timeout: number,
  folder: Folder,
): Promise<AskedEndpoint[] | undefined> {
  const subject = subjectOf(facts);
  if (!subject?.url || !subject.client || subject.client.proxy) return undefined;
  const kinds = kindsOf(backendsOf(facts, subject));
  if (kinds.length < 2) return undefined;
  const endpoints = kinds.flatMap((kind) => kind.slice(0, perKind).map(({ endpoint }) => endpoint));
  const asked = await Promise.all(endpoints.map((endpoint) => askOne(kube, subject, endpoint, timeout)));
  const answers = asked.filter((one): one is AskedEndpoint => one !== undefined);
  const text = answers.map((one) => `# ${one.endpoint}\n$ ${one.command}\n${one.text}`).join("\n");
  await folder.write("endpoints.txt", "the failing request to each endpoint of its Service", text);
  return answers;
}

async function askOne(
  kube: Kube,
  subject: Subject,
  endpoint: string,
  timeout: number,
): Promise<AskedEndpoint | undefined> {
  const { sent, url } = subject;
  const command = onlyCurl(sent.command, `--connect-to ${url!.hostname}:${portOf(url!)}:${endpoint}`);
  if (command === undefined) return undefined;
  const { namespace, pod, container } = sent;
  const { exitCode, text } = await exec(kube, { namespace, pod, container }, ["sh", "-c", command], timeout);
  return { at: new Date().toISOString(), namespace, pod, container, command, text, exitCode, endpoint };
}
