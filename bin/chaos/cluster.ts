import { reachPage } from "./moments.ts";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/**
 * What happens to the cluster and the mesh while a page is checked. A page may hold all the same, or it cannot be told:
 * never may a check be nonconformant, for the mesh did nothing that its documents do not say.
 */

/** Breaks something for a while in the middle of a page. */
const meanwhile = (id: string, does: string, act: (target: ChaosTarget) => Promise<unknown>): Scenario => ({
  id,
  does,
  wants: { exit: [0, 2] },
  act: async (run, target, turn) => {
    await reachPage(run, turn);
    await act(target);
  },
});

const kill = (program: string) => (target: ChaosTarget) => target.inNode(`pkill -9 -x ${program}`);

export const cluster: Scenario[] = [
  meanwhile("node-paused", "the node's container stands still for 20 s", async (target) => {
    await target.docker("pause", target.node);
    await target.wait(20);
    await target.docker("unpause", target.node);
  }),
  meanwhile("node-killed", "the node's container is killed", (target) => target.docker("kill", target.node)),
  meanwhile("istiod-deleted", "istiod's pod is deleted", (target) =>
    target.kubectl("delete", "pod", "-n", "istio-system", "-l", "app=istiod", "--wait=false"),
  ),
  meanwhile("gateway-deleted", "the ingress gateway's pod is deleted", (target) =>
    target.kubectl("delete", "pod", "-n", "istio-system", "-l", "app=istio-ingressgateway", "--wait=false"),
  ),
  meanwhile("workload-deleted", "the page's pods in foo are deleted", (target) =>
    target.kubectl("delete", "pod", "-n", "foo", "--all", "--wait=false"),
  ),
  meanwhile("coredns-down", "CoreDNS has no pod for 20 s", async (target) => {
    const scale = (replicas: number) =>
      target.kubectl("scale", "deployment", "coredns", "-n", "kube-system", `--replicas=${replicas}`);
    target.afterwards("CoreDNS's pods", () => scale(2));
    await scale(0);
    await target.wait(20);
    await scale(2);
  }),
  meanwhile("api-server-killed", "kube-apiserver is killed; the kubelet starts it again", kill("kube-apiserver")),
  meanwhile("etcd-killed", "etcd is killed; the kubelet starts it again", kill("etcd")),
  meanwhile("kubelet-killed", "the kubelet is killed; systemd starts it again", kill("kubelet")),
  meanwhile(
    "slow-api",
    "kube-apiserver stands still for 3 s again and again, for 30 s: so long each call takes",
    (target) => {
      const signal = (name: string) => target.inNode(`pkill -${name} -x kube-apiserver`);
      target.afterwards("kube-apiserver's going on", () => signal("CONT"));
      const once = "pkill -STOP -x kube-apiserver; sleep 3; pkill -CONT -x kube-apiserver; sleep 0.2";
      return target.inNode(`for turn in 1 2 3 4 5 6 7 8 9; do ${once}; done`);
    },
  ),
  meanwhile("cpu-taken", "eight loops take the node's processors for 40 s", async (target) => {
    await target.inNode("for i in 1 2 3 4 5 6 7 8; do timeout 40 sh -c 'while :; do :; done' & done");
  }),
  meanwhile("etcd-full", "etcd's disk quota is used up for 20 s", async (target) => {
    const manifest = "/etc/kubernetes/manifests/etcd.yaml";
    const undo = async () => {
      await target.inNode(`sed -i '/quota-backend-bytes/d' ${manifest}`);
    };
    target.afterwards("etcd's quota", undo);
    await target.inNode(`sed -i 's/^    - etcd$/    - etcd\\n    - --quota-backend-bytes=1/' ${manifest}`);
    await target.wait(20);
    await undo();
  }),
];
