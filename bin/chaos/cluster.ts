import { reachPage } from "./moments.ts";
import type { Scenario } from "./scenario.ts";
import type { World } from "./target.ts";

/**
 * What happens to the cluster and the mesh while a page is checked. A page may hold all the same, or it cannot be told:
 * never may a check be nonconformant, for the mesh did nothing that its documents do not say.
 */

/** Breaks something for a while in the middle of a page. */
const meanwhile = (id: string, does: string, act: (world: World) => Promise<unknown>): Scenario => ({
  id,
  does,
  wants: { exit: [0, 2] },
  act: async (run, world, turn) => {
    await reachPage(run, turn);
    await act(world);
  },
});

const kill = (program: string) => (world: World) => world.inNode(`pkill -9 -x ${program}`);

export const cluster: Scenario[] = [
  meanwhile("node-paused", "the node's container stands still for 20 s", async (world) => {
    await world.docker("pause", world.node);
    await world.wait(20);
    await world.docker("unpause", world.node);
  }),
  meanwhile("node-killed", "the node's container is killed", (world) => world.docker("kill", world.node)),
  meanwhile("istiod-deleted", "istiod's pod is deleted", (world) =>
    world.kubectl("delete", "pod", "-n", "istio-system", "-l", "app=istiod", "--wait=false"),
  ),
  meanwhile("gateway-deleted", "the ingress gateway's pod is deleted", (world) =>
    world.kubectl("delete", "pod", "-n", "istio-system", "-l", "app=istio-ingressgateway", "--wait=false"),
  ),
  meanwhile("workload-deleted", "the page's pods in foo are deleted", (world) =>
    world.kubectl("delete", "pod", "-n", "foo", "--all", "--wait=false"),
  ),
  meanwhile("coredns-down", "CoreDNS has no pod for 20 s", async (world) => {
    const scale = (replicas: number) =>
      world.kubectl("scale", "deployment", "coredns", "-n", "kube-system", `--replicas=${replicas}`);
    world.afterwards("CoreDNS's pods", () => scale(2));
    await scale(0);
    await world.wait(20);
    await scale(2);
  }),
  meanwhile("api-server-killed", "kube-apiserver is killed; the kubelet starts it again", kill("kube-apiserver")),
  meanwhile("etcd-killed", "etcd is killed; the kubelet starts it again", kill("etcd")),
  meanwhile("kubelet-killed", "the kubelet is killed; systemd starts it again", kill("kubelet")),
  meanwhile("slow-api", "each packet of the node waits for 3 s, for 30 s", async (world) => {
    const undo = () => world.inNode("tc qdisc del dev eth0 root || true");
    world.afterwards("the node's queue", undo);
    await world.inNode("tc qdisc add dev eth0 root netem delay 3s");
    await world.wait(30);
    await undo();
  }),
  meanwhile("cpu-taken", "eight loops take the node's processors for 40 s", async (world) => {
    await world.inNode("for i in 1 2 3 4 5 6 7 8; do timeout 40 sh -c 'while :; do :; done' & done");
  }),
  meanwhile("etcd-full", "etcd's disk quota is used up for 20 s", async (world) => {
    const manifest = "/etc/kubernetes/manifests/etcd.yaml";
    const undo = async () => {
      await world.inNode(`sed -i '/quota-backend-bytes/d' ${manifest}`);
    };
    world.afterwards("etcd's quota", undo);
    await world.inNode(`sed -i 's/^    - etcd$/    - etcd\\n    - --quota-backend-bytes=1/' ${manifest}`);
    await world.wait(20);
    await undo();
  }),
];
