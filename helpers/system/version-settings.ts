import { z } from "zod";
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
