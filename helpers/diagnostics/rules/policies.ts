import type { AnyObject } from "#helpers/kube/objects";
import type { Facts } from "../facts.ts";
import { networkPoliciesOn } from "../in-force.ts";
import { answerLine, destinationName, portOf, type Subject } from "../subject.ts";
import { objectsOf, type PodView } from "../views.ts";
import type { Rule } from "./rule.ts";

/* Causes in NetworkPolicies. */

/** The connection, the name or the answer never came. */
const timeout: Rule = {
  id: "blocked-by-network-policy",
  look({ facts, subject, wantsRefusal }) {
    if (subject?.exitCode !== 28 || wantsRefusal) return undefined;
    const out = restrictedBy(facts, subject.client, "Egress");
    const into = subject.pods.map((pod) => restrictedBy(facts, pod, "Ingress")).find(Boolean);
    const by = out ?? into;
    if (!by) return undefined;
    const what = /resolving/i.test(subject.words ?? "")
      ? "the client's questions to DNS"
      : `the traffic to ${destinationName(subject)}`;
    return {
      cause: by.denies
        ? `${by.names} blocks ${what}: packets are dropped, so curl waits until its time is over.`
        : `${by.names} restricts ${what}, and nothing came back: a packet that none of its rules allows is dropped, and curl waits until its time is over.`,
      because: [answerLine(subject)],
      see: seePolicies(subject),
    };
  },
};

/** The document has a NetworkPolicy block it, and it went through. */
const notBlocked: Rule = {
  id: "no-network-policy",
  look({ facts, subject, wantsRefusal }) {
    const words = `${facts.check.title}\n${facts.check.prints}`;
    const meant = /NetworkPolic|network polic|exit code 28|\(28\)|time[ds]? out/i.test(words);
    if (!subject?.succeeded || !wantsRefusal || !subject.client || !meant) return undefined;
    const { client } = subject;
    if (networkPoliciesOn(facts, client, "Egress").length > 0) return undefined;
    const others = objectsOf(facts, "NetworkPolicy", client.namespace).map(({ metadata }) => metadata!.name);
    return {
      cause: `No NetworkPolicy restricts the egress of ${client.name} in ${client.namespace}: nothing blocks ${destinationName(subject)}.`,
      because: [answerLine(subject), `NetworkPolicies of ${client.namespace}: ${others.join(", ") || "none"}`],
      see: seePolicies(subject),
    };
  },
};

/** The document has a NetworkPolicy block it, and another one lets it through: what policies allow adds up. */
const allowedByAnother: Rule = {
  id: "another-policy-allows",
  look({ facts, subject, wantsRefusal }) {
    // Inside the cluster what a policy allows is a matter of labels; outside it is a matter of addresses.
    if (!subject?.succeeded || !wantsRefusal || !subject.client || subject.service) return undefined;
    const { client } = subject;
    const on = networkPoliciesOn(facts, client, "Egress");
    const port = portOf(subject.url!);
    const open = networkPoliciesOn(facts, client, "Egress", (policy) => openRule(policy, port) !== undefined);
    if (open.length === 0) return undefined;
    const spared = networkPoliciesOn(facts, client, "Egress", (policy) =>
      Boolean(openRule(policy, port)?.ports?.length),
    );
    const how = spared.length === open.length ? `, of which it spares port ${port}` : "";
    return {
      cause: `${open.join(" and ")} allows the egress of ${client.name} in ${client.namespace}${how}, to ${destinationName(subject)}${on.length > 1 ? ": what NetworkPolicies allow adds up" : ""}.`,
      because: [answerLine(subject), `in force on ${client.name}: ${on.join(", ")}`],
      see: seePolicies(subject),
    };
  },
};

interface EgressRule {
  to?: { ipBlock?: object }[];
  ports?: { port?: number | string; endPort?: number }[];
}

/** Its rule that lets a pod send to this port of addresses outside of the cluster. */
function openRule({ spec }: AnyObject, port: number): EgressRule | undefined {
  const { egress = [] } = (spec ?? {}) as { egress?: EgressRule[] };
  const isOpen = ({ to = [] }: EgressRule) => to.length === 0 || to.some(({ ipBlock }) => ipBlock !== undefined);
  const takes = ({ ports = [] }: EgressRule) =>
    ports.length === 0 ||
    ports.some(
      (each) => each.port === undefined || (Number(each.port) <= port && port <= (each.endPort ?? Number(each.port))),
    );
  return egress.find((rule) => isOpen(rule) && takes(rule));
}

export const policyRules = [timeout, notBlocked, allowedByAnother];

export interface Restriction {
  names: string;
  /** Does it allow nothing at all? Else its rules decide, and they are not read here. */
  denies: boolean;
}

/** The NetworkPolicies that restrict a pod's traffic in a direction. */
export function restrictedBy(
  facts: Facts,
  pod: PodView | undefined,
  direction: "Ingress" | "Egress",
): Restriction | undefined {
  if (!pod) return undefined;
  const names = networkPoliciesOn(facts, pod, direction);
  const allowsNothing = ({ spec }: AnyObject) =>
    ((spec ?? {}) as Record<string, unknown[] | undefined>)[direction.toLowerCase()] === undefined ||
    ((spec ?? {}) as Record<string, unknown[]>)[direction.toLowerCase()]!.length === 0;
  const silent = networkPoliciesOn(facts, pod, direction, allowsNothing);
  return names.length === 0 ? undefined : { names: names.join(" and "), denies: silent.length === names.length };
}

/** Commands that show the NetworkPolicies at both ends. */
export function seePolicies({ client, pods }: Subject): string[] {
  const namespaces = new Set([client?.namespace, ...pods.map(({ namespace }) => namespace)].filter(Boolean));
  return [...namespaces].map((namespace) => `kubectl -n ${namespace} get networkpolicies -o yaml`);
}
