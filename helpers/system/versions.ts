import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkoutOf, meansFolder, readCheckout, typedVersion } from "./checkout.ts";
import { imagesDir } from "./paths.ts";

/** What a kind target runs, each version as the folder of its pins is called: "1.31", "1.39.3". */
export interface ChosenVersions {
  istio: string;
  envoy: string;
  kubernetes: string;
  gatewayApi: string;
}

export type Component = keyof ChosenVersions;

interface ComponentNames {
  /** For people. */
  name: string;
  setting: string;
  /** Of a command line, behind its two dashes. */
  option: string;
  /** Under images/; in it lies a folder of pins for each version. */
  folder: string;
  /** In the name of a cluster, which has to be a host's name too. */
  short: string;
}

/** What a person can choose the version of. */
export const components: Record<Component, ComponentNames> = {
  istio: { name: "Istio", setting: "MESHPROOF_ISTIO", option: "istio", folder: "istio", short: "istio" },
  envoy: { name: "Envoy", setting: "MESHPROOF_ENVOY", option: "envoy", folder: "proxyv2", short: "envoy" },
  kubernetes: {
    name: "Kubernetes",
    setting: "MESHPROOF_KUBERNETES",
    option: "kubernetes",
    folder: "kubernetes",
    short: "k8s",
  },
  gatewayApi: {
    name: "the Gateway API",
    setting: "MESHPROOF_GATEWAY_API",
    option: "gateway-api",
    folder: "gateway-api",
    short: "gwapi",
  },
};

export const componentKeys = Object.keys(components) as Component[];

/** The versions of images/versions.json, which a run without any choice has. */
export function defaultVersions(): ChosenVersions {
  const { istio, envoy, kubernetes, gatewayApi } = JSON.parse(
    readFileSync(path.join(imagesDir, "versions.json"), "utf8"),
  ) as ChosenVersions;
  return { istio, envoy, kubernetes, gatewayApi };
}

/** The versions that there are pins of, oldest first. */
export function pinnedVersions(component: Component): string[] {
  return readdirSync(path.join(imagesDir, components[component].folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map(({ name }) => name)
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

/**
 * The pinned version that a person means: by its whole name, or by its beginning where only one has it ("1.40" for 1.40.0).
 * Undefined where there is none, or more than one.
 */
export function findPinned(component: Component, wanted: string): string | undefined {
  const pinned = pinnedVersions(component);
  const version = wanted.replace(/^v/, "");
  const [only, ...more] = pinned.filter((each) => each === version || each.startsWith(`${version}.`));
  return pinned.includes(version) ? version : more.length === 0 ? only : undefined;
}

/** Can just this version be built: are there pins of it, or is it a checkout of Istio? */
export const isBuildable = (component: Component, version: string): boolean =>
  pinnedVersions(component).includes(version) || (component === "istio" && checkoutOf(version) !== undefined);

/**
 * The version that a person means: one that there are pins of, else one that may be released: "1.31.1", "1.29", of Istio
 * "latest" as well, and the folder of a checkout, which is read. Which Envoy a release has is its own. Undefined where it is
 * none of these.
 * @throws HarnessError for a folder that is no checkout of istio/istio
 */
export function readVersion(component: Component, wanted: string): string | undefined {
  if (component === "istio" && meansFolder(wanted)) return readCheckout(wanted);
  const pinned = findPinned(component, wanted);
  if (pinned !== undefined || component === "envoy") return pinned;
  if (component === "istio" && wanted === "latest") return wanted;
  const parts = component === "gatewayApi" ? /^v?(\d+\.\d+\.\d+)$/ : /^v?(\d+\.\d+(?:\.\d+)?)$/;
  return parts.exec(wanted)?.[1];
}

/** The versions that may be chosen, for a message: those that there are pins of, and released ones. */
export function choiceInWords(component: Component): string {
  const more =
    component === "envoy"
      ? ""
      : component === "istio"
        ? ', a release ("1.31.1"), "latest" or the folder of a checkout'
        : ", or a release";
  return `${pinnedInWords(component)}${more}`;
}

/** The pinned versions for a message: `"1.30" or "1.31"`. */
export function pinnedInWords(component: Component): string {
  return pinnedVersions(component)
    .map((version) => `"${version}"`)
    .join(" or ");
}

/** The folder under images/ of a version's pins: "istio/1.31". A checkout has none. */
export function pinsOf(component: Component, versions: ChosenVersions): string {
  return `${components[component].folder}/${versions[component]}`;
}

/** The components whose version is not the one of a run without any choice. */
export function chosenOtherwise(versions: ChosenVersions): Component[] {
  const usual = defaultVersions();
  return componentKeys.filter((component) => versions[component] !== usual[component]);
}

/** The choice as options of `npm test`, `npm run up` and `npm run down`: "--istio 1.30"; "" for the default. */
export function versionOptions(versions: ChosenVersions): string {
  return chosenOtherwise(versions)
    .map((component) => `--${components[component].option} ${typedVersion(versions[component])}`)
    .join(" ");
}
