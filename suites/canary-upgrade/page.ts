import {
  documentPage,
  removeNamespace,
  sample,
  Terminal,
  Traffic,
  type Inventory,
  type Kube,
  type Note,
  type PreparedTarget,
} from "#fixtures";
import { restoreMesh } from "./mesh.ts";
import { namespaces } from "./resources.ts";
import { deployServers } from "./servers.ts";
import { sources } from "./streams.ts";

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

export interface Upgrade {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's commands run: istioctl is the new one there, and the old one is $OLD_ISTIOCTL. */
  terminal: Terminal;
  /** The cluster before the page's first step. */
  before: Inventory;
  traffic: Traffic;
  stage: Stage;
  /** When each stage was begun and had been reached, milliseconds since 1970. */
  windows: Map<Stage, { from: number; to: number }>;
  /** What was done when, for the timeline. */
  notes: Note[];
}

export const documented = documentPage<Upgrade>(
  "canary-upgrade",
  async (scope) => {
    const { kube, target } = scope;
    for (const namespace of namespaces) await removeNamespace(kube, namespace);
    const terminal = await Terminal.open(scope);
    await prepareTerminal(terminal, target);
    // An interrupted run may have left it half-way.
    await restoreMesh({ kube, terminal });
    const before = await scope.inventory();
    scope.defer("the mesh as it was", () => restoreMesh({ kube, terminal }));
    await deployServers(scope, terminal);
    const traffic = await Traffic.start(scope, target.upgrade!.client, sources);
    const inputs = { kube, target, terminal, before, traffic };
    return { ...inputs, stage: "before", windows: new Map(), notes: [] };
  },
  { needs: ["second-istio-version", "ingress-gateway"], replacesMesh: true, timeout: 300_000 },
);

/** The page's istioctl is that of the version that is installed; `$CANARY` and `$OLD` are what each is installed with. */
async function prepareTerminal(terminal: Terminal, { installation, upgrade }: PreparedTarget): Promise<void> {
  const settings = ({ operator, values }: NonNullable<PreparedTarget["installation"]>) =>
    `-f ${operator} ${Object.entries(values)
      .map(([name, value]) => `--set ${name}=${value}`)
      .join(" ")}`;
  const set = (name: string, value: string) => terminal.export(name, `printf %s '${value}'`);
  await set("OLD_ISTIOCTL", installation!.istioctl);
  await set("OPERATOR", installation!.operator);
  await set("OLD", settings(installation!));
  await set("CANARY", settings(upgrade!));
  await terminal.export("PATH", `printf %s "$(dirname '${upgrade!.istioctl}'):$PATH"`);
  await terminal.write("samples/sleep/sleep.yaml", sample("sleep"));
}
