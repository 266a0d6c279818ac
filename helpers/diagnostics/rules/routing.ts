import type { AnyObject } from "#helpers/kube/objects";
import { rootNamespace } from "../facts.ts";
import { routesFor, serviceEntriesFor } from "../in-force.ts";
import { clientLines, type FailureLine } from "../log-lines.ts";
import { answerLine } from "../subject.ts";
import { nameOf, objectsOf, podsOf, selects, type PodView } from "../views.ts";
import { clusterHost, type Cause, type Look, type Rule } from "./rule.ts";

/* Causes in what the proxies were told about hosts and routes. */

/** An AuthorizationPolicy. */
const rbac: Rule = {
  id: "authorization-policy",
  look({ facts, subject, lines, wantsRefusal }) {
    if (wantsRefusal || subject?.status !== 403) return undefined;
    const line = lines.findLast(({ details }) => /rbac_access_denied/.test(details));
    if (!line && !/RBAC: access denied/.test(subject.sent.text)) return undefined;
    const [where] = line?.proxy.split("/") ?? [];
    const spaces = [rootNamespace, ...(where ? [where] : subject.pods.map(({ namespace }) => namespace))];
    const policies = objectsOf(facts, "AuthorizationPolicy")
      .filter(({ metadata }) => spaces.includes(metadata?.namespace ?? ""))
      .map(nameOf);
    return {
      cause:
        policies.length > 0
          ? `An AuthorizationPolicy denies the request${policies.length > 1 ? ", one of" : ":"} ${policies.join(", ")}.`
          : "The proxy denies the request by an AuthorizationPolicy, and there was none any more when it was looked for.",
      because: [line ? logLine(line) : answerLine(subject)],
      see: ["kubectl get authorizationpolicies -A -o yaml"],
    };
  },
};

/** The client's sidecar knows nothing of the host. */
const unknownHost: Rule = {
  id: "host-not-in-the-mesh",
  look({ facts, subject, lines }) {
    const line = lines.findLast(({ upstreamCluster }) =>
      /^(PassthroughCluster|BlackHoleCluster)$/.test(upstreamCluster),
    );
    const host = subject?.url?.hostname;
    if (!line || !host || subject.service || serviceEntriesFor(facts, host).length > 0) return undefined;
    const what = `No ServiceEntry has the host ${host}`;
    return {
      cause:
        line.upstreamCluster === "BlackHoleCluster"
          ? `${what}, and the mesh lets only known hosts out (REGISTRY_ONLY).`
          : `${what}: the client's sidecar passes the traffic through as it is, past every route.`,
      because: [logLine(line)],
      see: ["kubectl get serviceentries -A -o yaml"],
    };
  },
};

/** The sidecar sends the request straight to the host where the document sends it through the gateway. */
const pastTheGateway: Rule = {
  id: "past-the-gateway",
  look(look) {
    const { facts, subject, lines } = look;
    const host = subject?.url?.hostname;
    if (!host || subject.service || !/gateway/i.test(`${facts.check.title}\n${facts.check.prints}`)) return undefined;
    const line = lines.findLast(({ upstreamCluster }) => clusterHost(upstreamCluster) === host);
    if (!line || lines.some(({ proxy }) => /gateway/.test(proxy))) return undefined;
    // Where some requests take the gateway, the routes are in force.
    if (clientLines(facts, subject).some(({ upstreamCluster }) => /gateway/.test(upstreamCluster))) return undefined;
    return straight(line, host, look);
  },
};

function straight(line: FailureLine, host: string, { facts }: Look): Cause {
  const routes = routesFor(facts, [host]);
  const way = "it sends the request straight to the host, past the egress gateway";
  return {
    cause:
      routes.length === 0
        ? `No VirtualService and no route of the Gateway API names ${host} in the client's sidecar: ${way}.`
        : `There are routes for ${host} (${routes.join(", ")}), and the client's sidecar does not go by them: ${way}.`,
    because: [logLine(line)],
    see: ["kubectl get virtualservices,httproutes,tlsroutes -A -o yaml", seeProxy(line, "route")],
  };
}

/** ServiceEntry whose addresses are the application's own affair. */
const resolutionNone: Rule = {
  id: "resolution-none",
  look({ facts, subject, lines }) {
    const host = subject?.url?.hostname;
    if (!host || subject.succeeded) return undefined;
    const entry = serviceEntriesFor(facts, host).find(({ resolution }) => resolution === "NONE");
    const line = lines.findLast(({ responseFlags }) => responseFlags !== "-");
    if (!entry || (subject.exitCode === 0 && !line)) return undefined;
    return {
      cause: `${entry.by} has resolution NONE: a proxy then uses the address that the request was sent to, and a gateway, to which requests are sent by its own address, cannot find ${host}.`,
      because: [line ? logLine(line) : answerLine(subject)],
      see: ["kubectl get serviceentries -A -o yaml"],
    };
  },
};

/** Asked from outside the cluster, the ingress gateway refuses the connection: no Gateway opens a port there. */
const gatewayNotSelected: Rule = {
  id: "gateway-not-selected",
  look({ facts, subject }) {
    if (subject || !/ECONNREFUSED/.test(`${facts.check.reason}\n${facts.check.observed ?? ""}`)) return undefined;
    const gateways = objectsOf(facts, "Gateway").filter(({ apiVersion }) =>
      apiVersion?.startsWith("networking.istio.io"),
    );
    const ingress = podsOf(facts, "istio-system").filter(({ labels }) => labels.app === "istio-ingressgateway");
    if (ingress.length === 0 || gateways.some((gateway) => ingress.some((pod) => isFor(gateway, pod))))
      return undefined;
    const others = gateways.map((gateway) => `${nameOf(gateway)} selects ${JSON.stringify(selectorOf(gateway))}`);
    return {
      cause: `No Gateway selects the pods of istio-ingressgateway, which so listens on no port: ${others.join(", ") || "there is no Gateway"}.`,
      because: ["the connection was refused", ...ingress.map(({ name }) => `istio-system/${name} is there`)],
      see: ["kubectl get gateways.networking.istio.io -A -o yaml"],
    };
  },
};

function selectorOf({ spec }: AnyObject): Record<string, string> {
  return ((spec ?? {}) as { selector?: Record<string, string> }).selector ?? {};
}

function isFor(gateway: AnyObject, { labels }: PodView): boolean {
  return selects({ matchLabels: selectorOf(gateway) }, labels);
}

export const routingRules = [rbac, unknownHost, pastTheGateway, resolutionNone, gatewayNotSelected];

function logLine({ proxy, line }: FailureLine): string {
  return `log of ${proxy}: ${line}`;
}

function seeProxy({ proxy }: FailureLine, part: string): string {
  const [namespace, pod] = proxy.split("/");
  return `istioctl proxy-config ${part} ${pod}.${namespace}`;
}
