import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import { until } from "#helpers/verdict/settle";

/** Longest that a reader waits for what a block has set off. Milliseconds. */
const timeLimit = 120_000;

/**
 * Waits as a reader does before the next step: until every Deployment is rolled out, no pod is ending, and every Gateway
 * of the Gateway API is programmed. What needs longer than that is what the next block shows.
 * @throws HarnessError when the cluster is not at rest within two minutes
 */
export async function atRest(kube: Kube): Promise<void> {
  let open: string[] = [];
  await until(
    "what the block has set off at rest",
    async () => {
      open = await unrest(kube);
      return open.length === 0 ? true : undefined;
    },
    { within: timeLimit, every: 250, seen: async () => open.join(", ") },
  );
}

async function unrest(kube: Kube): Promise<string[]> {
  const [deployments, pods, gateways] = await Promise.all([
    kube.list("apps/v1", "Deployment"),
    kube.list("v1", "Pod"),
    kube.list("gateway.networking.k8s.io/v1", "Gateway"),
  ]);
  return [
    ...deployments.filter((each) => !isRolledOut(each)).map((each) => `${named(each)} not rolled out`),
    ...pods.filter(({ metadata }) => metadata?.deletionTimestamp).map((each) => `${named(each)} ending`),
    ...gateways.filter((each) => !isProgrammed(each)).map((each) => `${named(each)} not programmed`),
  ];
}

function isRolledOut({ metadata, spec, status }: AnyObject): boolean {
  const { replicas = 1 } = (spec ?? {}) as { replicas?: number };
  const { observedGeneration, updatedReplicas, availableReplicas } = (status ?? {}) as Record<
    string,
    number | undefined
  >;
  return observedGeneration === metadata?.generation && updatedReplicas === replicas && availableReplicas === replicas;
}

function isProgrammed({ status }: AnyObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  return conditions.some(({ type, status: is }) => type === "Programmed" && is === "True");
}

function named({ kind, metadata }: AnyObject): string {
  return `${kind} ${metadata?.namespace}/${metadata?.name}`;
}
