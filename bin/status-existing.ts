import { openContext } from "#fixtures/targets/existing/preflight";
import { findLeft, leftInWords } from "#fixtures/targets/existing/sweep";
import { Kube } from "#helpers/kube/client";
import { ClusterLease } from "#helpers/kube/cluster-lease";
import type { Config } from "#helpers/system/config";

/** How long the cluster may take to answer. Milliseconds. */
const timeLimit = 5_000;

/**
 * What is known of somebody's cluster as far as runs are concerned: who runs there, and what runs have left. Reads only.
 * @throws HarnessError where it does not answer
 */
export async function statusOfContext(config: Config): Promise<string> {
  const { context, kubeconfig } = await openContext(config);
  const kube = Kube.connect(kubeconfig, timeLimit, { run: "status", watched: [] });
  const [{ gitVersion }, held, left] = await Promise.all([
    kube.get<{ gitVersion: string }>("/version"),
    new ClusterLease(kube).read(),
    findLeft(kube),
  ]);
  const lines = leftInWords(left);
  const runs = held?.holder
    ? `${held.holder.command} of ${held.holder.owner}, since ${held.holder.since}`
    : "nobody's run";
  return [
    `context     ${context.name} at ${context.server}: Kubernetes ${gitVersion}`,
    `in use by   ${runs}`,
    `of runs     ${lines.length === 0 ? "nothing is there" : lines.join("\n            ")}`,
    `kubeconfig  ${kubeconfig} (our copy of that context)`,
  ].join("\n");
}
