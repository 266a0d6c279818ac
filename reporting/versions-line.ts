import type { RunRecord } from "#helpers/verdict/record";

/** A verdict is about these versions, and no others. */
export function versionsLine({ versions }: Pick<RunRecord, "versions">): string {
  if (!versions) return "Versions: not known, the target was not prepared.";
  const { istio, kubernetes, gatewayApi, cni } = versions;
  return `Istio ${istio}, Kubernetes ${kubernetes}, Gateway API ${gatewayApi}, network plugin ${cni}.`;
}
