import { compareInventories, type Inventory, takeInventory } from "#helpers/kube/inventory";
import { hasLeftovers, removeLeftovers } from "#helpers/check/leftovers";
import { Kube } from "#helpers/kube/client";
import type { WorkloadImage } from "#helpers/verdict/record";
import type { Failure } from "#reporting/failure";
import { WorkloadImages } from "./workload-images.ts";

/** The cluster before the run's first page. */
export interface Watch {
  before: Inventory;
  /** Tells what the run left behind or changed; undefined when the cluster is as before. */
  leftBehind(): Promise<Failure | undefined>;
  /** What the pages' workloads ran so far; asked for once, when no page runs any more. */
  images?(): WorkloadImage[];
}

/**
 * Takes the cluster's inventory, all API kinds, to compare with it later. What an interrupted run left is removed first.
 * @param resources what the pages make and remove
 * @param say told what was removed
 */
export async function watchLeftovers(
  kubeconfig: string,
  resources: string[],
  say: (line: string) => void,
): Promise<Watch> {
  const kube = Kube.connect(kubeconfig);
  let before = await takeInventory(kube);
  if (hasLeftovers(before, resources)) {
    say(`removed what an interrupted run had left: ${(await removeLeftovers(kube, resources)).join(", ")}`);
    before = await takeInventory(kube);
  }
  const leftBehind = async () => {
    const lines = compareInventories(before, await takeInventory(kube));
    if (lines.length === 0) return undefined;
    return {
      what: "after the run the cluster is not as it was before",
      why: lines.join("\n"),
      hint: "whoever created it must remove it: look for it in the suites; `npm run down` gives a fresh cluster",
    };
  };
  const images = new WorkloadImages(kube);
  return { before, leftBehind, images: () => images.end() };
}
