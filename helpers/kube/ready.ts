import { HarnessError, type HarnessErrorOptions } from "#helpers/system/errors";
import type { Kube } from "./client.ts";
import { nodeAwake, systemReady } from "./awake.ts";
import { NoAnswer } from "./answers.ts";
import { lockedDown } from "./locked-down.ts";
import type { AnyObject } from "./objects.ts";
import type { Say } from "#helpers/system/progress";
import { until } from "#helpers/verdict/settle";

/** Longest that a part of the cluster may take to come up on two busy cores. Milliseconds. */
const timeLimit = 180_000;

/** One question to an API server that is coming up, and how long it may keep silent altogether. Milliseconds. */
const answerLimits = { question: 4_000, silence: 12_000 };

/**
 * Waits until the API is healthy, the node Ready, and CoreDNS and the pods' network are.
 * @throws HarnessError when one isn't in time, and within 17 s when nothing answers at the API server's address: one that
 *   is starting refuses connections
 */
export async function clusterReady(kube: Kube, say: Say, { question, silence } = answerLimits): Promise<void> {
  say("waiting for the API server");
  let heard = performance.now();
  const healthy = async () => {
    const answer = await apiAnswer(kube, question);
    if (answer !== "silence") heard = performance.now();
    else if (performance.now() - heard >= silence) throw silent(kube, silence);
    return answer === "healthy" ? true : undefined;
  };
  await until("the API server healthy", healthy, { within: timeLimit, every: 500 });
  const stoodStill = await nodeAwake(kube, say);
  say("waiting for the node, its network and CoreDNS");
  await until("the node Ready", () => nodeReady(kube), { within: timeLimit, every: 250 });
  await until("the pods' network ready", () => networkReady(kube), { within: timeLimit, every: 250 });
  await until("CoreDNS ready", () => deploymentReady(kube, "kube-system", "coredns"), {
    within: timeLimit,
    every: 250,
  });
  if (stoodStill) await until("the system's pods ready", () => systemReady(kube), { within: timeLimit, every: 250 });
}

/** Proves that a pod gets an answer from CoreDNS: runs one that asks, and removes it. */
export async function dnsAnswers(kube: Kube, image: string, say: Say): Promise<void> {
  say("asking CoreDNS from a pod");
  const ref = { apiVersion: "v1", kind: "Pod", metadata: { name: "meshproof-dns-query", namespace: "kube-system" } };
  await kube.remove(ref, 0);
  const query = "until getent hosts kubernetes.default.svc.cluster.local; do sleep 0.5; done";
  await kube.applyObject({
    ...ref,
    spec: {
      restartPolicy: "Never",
      activeDeadlineSeconds: 60,
      containers: [{ name: "query", image, securityContext: lockedDown, command: ["sh", "-c", query] }],
    },
  } as AnyObject);
  try {
    await until("CoreDNS answering a pod", () => succeeded(kube, ref), {
      within: 90_000,
      seen: () => kube.logs("kube-system", ref.metadata.name, "query"),
    });
  } finally {
    await kube.remove(ref, 0);
  }
}

/** True as soon as a Deployment has all its replicas available. */
export async function deploymentReady(kube: Kube, namespace: string, name: string): Promise<true | undefined> {
  const found = await kube.find({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } });
  const wanted = (found?.spec as { replicas?: number } | undefined)?.replicas ?? 1;
  const { availableReplicas, updatedReplicas, observedGeneration } = (found?.status ?? {}) as Record<
    string,
    number | undefined
  >;
  return availableReplicas === wanted &&
    updatedReplicas === wanted &&
    observedGeneration === found?.metadata?.generation
    ? true
    : undefined;
}

async function apiAnswer(kube: Kube, limit: number): Promise<"healthy" | "error" | "silence"> {
  try {
    await kube.get("/version", undefined, limit);
    return "healthy";
  } catch (error) {
    refuseCertificate(error as Error);
    // Not up yet is what we wait for; `until` has the deadline.
    return (error as Error).cause instanceof NoAnswer ? "silence" : "error";
  }
}

/** Was it the API server's certificate that the connection failed by? No waiting mends that. */
function refuseCertificate({ cause }: Error): void {
  const { code, message } = (cause ?? {}) as NodeJS.ErrnoException;
  const why = `${message}; Kubernetes' are valid for a year from their making; this machine's clock says ${new Date().toISOString()}`;
  if (code === "CERT_HAS_EXPIRED")
    throw new CertificateOutOfTime("the API server's certificate has run out", true, {
      ...{ why, cause },
      hint: "`npm run down`, then `npm run up`: they make the cluster anew",
    });
  if (code === "CERT_NOT_YET_VALID")
    throw new CertificateOutOfTime("the API server's certificate is not valid yet", false, {
      ...{ why, cause },
      hint: "set this machine's clock",
    });
}

/** The API server has a certificate that is not valid now. */
export class CertificateOutOfTime extends HarnessError {
  /** @param expired has it run out, and was not made by a clock that is ahead of ours? */
  constructor(
    what: string,
    readonly expired: boolean,
    options: HarnessErrorOptions,
  ) {
    super(what, options);
  }
}

function silent(kube: Kube, silence: number): HarnessError {
  return new HarnessError(`the cluster's API server has not answered for ${silence / 1000} s`, {
    why: `connections to ${kube.server} are not refused, but nothing comes back`,
    hint: "see whether a firewall, a VPN or a proxy takes them, and whether the node runs (`docker ps`)",
  });
}

/** Ready, and no longer marked as if it were not: the mark goes some seconds after, and would change under the run. */
export async function nodeReady(kube: Kube): Promise<true | undefined> {
  const nodes = await kube.list("v1", "Node");
  const ready = nodes.every(({ spec, status }) => {
    const { conditions } = status as { conditions?: { type: string; status: string }[] };
    const { taints = [] } = (spec ?? {}) as { taints?: { key: string }[] };
    const marked = taints.some(({ key }) => /^node\.kubernetes\.io\/(not-ready|unreachable)$/.test(key));
    return !marked && conditions?.some(({ type, status: is }) => type === "Ready" && is === "True");
  });
  return nodes.length > 0 && ready ? true : undefined;
}

/** Calico, kindnet or another: a DaemonSet beside kube-proxy, as every network of kind's is. */
async function networkReady(kube: Kube): Promise<true | undefined> {
  const all = await kube.list("apps/v1", "DaemonSet", "kube-system");
  const networks = all.filter(({ metadata }) => metadata?.name !== "kube-proxy");
  const ready = networks.every(({ status }) => {
    const { numberReady, desiredNumberScheduled } = (status ?? {}) as Record<string, number | undefined>;
    return numberReady && numberReady === desiredNumberScheduled;
  });
  return networks.length > 0 && ready ? true : undefined;
}

async function succeeded(
  kube: Kube,
  ref: { apiVersion: string; kind: string; metadata: { name: string; namespace: string } },
): Promise<true | undefined> {
  const { phase } = ((await kube.find(ref))?.status ?? {}) as { phase?: string };
  return phase === "Succeeded" ? true : undefined;
}
