import { until, type Kube, type Mutant } from "#fixtures";
import type { SidecarTls } from "../set-up.ts";

/** A way to break the mesh; the check adds what it must say. */
export type Break = Omit<Mutant<SidecarTls>, "failsWith">;

/** An object of namespace test. */
export const inTest = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: "test" },
});

/** Ends httpbin's pod, so that it is made anew, or cannot be. */
export async function endPod(kube: Kube): Promise<void> {
  const pods = await kube.list("v1", "Pod", "test", "app=httpbin");
  await Promise.all(pods.map(({ metadata }) => kube.remove(inTest("v1", "Pod", metadata!.name!), 0)));
  const old = pods.map(({ metadata }) => metadata?.uid);
  await until(
    "httpbin's old pod gone",
    async () => {
      const now = await kube.list("v1", "Pod", "test", "app=httpbin");
      return now.some(({ metadata }) => old.includes(metadata?.uid)) ? undefined : true;
    },
    { within: 30_000 },
  );
}

/** Changes the labels of a Deployment's pods, so that they are made anew. */
export async function setPodLabels(
  kube: Kube,
  namespace: string,
  name: string,
  labels: Record<string, string | null>,
): Promise<void> {
  await kube.merge(
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } },
    { spec: { template: { metadata: { labels } } } },
  );
}
