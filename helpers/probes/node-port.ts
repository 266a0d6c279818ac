import { HarnessError } from "#helpers/system/errors";
import type { Kube } from "#helpers/kube/client";

/**
 * The port on the node's address at which a Service's port is reached from outside the cluster.
 * @param port the Service's own port, e.g. 443
 * @throws HarnessError when the Service has no such port, or gives it no NodePort
 */
export async function nodePort(
  kube: Kube,
  { namespace, name }: { namespace: string; name: string },
  port: number,
): Promise<number> {
  const service = await kube.find({ apiVersion: "v1", kind: "Service", metadata: { name, namespace } });
  const { ports = [] } = (service?.spec ?? {}) as { ports?: { port: number; nodePort?: number }[] };
  const found = ports.find((each) => each.port === port)?.nodePort;
  if (found !== undefined) return found;
  const seen = ports.map((each) => `${each.port}:${each.nodePort ?? "no NodePort"}`).join(", ");
  throw new HarnessError(`the Service ${name} in ${namespace} cannot be reached from outside on port ${port}`, {
    why: service ? `its ports are ${seen || "none"}` : "there is no such Service",
    hint: "it has to be of type LoadBalancer or NodePort; `npm run up` installs the gateways that way",
  });
}
