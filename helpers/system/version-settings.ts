import { z } from "zod";
import { refuseUnfitPair } from "./version-pairs.ts";
import { checkoutOf, versionLabel } from "./checkout.ts";
import { HarnessError } from "./errors.ts";
import {
  choiceInWords,
  componentKeys,
  components,
  defaultVersions,
  isBuildable,
  pinnedInWords,
  readVersion,
  type ChosenVersions,
  type Component,
} from "./versions.ts";

/** A version that there are pins of, or that may be released; undefined where none is chosen. */
const version = (component: Component) =>
  z
    .string()
    .transform((wanted, context) => {
      const found = readVersion(component, wanted);
      if (found === undefined) context.addIssue({ code: "custom", message: choiceInWords(component) });
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
    throw new HarnessError(`MESHPROOF_UPGRADE_TO and MESHPROOF_ISTIO are the same Istio, ${versionLabel(upgradeTo)}`, {
      why: "an upgrade needs two versions",
      hint: "choose another one for either of them",
    });
  refuseUnfitPair({ ...versions, istio: upgradeTo });
  return { upgradeTo };
}

/**
 * The versions that the settings choose, the default's where they choose none.
 * @param images where they are to come from
 * @throws HarnessError for a pair that cannot work together, and for a version that this source cannot have
 */
export function chosenVersions(
  values: Partial<Record<keyof typeof versionSettings, string>>,
  images: "auto" | "registry" | "build" = "auto",
): ChosenVersions {
  const usual = defaultVersions();
  const versions = {
    istio: values.MESHPROOF_ISTIO ?? usual.istio,
    envoy: values.MESHPROOF_ENVOY ?? usual.envoy,
    kubernetes: values.MESHPROOF_KUBERNETES ?? usual.kubernetes,
    gatewayApi: values.MESHPROOF_GATEWAY_API ?? usual.gatewayApi,
  };
  if (images === "build") refuseUnpinned(versions);
  if (images === "registry" && checkoutOf(versions.istio)) throw checkoutIsBuilt(versionLabel(versions.istio));
  if (images === "registry" && versions.envoy !== usual.envoy) throw envoyIsItsOwn(versions.envoy);
  refuseUnfitPair(versions);
  return versions;
}

function refuseUnpinned(versions: ChosenVersions): void {
  const component = componentKeys.find((each) => !isBuildable(each, versions[each]));
  if (component === undefined) return;
  const { setting, folder } = components[component];
  throw new HarnessError(`Expected ${setting} to be ${pinnedInWords(component)}, got "${versions[component]}"`, {
    why: `MESHPROOF_IMAGES=build has versions alone that images/${folder}/ has pins of`,
    hint: "choose one of them, or MESHPROOF_IMAGES=registry for any that is released",
  });
}

const checkoutIsBuilt = (folder: string): HarnessError =>
  new HarnessError(`the checkout ${folder} cannot be had with MESHPROOF_IMAGES=registry`, {
    why: "what is in it was never released",
    hint: "leave MESHPROOF_IMAGES out, or build: MESHPROOF_IMAGES=build",
  });

const envoyIsItsOwn = (envoy: string): HarnessError =>
  new HarnessError(`Envoy ${envoy} cannot be chosen with MESHPROOF_IMAGES=registry`, {
    why: "a release of Istio has its own proxy",
    hint: "leave MESHPROOF_ENVOY out, or build: MESHPROOF_IMAGES=build",
  });
