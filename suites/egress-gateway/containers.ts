import { getContainers, getTestEgressPod } from "./command-lines.ts";
import type { Egress } from "./state.ts";

interface PodSpec {
  initContainers?: { name: string; restartPolicy?: string }[];
}

/** READY and the containers of the pod in test-egress, as the page's commands print them; and its running init containers. */
export async function containersOf({ kube, terminal }: Egress): Promise<string> {
  const [table, containers, [pod]] = await Promise.all([
    terminal.run(getTestEgressPod),
    terminal.run(getContainers),
    kube.list("v1", "Pod", "test-egress", "app=curl"),
  ]);
  const [, ready] = /^curl-\S+\s+(\S+)/m.exec(table.stdout) ?? [];
  const { initContainers = [] } = (pod?.spec ?? {}) as PodSpec;
  const running = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always").map(({ name }) => name);
  return `${ready} ready, containers ${containers.text}, running init containers ${running.join(" ") || "none"}`;
}
