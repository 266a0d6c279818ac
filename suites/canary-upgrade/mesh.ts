import { until, type Kube, type Terminal } from "#fixtures";

/** Longest that a control plane, or what was restarted, may take to be ready. */
const timeLimit = "--timeout=80s";

/** Waits until a namespace's Deployments run their newest pods alone: the ended ones still answer for some seconds. */
export async function rolledOut({ kube, terminal }: Mesh, namespace: string, names: readonly string[]): Promise<void> {
  for (const name of names)
    await terminal.must(`kubectl rollout status deployment ${name} -n ${namespace} ${timeLimit}`);
  await until(
    `the ended pods of ${namespace} gone`,
    async () => {
      const pods = await kube.list("v1", "Pod", namespace);
      return pods.some(({ metadata }) => metadata?.deletionTimestamp) ? undefined : true;
    },
    { within: 80_000, every: 500 },
  );
}

export interface Mesh {
  kube: Kube;
  terminal: Terminal;
}

/** The page's own. */
const tags = ["prod-stable", "prod-canary"];

export const gateways = ["istio-ingressgateway", "istio-egressgateway"];

/** The old Istio alone, whatever the page came to. What is so already is not done again. */
export async function restoreMesh(mesh: Mesh): Promise<void> {
  const { terminal } = mesh;
  const { text } = await terminal.run("kubectl get deployment -n istio-system -l app=istiod -o name");
  const names = text.split("\n").filter((line) => line.startsWith("deployment"));
  if (names.length === 1 && names[0]?.endsWith("/istiod")) return;
  await reinstallOld(mesh);
  if (names.some((name) => name.endsWith("/istiod-canary"))) await removeCanary(mesh);
  for (const tag of tags) await terminal.run(`istioctl tag remove ${tag} -y`);
}

/** The old Istio with its gateways, by its own istioctl, as the page's tip says. */
export async function reinstallOld(mesh: Mesh): Promise<void> {
  await mesh.terminal.must("$OLD_ISTIOCTL install -y $OLD");
  await rolledOut(mesh, "istio-system", ["istiod", ...gateways]);
}

export async function removeCanary({ terminal }: Mesh): Promise<void> {
  for (const tag of tags) await terminal.run(`istioctl tag remove ${tag} -y`);
  await terminal.must("istioctl uninstall --revision=canary -y");
}
