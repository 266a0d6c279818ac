import { command } from "../command-line.ts";

/** The commands that read or describe the reports of runs. None needs a cluster. */

export const compare = command({
  name: "npm run compare",
  does: "Tells what differs between two runs: verdicts, what the mesh said, times.",
  arguments: [
    { name: "old run", description: "its reports folder or its conformance.json", completes: "files" },
    { name: "new run", description: "likewise, of the run to hold against it", completes: "files" },
  ],
  options: {
    "fail-on": {
      type: "string",
      value: "kinds",
      description: "differences that exit code 1 is for: nonconformant unless told",
    },
    out: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "where the comparison is written; the reports folder unless told",
    },
  },
  examples: [
    ["npm run compare -- /tmp/istio-1.30 reports", "two folders of reports"],
    ["npm run compare -- old new --fail-on nonconformant,inconclusive", "for a CI job"],
  ],
  more: "Exit code: 1 there is a difference of a kind that --fail-on names; 0 there is none; 2 it could not be told.",
});

export const merge = command({
  name: "npm run merge",
  does: "Makes the reports of one run from those of its shards, which `npm test -- --shard i/n` wrote. All n must be there, of one checkout, one choice of versions and one filter.",
  arguments: [{ name: "reports", description: "reports folder of each shard", many: true, completes: "files" }],
  options: {
    out: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "where they are written; the reports folder unless told",
    },
  },
  examples: [
    ["npm run merge -- shard-1 shard-2 shard-3", "three jobs' folders"],
    ["npm run merge -- /tmp/shards/* --out /tmp/whole", "all folders of one place"],
  ],
  more: "Exit code: that of the whole run, see `npm test -- --help`; 2 also where they are not the shards of one run.",
});

export const nightlyReport = command({
  name: "npm run nightly-report",
  does: "Writes what a night says of one combination of versions: nightly.md for the job's summary, and nightly.json with what is to be done to the issues.",
  options: {
    combination: { type: "string", value: "name", description: "what was run; must be given" },
    run: {
      type: "string",
      value: "reports",
      completes: "files",
      description: "reports folder of the night's run; must be given",
    },
    "last-green": { type: "string", value: "reports", completes: "files", description: "that of the last green run" },
    issues: {
      type: "string",
      value: "file",
      completes: "files",
      description: "`gh issue list --json number,title,body` of the open ones",
    },
    link: { type: "string", value: "url", description: "https address of the job" },
    out: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "where both are written; the reports folder unless told",
    },
  },
  examples: [
    ['npm run nightly-report -- --combination "Istio 1.31" --run reports', "a night without a green one before it"],
    [
      'npm run nightly-report -- --combination "Istio 1.31" --run reports --last-green green',
      "beside the last green one",
    ],
  ],
  more: "Exit code: 0 both are written, whatever the night was; 2 it could not be told.",
});

export const leaks = command({
  name: "npm run leaks",
  does: "Searches the reports of the last run, diagnostics included, for private keys, tokens and kubeconfig content: for what looks like one, and for those that the cluster has at the moment.",
  options: {},
  versions: true,
  examples: [
    ["npm run leaks", "the folder reports"],
    ["MESHPROOF_REPORTS=/tmp/reports npm run leaks", "another run's"],
  ],
  more: "Exit code: 0 none is found; 1 one is; 2 it could not be told.",
});

export const bundle = command({
  name: "npm run bundle",
  does: "Makes one archive (tar.gz) of the last run's reports, evidence included, to be sent to somebody. Every file is searched for private keys, tokens, kubeconfig content and registries' logins first: where one is found there is no archive.",
  options: {
    out: {
      type: "string",
      value: "file",
      completes: "files",
      description: "the archive; meshproof-reports.tar.gz unless told",
    },
  },
  examples: [
    ["npm run bundle", "the folder reports"],
    ["MESHPROOF_REPORTS=/tmp/reports npm run bundle -- --out /tmp/reports.tar.gz", "another run's"],
  ],
  more: "Exit code: 0 it is there; 2 it is not, for a secret that was found for example.",
});

export const browser = command({
  name: "npm run browser",
  does: "Opens report.html in the machine's own Chromium and holds it against what is promised of it: axe-core's rules (WCAG A and AA, best practices), a phone's width, paper, no script, the filter, the search, links and buttons that copy, and a large run's size and time.",
  arguments: [
    {
      name: "reports folder",
      description:
        "of a recorded run, whose report is made anew; without one: sample runs, green, red, partial and large",
      optional: true,
      many: true,
      completes: "files",
    },
  ],
  options: {
    chromium: {
      type: "string",
      value: "path",
      completes: "files",
      description: "the program; the first on the PATH unless told",
    },
    pictures: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "write a picture of each report's beginning into it",
    },
  },
  examples: [
    ["npm run browser", "after report.html was changed"],
    ["npm run browser -- reports --pictures /tmp/pictures", "the last run's report, and how it looks"],
  ],
  more: "Exit code: 0 all is as promised; 1 something is not; 2 it could not be told, for want of a Chromium for example.",
});

export const exportRun = command({
  name: "npm run export",
  does: "Prints a run in the form of another project: gateway-api is the ConformanceReport (gateway.networking.k8s.io/v1) that Gateway API's own suite writes, with a profile for each document.",
  arguments: [
    { name: "form", description: "gateway-api", completes: ["gateway-api"] },
    {
      name: "run",
      description: "its reports folder or its conformance.json; the reports folder unless told",
      optional: true,
      completes: "files",
    },
  ],
  options: {
    validate: {
      type: "boolean",
      description: "have it read by Gateway API's own Go types first; they are built at first use",
    },
    contact: {
      type: "string",
      multiple: true,
      value: "who",
      description: "who answers for the implementation; the issues of istio/istio unless told",
    },
    out: { type: "string", value: "file", completes: "files", description: "write it there instead" },
  },
  examples: [
    ["npm run -s export -- gateway-api", "the last run, printed"],
    ["npm run export -- gateway-api reports --validate --out report.yaml", "read by its own types, into a file"],
  ],
  more: "Exit code: 0 it is printed or written; 2 it could not be.",
});

export const schema = command({
  name: "npm run schema",
  does: "Writes the JSON Schema of conformance.json and the table of its fields into docs/.",
  options: {},
  examples: [
    ["npm run schema", "after a field was added"],
    ["npm run schema && git diff docs", "and what that changed"],
  ],
});
