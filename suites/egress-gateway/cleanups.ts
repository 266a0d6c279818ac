import { expect } from "vitest";
import { compareInventories, removeAll, settle, takeInventory, type ObjectRef } from "#fixtures";
import { touchedByOthers } from "../pages.ts";
import type { Egress } from "./state.ts";

/** The page's `kubectl delete …` commands, in their order. */
export async function deleteInOrder({ kube }: Egress, refs: ObjectRef[]): Promise<void> {
  for (const ref of refs) await removeAll(kube, [ref]);
}

/** What istiod makes for a Gateway of its own class: it goes with the Gateway, as the page takes for granted. */
const generated = ["apps/v1 Deployment", "v1 Service", "v1 ServiceAccount", "v1 Pod"];

/**
 * Claim: the cluster is as it was before the page's first step.
 * @param still names in namespaces that are to be there yet, such as the page's client
 */
export async function nothingLeft({ kube, before }: Egress, still: string[]): Promise<void> {
  const elsewhere = [...touchedByOthers("egress-gateway"), ...still];
  const left = compareInventories(before, await takeInventory(kube), elsewhere);
  expect(left, left.join("; ")).toEqual([]);
  await settle(
    () => generatedObjects(kube),
    (names) => expect(names, names.join("; ")).toEqual([]),
  );
}

async function generatedObjects(kube: Egress["kube"]): Promise<string[]> {
  const label = "gateway.networking.k8s.io/gateway-name=cnn-egress-gateway";
  const found = await Promise.all(
    generated.map(async (kinds) => {
      const [apiVersion, kind] = kinds.split(" ") as [string, string];
      const objects = await kube.list(apiVersion, kind, "default", label);
      // The gateway's pod takes some seconds to end: it lets its connections go first.
      const left = objects.filter(({ metadata }) => !metadata?.deletionTimestamp);
      return left.map(({ metadata }) => `left behind: ${kind} default/${metadata?.name}`);
    }),
  );
  return found.flat();
}

/** The client stays until the page's last step. */
export const theClient = ["default/curl", "default/curl-secret"];
