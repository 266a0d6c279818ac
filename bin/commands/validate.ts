import { command } from "../command-line.ts";

/** The command that judges a version of Istio beside another. */

const list = (what: string) =>
  ({ type: "string", value: "versions", description: `${what}; several with commas` }) as const;

export const validate = command({
  name: "npm run validate",
  does: "Is the new Istio good? Runs the documented checks on each of two versions, compares the two runs, and upgrades from the one to the other under traffic. Each version has a cluster of its own, which is made or reused, and stays. What was interrupted goes on where it was.",
  arguments: [
    {
      name: "path",
      description: "run only suites whose path holds one of these, as `npm test`",
      optional: true,
      many: true,
      completes: "suites",
    },
  ],
  options: {
    from: { type: "string", value: "version", description: "the Istio that is in use; must be given" },
    to: { type: "string", value: "version", description: "the Istio that is to be judged; must be given" },
    kubernetes: list("Kubernetes"),
    envoy: list("Envoy"),
    "gateway-api": list("the Gateway API"),
    id: {
      type: "string",
      multiple: true,
      value: "id",
      completes: "checks",
      description: "run only the check with this id, as `npm test`",
    },
    "fail-on": { type: "string", value: "kinds", description: "as `npm run compare`: nonconformant unless told" },
    "without-upgrade": { type: "boolean", description: "only compare; no upgrade under traffic" },
    fresh: { type: "boolean", description: "take over nothing of an interrupted validation" },
    "side-by-side": {
      type: "string",
      value: "n",
      description: "clusters at work at the same time: one for each 4 cores, and at least one, unless told",
    },
  },
  examples: [
    ["npm run validate -- --from 1.30 --to 1.31", "both whole, the comparison, and the upgrade"],
    ["npm run validate -- --from 1.30 --to 1.31 --kubernetes 1.34,1.36", "on each of two Kubernetes: four runs"],
    ["npm run validate -- --from 1.30 --to 1.31 suites/mtls-migration --without-upgrade", "one page"],
  ],
  more:
    "Exit code: 0 nothing that --fail-on names; 1 there is, or a claim about the upgrade did not hold; 2 it could not be told. " +
    "Reports: reports/validate/validation.html to read, .md, .json, and a folder of each run beside them. " +
    "MESHPROOF_CLUSTER is the beginning of the clusters' names.",
});
