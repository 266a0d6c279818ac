import path from "node:path";
import { z } from "zod";
import { clusterNameFor, longestClusterName } from "./cluster-name.ts";
import { HarnessError } from "./errors.ts";
import { existingSettings, nameOfContext, unfit } from "./existing-settings.ts";
import { projectDir } from "./paths.ts";
import { sourceSettings, withoutPassword } from "./source-settings.ts";
import { assertUpgrade, chosenVersions, upgradeSetting, versionSettings } from "./version-settings.ts";
import type { ChosenVersions } from "./versions.ts";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** Every setting, its values and its default. docs/configuration.md and the README's table follow this list. */
const settings = {
  MESHPROOF_TARGET: z.enum(["kind", "existing"]).default("kind"),
  ...existingSettings,
  MESHPROOF_IMAGES: z.enum(["auto", "registry", "build"]).default("auto"),
  ...sourceSettings,
  MESHPROOF_PROVISION: flag.default(true),
  MESHPROOF_KEEP: flag.default(true),
  MESHPROOF_INTERNET: z.enum(["stand-in", "live"]).default("stand-in"),
  ...versionSettings,
  MESHPROOF_UPGRADE_TO: upgradeSetting,
  MESHPROOF_CLUSTER: z
    .string()
    .max(longestClusterName, `${longestClusterName} characters at most`)
    .regex(/^[a-z0-9]+((\.|-+)[a-z0-9]+)*$/, "lower-case letters and digits, with dashes or a dot between them")
    .optional(),
  MESHPROOF_CACHE: z.string().min(1).optional(),
  MESHPROOF_REPORTS: z.string().min(1).default("reports"),
};

/** Set by our commands for the workers of vitest; not for people. */
const internal = ["MESHPROOF_UNINSTALL", "MESHPROOF_PROVE", "MESHPROOF_PAUSE_ON_FAIL", "MESHPROOF_BEFORE"];

export interface Config {
  target: "kind" | "existing";
  /** Of an existing cluster: the context of the person's kubeconfig that was named. */
  context?: string;
  /** Of an existing cluster: may what binds the whole mesh, or others' namespaces, be changed for a while? */
  allow?: "disruptive";
  /** Of an existing cluster: an image that it can pull, with tcpdump, for ephemeral containers. */
  debugImage?: string;
  /** Where images and tools come from: what is released, what is built, or the former where its registry answers. */
  images: "auto" | "registry" | "build";
  /** Registry that has all images, and address that all files lie under; undefined: each its own. */
  mirror?: string;
  downloads?: string;
  /** The network plugin of a cluster of what is released, in place of the node image's own. */
  cni?: "calico";
  /** May we install and start a Docker engine? */
  provision: boolean;
  /** Does the cluster stay up after the run? */
  keep: boolean;
  internet: "stand-in" | "live";
  /** Is Istio uninstalled in the end, as one page does? Where the cluster is given up, and where it is asked for. */
  uninstall: boolean;
  /** What is built and run; pairs that cannot work are refused. */
  versions: ChosenVersions;
  /** The Istio that the mesh can be upgraded to: its images and istioctl are there as well. */
  upgradeTo?: string;
  /** Name of the kind cluster: by its versions, where no setting names it. Of an existing one: by its context. */
  cluster: string;
  /** Folder of the reports, relative to the project. */
  reports: string;
}

/**
 * Reads the MESHPROOF_ variables once. Nothing else in the project reads them.
 * @throws HarnessError that lists every problem at once, unknown names and wrong values; and for versions that cannot work
 *   together
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith("MESHPROOF_") && value !== ""),
  );
  const unknown = Object.keys(given).filter((name) => !(name in settings) && !internal.includes(name));
  const parsed = z.object(settings).safeParse(given);
  const problems = [
    ...unknown.map((name) => `${name} is not a setting; known are ${Object.keys(settings).join(", ")}`),
    ...(parsed.success ? unfit(parsed.data, given) : parsed.error.issues.map((issue) => describe(issue, given))),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new HarnessError("the environment's MESHPROOF_ settings are not valid", {
      why: problems.join("\n       "),
      hint: "correct or unset them; the README's table lists each with its values",
    });
  }
  const values = parsed.data;
  const versions = chosenVersions(values, values.MESHPROOF_IMAGES);
  return {
    target: values.MESHPROOF_TARGET,
    ...ofExisting(values),
    images: values.MESHPROOF_IMAGES,
    mirror: values.MESHPROOF_MIRROR,
    downloads: values.MESHPROOF_DOWNLOADS,
    ...(values.MESHPROOF_CNI && { cni: values.MESHPROOF_CNI }),
    provision: values.MESHPROOF_PROVISION,
    keep: values.MESHPROOF_KEEP,
    internet: values.MESHPROOF_INTERNET,
    uninstall: env.MESHPROOF_UNINSTALL === "1" || (!values.MESHPROOF_KEEP && env.MESHPROOF_UNINSTALL !== "0"),
    versions,
    ...assertUpgrade(versions, values.MESHPROOF_UPGRADE_TO),
    cluster: clusterOf(values, versions),
    reports: values.MESHPROOF_REPORTS,
  };
}

type Values = z.infer<z.ZodObject<typeof settings>>;

function ofExisting(values: Values): Pick<Config, "context" | "allow" | "debugImage"> {
  const { MESHPROOF_CONTEXT: context, MESHPROOF_ALLOW: allow, MESHPROOF_DEBUG_IMAGE: debugImage } = values;
  return { ...(context && { context }), ...(allow && { allow }), ...(debugImage && { debugImage }) };
}

function clusterOf({ MESHPROOF_CONTEXT: context, MESHPROOF_CLUSTER: cluster }: Values, versions: ChosenVersions) {
  return context === undefined ? (cluster ?? clusterNameFor(versions)) : nameOfContext(context);
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const expected = "values" in issue ? issue.values.map((value) => `"${String(value)}"`).join(" or ") : issue.message;
  return `Expected ${name} to be ${expected}, got "${withoutPassword(given[name] ?? "")}"`;
}

/** What a vitest worker has to know of the run it is part of. */
export interface RunMode {
  /** Under `npm run prove`: the part of a check's id whose mutants are applied, "" for all. Undefined in a usual run. */
  prove: string | undefined;
  /** Is Istio uninstalled in the end? */
  uninstall: boolean;
  /** Does a check that failed wait for a person, with the cluster as it is? */
  pauseOnFail: boolean;
  /** File with the inventory of the cluster before the run's first page; undefined where none was taken. */
  before: string | undefined;
  /** Absolute path of the reports folder. */
  reportsDir: string;
}

/** Reads the run's mode from the environment that the parent process gave. */
export function readRunMode(env: NodeJS.ProcessEnv = process.env): RunMode {
  const { MESHPROOF_PROVE: prove } = env;
  return {
    prove: prove === "1" ? "" : prove,
    uninstall: readConfig(env).uninstall,
    pauseOnFail: env.MESHPROOF_PAUSE_ON_FAIL === "1",
    before: env.MESHPROOF_BEFORE || undefined,
    reportsDir: path.resolve(projectDir, env.MESHPROOF_REPORTS || "reports"),
  };
}
