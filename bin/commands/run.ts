import { command } from "../command-line.ts";
import { allow, selection } from "./selection.ts";

/** The commands that bring a target up, run on it, tell of it or remove it. */

const all = {
  type: "boolean",
  description: "stop the Docker engine that we started, too, if nothing runs in it",
} as const;

export const test = command({
  name: "npm test",
  does: "Brings the target up (Docker engine, images, kind cluster, mesh; what is there is reused; somebody's cluster, named by --context, is looked at instead), runs the documented checks and writes the reports.",
  arguments: [
    {
      name: "path",
      description: "run only suites whose path holds one of these, e.g. suites/egress-gateway",
      optional: true,
      many: true,
      completes: "suites",
    },
  ],
  options: {
    ...selection,
    testNamePattern: { ...selection.testNamePattern, multiple: true },
    shard: {
      type: "string",
      value: "i/n",
      description:
        "run only a share of the pages, the i-th of n (job/n: by the index of an Indexed Job); `npm run merge` makes one report of all shares",
    },
    repeat: {
      type: "string",
      value: "n",
      description: "run them n times; a check whose runs disagree is flaky, and the run is red",
    },
    "with-uninstall": {
      type: "boolean",
      description: "uninstall Istio in the end, as one page does; the next run installs it anew",
    },
    allow,
    "pause-on-fail": {
      type: "boolean",
      description: "when a check fails, keep the cluster as it is until you press Enter",
    },
  },
  versions: true,
  context: true,
  examples: [
    ["npm test -- suites/mtls-migration", "the checks of one page"],
    ["npm test -- --context staging", "on somebody's cluster: what it cannot be asked, or may not, is skipped"],
    ["npm test -- --id 'egress-gateway/*/cleanup*'", "the checks with such ids"],
    ["npm test -- --shard 1/3", "the first of three jobs that share the pages"],
    ["npm test -- --istio 1.30", "on another version, in a cluster of its own beside the usual one"],
  ],
  more:
    "Exit code: 0 every claim held; 1 a documented claim did not hold; 2 it could not be told, the harness failed, or nothing was run. " +
    "Reports: reports/report.html to read, reports/conformance.json, reports/junit.xml, reports/summary.md, and reports/evidence/ per check. " +
    "Settings are MESHPROOF_ variables: see the README.",
});

export const up = command({
  name: "npm run up",
  does: "Brings the cluster and the mesh up, and runs nothing. What is there is reused.",
  options: {},
  versions: true,
  context: true,
  ownOnly: true,
  examples: [
    ["npm run up", "the usual versions"],
    ["npm run up -- --istio 1.30", "another version, in a cluster of its own beside the usual one"],
  ],
});

export const down = command({
  name: "npm run down",
  does: "Removes the cluster, and installs and starts nothing for it. Built images and tools stay.",
  options: { all },
  versions: true,
  context: true,
  ownOnly: true,
  examples: [
    ["npm run down -- --all", "the usual cluster, and the Docker engine that we started"],
    ["npm run down -- --istio 1.30", "the cluster with that version"],
  ],
});

export const status = command({
  name: "npm run status",
  does: "Tells what is up: the cluster, since when, its versions, its data plane, its node's container, other clusters of yours, and what the cache and the images take. It reads only; nothing is started, installed or changed.",
  options: {},
  versions: true,
  context: true,
  examples: [
    ["npm run status", "the usual cluster"],
    ["npm run status -- --istio 1.30", "the cluster with that version"],
  ],
  more: "Exit code: 0 it was told, whatever is up; 2 it could not be told.",
});

export const bench = command({
  name: "npm run bench",
  does: "Measures how long `npm test` takes, and each of its steps: warm with the cluster up, built with images built and no cluster, cold with nothing. It removes and makes the cluster for that.",
  arguments: [
    {
      name: "situation or path",
      description:
        "warm, built, cold (warm and built unless told), by-hand (one page beside a script of kubectl's for the same), growth (time and memory of more pages, checks, repeats and evidence, without a cluster), endurance (whole runs in a row: what they disagree in, and what grows); a path of suites, which has a slash, to measure them alone",
      completes: ["warm", "built", "cold", "by-hand", "growth", "endurance"],
      optional: true,
      many: true,
    },
  ],
  options: { times: { type: "string", value: "n", description: "endurance: how many runs; 50 unless told" } },
  ownOnly: true,
  examples: [
    ["npm run bench", "warm and built, everything"],
    ["npm run bench -- warm suites/mtls-migration", "one page, with the cluster up"],
    ["npm run bench -- endurance --times 10", "ten whole runs in a row"],
  ],
  more: "Exit code: 0 it was measured; 1 runs in a row did not agree; 2 it could not be measured.",
});
