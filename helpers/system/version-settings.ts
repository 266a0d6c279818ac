import { z } from "zod";
import { HarnessError } from "./errors.ts";
import { refuseUnfitPair } from "./version-pairs.ts";
import { defaultVersions, findPinned, pinnedInWords, type ChosenVersions, type Component } from "./versions.ts";

/** A version that there are pins of; undefined where none is chosen. */
const version = (component: Component) =>
  z
    .string()
    .transform((wanted, context) => {
      const found = findPinned(component, wanted);
      if (found === undefined) context.addIssue({ code: "custom", message: pinnedInWords(component) });
      return found ?? z.NEVER;
    })
    .optional();

/** The settings that choose versions; an unknown value is told with those that there are. */
export const versionSettings = {
  MESHPROOF_ISTIO: version("istio"),
  MESHPROOF_ENVOY: version("envoy"),
  MESHPROOF_KUBERNETES: version("kubernetes"),
  MESHPROOF_GATEWAY_API: version("gatewayApi"),
};

/** The Istio that the mesh can be upgraded to; none unless told. */
export const upgradeSetting = version("istio");

/**
 * The Istio to upgrade to.
 * @throws HarnessError where the mesh has it already, or it cannot work with the rest
 */
export function assertUpgrade(versions: ChosenVersions, upgradeTo: string | undefined): { upgradeTo?: string } {
  if (upgradeTo === undefined) return {};
  if (upgradeTo === versions.istio)
    throw new HarnessError(`MESHPROOF_UPGRADE_TO and MESHPROOF_ISTIO are the same Istio, ${upgradeTo}`, {
      why: "an upgrade needs two versions",
      hint: "choose another one for either of them",
    });
  refuseUnfitPair({ ...versions, istio: upgradeTo });
  return { upgradeTo };
}

/**
 * The versions that the settings choose, the default's where they choose none.
 * @throws HarnessError for a pair that cannot work together
 */
export function chosenVersions(values: Partial<Record<keyof typeof versionSettings, string>>): ChosenVersions {
  const usual = defaultVersions();
  const versions = {
    istio: values.MESHPROOF_ISTIO ?? usual.istio,
    envoy: values.MESHPROOF_ENVOY ?? usual.envoy,
    kubernetes: values.MESHPROOF_KUBERNETES ?? usual.kubernetes,
    gatewayApi: values.MESHPROOF_GATEWAY_API ?? usual.gatewayApi,
  };
  refuseUnfitPair(versions);
  return versions;
}
