import type { AppliedObject } from "#helpers/kube/applied";
import { appliedObjects } from "#helpers/kube/applied-objects";

/**
 * The objects that one of the documents' kubectl commands makes or labels.
 * A namespace is none of them: without it nothing else of the page could be applied.
 * @param line `kubectl -n test apply -f -`, `kubectl label namespace test istio-injection=enabled` …
 * @param input the YAML that it reads
 */
export function objectsOf(line: string, input?: string): AppliedObject[] {
  const namespace = /(?:^|\s)(?:-n|--namespace)[ =]?(\S+)/.exec(line)?.[1] ?? "default";
  if (/\bkubectl\b.*\bapply\b/.test(line) && input !== undefined) return appliedObjects(input, namespace);
  const secret = /\bkubectl\b.*\bcreate\b.*\bsecret (?:generic|tls) (\S+)/.exec(line)?.[1];
  if (secret) return [{ name: `Secret ${namespace}/${secret}`, tunable: false }];
  const [, of, label] = /\bkubectl\b.*\blabel (?:ns|namespace) (\S+) (\S+=\S+)/.exec(line) ?? [];
  return of ? [{ name: `label ${label} of Namespace ${of}`, tunable: false }] : [];
}

/** The namespaces that one of the documents' kubectl commands works in. */
export function namespacesOf(line: string): string[] {
  const named = [...line.matchAll(/(?:^|\s)(?:-n|--namespace|create ns|create namespace)[ =]([a-z0-9-]+)/g)];
  const found = named.map(([, namespace]) => namespace!);
  return found.length > 0 ? [...new Set(found)] : /\bkubectl\b/.test(line) ? ["default"] : [];
}
