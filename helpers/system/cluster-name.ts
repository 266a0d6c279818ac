import { createHash } from "node:crypto";
import { nameOfVersion } from "./checkout.ts";
import { chosenOtherwise, components, type ChosenVersions } from "./versions.ts";

/** kind calls the node after the cluster, "<name>-control-plane", and a host's name has 63 characters at most. */
export const longestClusterName = 49;

/** Of a run without any choice. */
export const usualCluster = "meshproof";

/**
 * The name of the cluster with these versions, where MESHPROOF_CLUSTER names none: "meshproof", and what is chosen otherwise
 * behind it, "meshproof-istio-1.30". A checkout's has its folder's name, whatever is in it: a changed tree makes its cluster
 * anew, and leaves none behind. So clusters of several choices stay up side by side. Where that is too long for a
 * host's name, a hash of the whole stands for its end.
 * @param usual what the cluster without any choice is called
 */
export function clusterNameFor(versions: ChosenVersions, usual = usualCluster): string {
  const endings = chosenOtherwise(versions).map(
    (component) => `-${components[component].short}-${nameOfVersion(versions[component])}`,
  );
  const whole = [usual, ...endings].join("");
  if (whole.length <= longestClusterName) return whole;
  const hash = `-${createHash("sha256").update(whole).digest("hex").slice(0, 8)}`;
  while ([usual, ...endings, hash].join("").length > longestClusterName) endings.pop();
  return [usual, ...endings, hash].join("");
}
