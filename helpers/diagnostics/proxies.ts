import { exec } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import type { Bounded } from "./bounded.ts";
import type { Folder } from "./folder.ts";
import { countersText, dumpText } from "./proxy-dump.ts";
import { endpointsIn, proxyFacts, type ProxyFacts } from "./proxy-facts.ts";
import type { PodView } from "./views.ts";

/** Pages have a handful of proxies; a cluster that others use may have many more. */
const most = 10;

/** Dumps of each proxy: its configuration, listeners, clusters, endpoints, secrets, and what it waits for. */
export async function collectProxies(
  kube: Kube,
  pods: PodView[],
  bounded: Bounded,
  folder: Folder,
): Promise<ProxyFacts[]> {
  for (const { namespace, name } of pods.slice(most)) {
    bounded.missing.push({
      what: `proxy ${namespace}/${name}`,
      why: `of more than ${most} proxies the first are looked at`,
    });
  }
  const found = await Promise.all(
    pods
      .slice(0, most)
      .map((pod) => bounded.part(`proxy ${pod.namespace}/${pod.name}`, () => collectProxy(kube, pod, bounded, folder))),
  );
  return found.filter((one): one is ProxyFacts => one !== undefined);
}

async function collectProxy(
  kube: Kube,
  { namespace, name }: PodView,
  bounded: Bounded,
  folder: Folder,
): Promise<ProxyFacts> {
  const ask = async (path: string) => {
    const command = ["pilot-agent", "request", "GET", path];
    const at = { namespace, pod: name, container: "istio-proxy" };
    const { exitCode, stdout, stderr } = await exec(kube, at, command, bounded.left());
    if (exitCode !== 0) throw new Error(`\`${command.join(" ")}\` ended with exit code ${exitCode}: ${stderr}`);
    return stdout;
  };
  const [dump, clusters, listeners] = await Promise.all(["config_dump?include_eds", "clusters", "listeners"].map(ask));
  const facts = proxyFacts({ namespace, pod: name }, dump!, clusters!);
  const subfolder = `proxies/${name}.${namespace}`;
  const waits = [...facts.warming, ...facts.refused].join("\n") || "nothing";
  await Promise.all([
    folder.write(`${subfolder}/config_dump.json`, "Envoy's configuration", dumpText(dump!)),
    folder.write(`${subfolder}/clusters.txt`, "clusters with their counters", countersText(clusters!)),
    folder.write(`${subfolder}/listeners.txt`, "listeners", listeners!),
    folder.write(`${subfolder}/endpoints.txt`, "endpoints and their health", endpointsTable(clusters!)),
    folder.write(`${subfolder}/secrets.txt`, "secrets, their state and certificate", secretsTable(facts)),
    folder.write(`${subfolder}/warming.txt`, "what it waits for, and what it refused", `${waits}\n`),
  ]);
  return facts;
}

function endpointsTable(clusters: string): string {
  const rows = endpointsIn(clusters).map(({ cluster, address, health }) => [health, address, cluster]);
  return table(["HEALTH", "ENDPOINT", "CLUSTER"], rows);
}

function secretsTable({ secrets }: ProxyFacts): string {
  const rows = secrets.map(({ name, state, subject, issuer, notAfter }) => [
    state,
    name,
    subject ?? "-",
    issuer ?? "-",
    notAfter ?? "-",
  ]);
  return table(["STATE", "NAME", "SUBJECT", "ISSUER", "NOT AFTER"], rows);
}

/** Rows in columns. */
export function table(names: string[], rows: string[][]): string {
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("   ")
      .trimEnd();
  return [names, ...rows].map(line).join("\n") + "\n";
}
