import { command } from "../command-line.ts";
import { allow, selection, suites } from "./selection.ts";

/** The commands that run the checks inside of a cluster, and on several clusters. */

export const image = command({
  name: "npm run image",
  does: "Makes an image of this checkout for runs inside of a cluster, from what source `build` makes and npm's registry: Node, the code, kubectl, istioctl, curl and openssl; without root, with nothing in it that is written to. Says how it comes into a cluster.",
  options: {
    tag: { type: "string", value: "name", description: "what else it is to be called, for a registry of yours" },
  },
  versions: true,
  examples: [
    ["npm run image", "with the usual kubectl and istioctl"],
    ["npm run image -- --istio 1.30 --tag registry.example/meshproof:1", "to be pushed, for a mesh of 1.30"],
  ],
});

export const fleet = command({
  name: "npm run fleet",
  does: "Runs the same checks on several clusters of somebody's, side by side, and prints one table; the reports of each lie beside it. Contexts of one address follow each other.",
  arguments: [suites],
  options: {
    ...selection,
    allow,
    contexts: {
      type: "string",
      value: "a,b,c",
      description: "contexts of your kubeconfig, which is read, never written; must be given",
    },
    "side-by-side": {
      type: "string",
      value: "n",
      description: "clusters that are asked at the same time: one for each 2 cores, and at least one, unless told",
    },
  },
  examples: [
    ["npm run fleet -- --contexts staging,production suites/mtls-migration", "one page on two clusters"],
    ["npm run fleet -- --contexts a,b,c --side-by-side 3", "all, on three at a time"],
  ],
  more: "Exit code: 0 every claim held everywhere; 1 one did not, somewhere; 2 else, a cluster that does not answer for example. Reports: reports/fleet/fleet.md, and a folder for each context beside it.",
});

export const sonobuoy = command({
  name: "npm run sonobuoy",
  does: "Runs the checks as a plugin of Sonobuoy, in a pod of its: posts its progress, and leaves the reports and Sonobuoy's own results file in an archive that its done file names. With --plugin it prints the plugin's definition instead, for `sonobuoy run --plugin`.",
  arguments: [suites],
  options: {
    ...selection,
    allow,
    plugin: { type: "boolean", description: "print the plugin's definition, with this selection, and run nothing" },
    image: {
      type: "string",
      value: "name",
      description: "with --plugin: an image of meshproof that the nodes can pull; must be given",
    },
  },
  examples: [
    [
      "npm run -s sonobuoy -- --plugin --image registry.example/meshproof:1 > meshproof.yaml",
      "what `sonobuoy run --plugin meshproof.yaml` takes",
    ],
    ["npm run sonobuoy -- suites/mtls-migration", "in the pod: one page"],
  ],
  more: "Exit code: that of the run, see `npm test -- --help`.",
});

export const job = command({
  name: "npm run job",
  does: "Runs the checks in somebody's cluster, as a Job with the least rights: makes it, follows its log, brings its reports here, keeps its exit code, and removes what it made.",
  arguments: [suites],
  options: {
    ...selection,
    allow,
    shards: {
      type: "string",
      value: "n",
      description: "an Indexed Job: n pods share the pages, one after the other, and one report is made of theirs",
    },
    image: {
      type: "string",
      value: "name",
      description:
        "an image of meshproof that the nodes can pull; unless told one is made here, and must be in the nodes",
    },
    account: {
      type: "string",
      value: "namespace/name",
      description:
        "a ServiceAccount with the rights that `npm run rbac` prints; unless told one is made, which takes the right to give rights",
    },
    limit: { type: "string", value: "minutes", description: "when Kubernetes ends it: 60 unless told" },
  },
  context: true,
  examples: [
    ["npm run job -- --context staging suites/mtls-migration", "one page, in the cluster"],
    ["npm run job -- --context staging --image registry.example/meshproof:1 --shards 3", "all, by three pods"],
  ],
  more: "Exit code: that of the run, see `npm test -- --help`; 2 also where the Job could not be run. Ctrl-C ends it there as here.",
});
