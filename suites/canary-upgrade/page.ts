import { documentPage, removeNamespace, sample, Traffic, type Terminal } from "#fixtures";
import { restoreMesh } from "../upgrade/mesh.ts";
import { deployServers } from "../upgrade/servers.ts";
import type { Upgrade as UpgradeTo } from "../upgrade/state.ts";
import { sources } from "../upgrade/streams.ts";
import { openTerminal } from "../upgrade/terminal.ts";

/*
 * Canary Upgrades
 * https://istio.io/latest/docs/setup/upgrade/canary/
 *
 * From the Istio that the mesh has to another one, and back, with requests going on all the while: in the mesh, by mutual TLS,
 * from outside of it, and through the ingress gateway. It replaces what every workload in the mesh talks to, so nothing else
 * may run beside it.
 */

/** How far the upgrade has got, in the page's order. */
export const stages = ["before", "installed", "moved", "tagged", "retagged", "old-removed", "rolled-back"] as const;
export type Stage = (typeof stages)[number];
export type Upgrade = UpgradeTo<Stage>;

/** Namespaces that the page makes by itself. */
const madeByThePage = ["app-ns-1", "app-ns-2", "app-ns-3"];
/** The page's own namespaces. */
export const namespaces = ["test-ns", ...madeByThePage];

export const documented = documentPage<Upgrade>(
  "canary-upgrade",
  async (scope) => {
    const { kube, target } = scope;
    for (const namespace of namespaces) await removeNamespace(kube, namespace);
    const terminal = await openTerminal(scope);
    await terminal.write("samples/sleep/sleep.yaml", sample("sleep"));
    // An interrupted run may have left it half-way.
    await restoreMesh({ kube, terminal, target });
    const before = await scope.inventory();
    scope.defer("the mesh as it was", () => restoreMesh({ kube, terminal, target }));
    await deployServers(scope);
    for (const namespace of madeByThePage) scope.defer(`namespace ${namespace}`, () => gone(terminal, namespace));
    const traffic = await Traffic.start(scope, target.upgrade!.client, sources);
    const inputs = { kube, target, terminal, before, traffic };
    return { ...inputs, stage: "before", windows: new Map(), notes: [] };
  },
  { needs: ["second-istio-version", "ingress-gateway"], replacesMesh: true, timeout: 300_000 },
);

async function gone(terminal: Terminal, namespace: string): Promise<void> {
  await terminal.must(`kubectl delete ns ${namespace} --ignore-not-found --timeout=60s`);
}
