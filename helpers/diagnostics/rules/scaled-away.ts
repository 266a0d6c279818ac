import type { AnyObject } from "#helpers/kube/objects";
import type { Facts } from "../facts.ts";
import { parseAccessLogLine } from "#helpers/probes/access-log";
import { nameOf, objectsOf } from "../views.ts";
import { clusterHost, type Look, type Rule } from "./rule.ts";

/** A workload that the check needs and that nobody lets run: its Deployment asks for no pod. */
const scaledAwayRule: Rule = {
  id: "scaled-away",
  look(look) {
    const deployment = objectsOf(look.facts, "Deployment").find(
      (each) => replicasOf(each) === 0 && concerns(look, each),
    );
    if (!deployment) return undefined;
    const { name, namespace } = deployment.metadata!;
    const services = servicesOf(look.facts, deployment).map(nameOf);
    return {
      cause: `${nameOf(deployment)} has 0 replicas: no pod of it runs${services.length > 0 ? `, and ${services.join(", ")} has nobody behind it` : ""}.`,
      object: nameOf(deployment),
      because: [
        `spec.replicas of ${nameOf(deployment)} is 0`,
        ...linesTo(look.facts, hostsOf(look.facts, deployment)).slice(-2),
      ],
      see: [
        `kubectl -n ${namespace} get deployment ${name}`,
        `kubectl -n ${namespace} scale deployment ${name} --replicas=1`,
      ],
    };
  },
};

/** Does the check speak of it, ask its Service, or did a proxy try to reach it since the check began? */
function concerns({ facts, subject }: Look, deployment: AnyObject): boolean {
  if (subject?.succeeded) return false;
  const { title, prints, reason, observed = "" } = facts.check;
  const text = [title, prints, reason, observed].join("\n");
  const names = [
    deployment.metadata!.name!,
    ...Object.entries(labelsOf(deployment)).map(([key, value]) => `${key}=${value}`),
  ];
  const services = servicesOf(facts, deployment);
  return (
    names.some((name) => text.includes(name)) ||
    services.some((service) => service === subject?.service) ||
    linesTo(facts, hostsOf(facts, deployment)).length > 0
  );
}

function linesTo({ accessLogs }: Facts, hosts: string[]): string[] {
  return accessLogs.flatMap(({ proxy, lines }) =>
    lines
      .filter((line) => hosts.includes(clusterHost(parseAccessLogLine(line)?.upstreamCluster ?? "") ?? ""))
      .map((line) => `log of ${proxy}: ${line}`),
  );
}

function hostsOf(facts: Facts, deployment: AnyObject): string[] {
  return servicesOf(facts, deployment).map(
    ({ metadata }) => `${metadata!.name}.${metadata!.namespace}.svc.cluster.local`,
  );
}

/** The Services whose pods its own are. */
function servicesOf(facts: Facts, deployment: AnyObject): AnyObject[] {
  const labels = labelsOf(deployment);
  return objectsOf(facts, "Service", deployment.metadata!.namespace).filter(({ spec }) => {
    const { selector = {} } = (spec ?? {}) as { selector?: Record<string, string> };
    const entries = Object.entries(selector);
    return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
  });
}

function replicasOf({ spec }: AnyObject): number | undefined {
  return (spec as { replicas?: number } | undefined)?.replicas;
}

function labelsOf({ spec }: AnyObject): Record<string, string> {
  return (spec as { selector?: { matchLabels?: Record<string, string> } }).selector?.matchLabels ?? {};
}

export const scaledAwayRules = [scaledAwayRule];
