import { deployed, helloworldStandIn, until, type AnyObject, type Kube, type Terminal } from "#fixtures";
import { namespace, samples } from "./resources.ts";

/* The two services behind the gateways. They have no sidecars: the page works with and without, and default has no label. */

interface Here {
  kube: Kube;
  terminal: Terminal;
}

/** "Start the httpbin sample." */
export async function startHttpbin({ kube, terminal }: Here): Promise<void> {
  await terminal.must(`kubectl apply -f ${samples.httpbin}`);
  await deployed(kube, { namespace, app: "httpbin" });
}

/** "Start the helloworld-v1 sample." What its stand-in runs is there before. */
export async function startHelloworld({ kube, terminal }: Here): Promise<void> {
  await kube.applyObject(helloworldStandIn);
  await terminal.must(`kubectl apply -f ${samples.helloworld} -l service=helloworld`);
  await terminal.must(`kubectl apply -f ${samples.helloworld} -l version=v1`);
  await until("one ready pod of helloworld-v1", () => readyPod(kube, "app=helloworld"), { within: 60_000 });
}

/** The name of the only pod with these labels, once it is ready. */
export async function readyPod(kube: Kube, labels: string, inNamespace = namespace): Promise<string | undefined> {
  const pods = await kube.list("v1", "Pod", inNamespace, labels);
  const [pod, ...others] = pods.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
  return pod && others.length === 0 && isReady(pod) ? pod.metadata?.name : undefined;
}

function isReady({ status }: AnyObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  return conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
}
