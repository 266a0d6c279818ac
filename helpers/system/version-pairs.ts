import { checkoutOf, versionLabel } from "./checkout.ts";
import { HarnessError } from "./errors.ts";
import { components, pinnedVersions, type ChosenVersions, type Component } from "./versions.ts";

/** The minor versions of Kubernetes 1 that an Istio works with, the first and the last. */
interface KubernetesRange {
  first: number;
  last: number;
  reference: string;
}

/** By Istio's minor version. Its istioctl wants 1.32 at least in both (istioctl/pkg/install/k8sversion). */
const kubernetesOf: Partial<Record<string, KubernetesRange>> = {
  "1.30": { first: 32, last: 36, reference: "https://github.com/istio/istio.io/pull/17347" },
  // What its own table says was not to be read here; with 1.37 every check of the suites was seen to hold.
  "1.31": {
    first: 32,
    last: 37,
    reference: "https://istio.io/latest/docs/releases/supported-releases/#support-status-of-istio-releases",
  },
};

/** From this Istio on TLSRoute is read as v1, which the Gateway API has from the other version on. */
const tlsRouteV1 = { istio: 30, gatewayApi: 5 };

/**
 * Refuses versions that cannot work together, before anything is built or started. Versions that nothing is known of pass;
 * what the CRDs really serve is looked at again before Istio is installed.
 * @throws HarnessError that names the pair, the reason, and which of its versions would work
 */
export function refuseUnfitPair(versions: ChosenVersions): void {
  const { kubernetes, gatewayApi } = versions;
  // A checkout is of its branch.
  const istio = checkoutOf(versions.istio)?.minor ?? versions.istio;
  const range = kubernetesOf[minor(istio)];
  if (range && (minorNumber(kubernetes) < range.first || minorNumber(kubernetes) > range.last)) {
    const why = `Istio ${istio} works with Kubernetes 1.${range.first} to 1.${range.last} (${range.reference})`;
    throw unfit(versions, "kubernetes", why);
  }
  if (minorNumber(istio) >= tlsRouteV1.istio && minorNumber(gatewayApi) < tlsRouteV1.gatewayApi) {
    const reference = "https://istio.io/latest/news/releases/1.30.x/announcing-1.30/upgrade-notes/";
    throw unfit(versions, "gatewayApi", `Istio ${istio} reads TLSRoute v1, which came with 1.5 (${reference})`);
  }
}

function unfit(versions: ChosenVersions, other: Component, why: string): HarnessError {
  const { name, setting } = components[other];
  return new HarnessError(`Istio ${versionLabel(versions.istio)} does not work with ${name} ${versions[other]}`, {
    why,
    hint: `choose another pair: ${[
      `MESHPROOF_ISTIO (${pinnedVersions("istio").join(", ")})`,
      `${setting} (${pinnedVersions(other).join(", ")})`,
    ].join(", ")}`,
  });
}

/** "1.34" of "1.34.10". */
function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function minorNumber(version: string): number {
  return Number(version.split(".")[1]);
}
