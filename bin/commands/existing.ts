import { command } from "../command-line.ts";

/** The commands about somebody's cluster: what it can be asked, what that takes, and what runs left there. */

export const doctor = command({
  name: "npm run doctor",
  does: "Tells what a run needs of this machine, what of it is here, what the run makes itself, and what mends the rest. With --context: looks at somebody's cluster and tells what can be checked there: Istio, gateways, policies in force, names that are taken, and each right that a run needs. It reads only; nothing is made.",
  options: {
    allow: {
      type: "string",
      value: "disruptive",
      completes: ["disruptive"],
      description: "tell what could be checked with this allowed",
    },
    json: { type: "boolean", description: "as data, for other programs" },
  },
  context: true,
  versions: true,
  examples: [
    ["npm run doctor", "this machine, before the first run"],
    ["npm run doctor -- --context staging", "a cluster of yours, before the first run on it"],
    ["npm run doctor -- --context staging --allow disruptive", "and with what binds the whole mesh"],
  ],
  more: "Exit code: 0 every check could be run; 1 some would be skipped, for the reasons that are told; 2 none could, or it could not be told; of the machine: 0 `npm test` can begin, 2 it would refuse.",
});

export const rbac = command({
  name: "npm run rbac",
  does: "Prints the least ClusterRole and Role with which checks run on somebody's cluster, and their bindings to a ServiceAccount. No cluster is asked.",
  arguments: [
    {
      name: "page",
      description: "for the checks of these pages alone",
      optional: true,
      many: true,
      completes: "pages",
    },
  ],
  options: {
    account: {
      type: "string",
      value: "namespace/name",
      description: "the ServiceAccount; default/meshproof unless told",
    },
  },
  examples: [
    ["npm run -s rbac", "for all pages"],
    ["npm run -s rbac -- mtls-migration --account ci/meshproof", "for one page and an account of yours"],
  ],
});

export const sweep = command({
  name: "npm run sweep",
  does: "Shows what runs that were killed left on somebody's cluster, by the label that all they made bears, and removes it once you say so.",
  options: { yes: { type: "boolean", short: "y", description: "remove it without asking" } },
  context: true,
  examples: [
    ["npm run sweep -- --context staging", "shows, asks, removes"],
    ["npm run sweep -- --context staging --yes", "for a job"],
  ],
  more: "Exit code: 0 nothing is left; 1 something is, and was not to be removed; 2 it could not be told or done.",
});
