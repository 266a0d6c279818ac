import { until, type Kube, type PreparedTarget, type Terminal } from "#fixtures";
import { withOldAndNew } from "./versions.ts";

/** Longest that a control plane, or what was restarted, may take to be ready. */
const timeLimit = "--timeout=80s";

/** Longest that istioctl may take to install an Istio: it waits for the pods of the control plane, then of the gateways. */
export const installing = 240_000;

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
  target: PreparedTarget;
}

export const gateways = ["istio-ingressgateway", "istio-egressgateway"];

/** The tags of the page on canary upgrades. */
const tags = ["prod-stable", "prod-canary"];

/** Each Deployment of Istio's, with the version that installed it and its replicas, where nothing was upgraded. */
export const asInstalled = `istio-egressgateway old 1
istio-ingressgateway old 1
istiod old 1`;

/** The old Istio alone, whatever a page came to. What is so already is not done again. */
export async function restoreMesh(mesh: Mesh): Promise<void> {
  const deployments = await deploymentsOf(mesh);
  if (deployments === asInstalled) return;
  await reinstallOld(mesh);
  // An installation prunes what one of its own version has made, and not what another has.
  await mesh.terminal.must("kubectl delete poddisruptionbudget istiod -n istio-system --ignore-not-found");
  await removeTags(mesh);
  for (const [, revision] of deployments.matchAll(/^istiod-(\S+) /gm)) await removeRevision(mesh, revision!);
}

/** The old Istio with its gateways, by its own istioctl and as the mesh was installed. */
export async function reinstallOld(mesh: Mesh): Promise<void> {
  await mesh.terminal.must("$OLD_ISTIOCTL install -y $OLD", undefined, installing);
  await rolledOut(mesh, "istio-system", ["istiod", ...gateways]);
}

/** A control plane that has a revision's name. */
export async function removeRevision({ terminal }: Mesh, revision: string): Promise<void> {
  await terminal.must(`istioctl uninstall --revision=${revision} -y`);
}

/** Tags that a page may have set. */
export async function removeTags({ terminal }: Mesh): Promise<void> {
  for (const tag of tags) await terminal.run(`istioctl tag remove ${tag} -y`);
}

/** Waits until this control plane's pods are there, and no other's. */
export async function controlPlaneAlone({ kube }: Pick<Mesh, "kube">, wanted: string): Promise<void> {
  await until(
    `${wanted} alone`,
    async () => {
      const pods = await kube.list("v1", "Pod", "istio-system", "app=istiod");
      const names = pods.map(({ metadata }) => metadata?.name?.replace(/-[0-9a-z]+-[0-9a-z]+$/, ""));
      return names.join() === wanted ? true : undefined;
    },
    { within: 60_000, every: 500 },
  );
}

/** "istiod old 1" of each Deployment in istio-system: the version that installed it last, and its replicas. */
export async function deploymentsOf({ terminal, target }: Pick<Mesh, "terminal" | "target">): Promise<string> {
  const columns = "{.metadata.name} {.metadata.labels.operator\\.istio\\.io/version} {.spec.replicas}";
  const { stdout } = await terminal.must(
    `kubectl get deployment -n istio-system -o jsonpath='{range .items[*]}${columns}{"\\n"}{end}'`,
  );
  return withOldAndNew(target, stdout).trim();
}
