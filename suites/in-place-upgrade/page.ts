import { documentPage, manifestsBeside, parseObjects, removeNamespace, Traffic } from "#fixtures";
import { restoreMesh } from "../upgrade/mesh.ts";
import { deployServers } from "../upgrade/servers.ts";
import type { Upgrade } from "../upgrade/state.ts";
import { openTerminal } from "../upgrade/terminal.ts";
import { sources } from "./streams.ts";

/*
 * In-place Upgrades
 * https://istio.io/latest/docs/setup/upgrade/in-place/
 *
 * From the Istio that the mesh has to another one in its place, and back, with requests going on all the while. The commands
 * are the new version's istioctl up to the downgrade, which is the old one's. It replaces what every workload in the mesh talks
 * to, so nothing else may run beside it.
 */

/** How far the upgrade has got, in the page's order. */
export const stages = [
  "before",
  "ready",
  "upgraded",
  "restarted",
  "downgraded",
  "restarted-again",
  "installed-again",
] as const;
export type Stage = (typeof stages)[number];

export interface InPlace extends Upgrade<Stage> {
  /** What istioctl printed as it upgraded, or downgraded. */
  istioctlOutput: Map<Stage, string>;
}

export const manifest = manifestsBeside(import.meta.url);

export const documented = documentPage<InPlace>(
  "in-place-upgrade",
  async (scope) => {
    const { kube, target } = scope;
    await removeNamespace(kube, "test-ns");
    const terminal = await openTerminal(scope);
    for (const name of ["two-replicas", "by-revision"]) await terminal.write(`${name}.yaml`, manifest(name));
    // An interrupted run may have left it half-way.
    await restoreMesh({ kube, terminal, target });
    const before = await scope.inventory();
    scope.defer("the mesh as it was", () => restoreMesh({ kube, terminal, target }));
    await deployServers(scope);
    for (const object of parseObjects(manifest("egress-alone"), "test-ns")) await kube.applyObject(object);
    const traffic = await Traffic.start(scope, target.upgrade!.client, sources);
    const inputs = { kube, target, terminal, before, traffic };
    return { ...inputs, stage: "before", windows: new Map(), notes: [], istioctlOutput: new Map() };
  },
  // A check that is run alone goes all the way to its stage, past two upgrades in the end.
  { needs: ["second-istio-version", "ingress-gateway"], replacesMesh: true, timeout: 600_000 },
);
