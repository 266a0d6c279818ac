import { command } from "../command-line.ts";

/** The commands that tell what is built and shipped. */

export const sbom = command({
  name: "npm run sbom",
  does: "Lists what meshproof consists of, as CycloneDX: the npm packages that it is installed with, and for each image that is built what is in it, by syft, which is built from its pinned Go module at first use. Beside them licences.md: how often which licence is there.",
  arguments: [],
  options: {
    out: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "write into it; reports/sbom unless told",
    },
  },
  versions: true,
  examples: [
    ["npm run sbom", "the usual versions"],
    ["npm run sbom -- --out sbom", "into another folder"],
  ],
  more: "Images are those of the chosen versions that the Docker engine has; none is built for it. Exit code: 0 all are listed; 2 something could not be.",
});

export const vulnerabilities = command({
  name: "npm run vulnerabilities",
  does: "Holds the npm packages against npm's advisories and the programs that are compiled against Go's database of vulnerabilities (govulncheck). Both are asked over the network.",
  arguments: [],
  options: {},
  versions: true,
  examples: [
    ["npm run vulnerabilities", "all that is installed and compiled here"],
    ["npm run vulnerabilities -- --istio 1.30", "with the programs of another version"],
  ],
  more: "Exit code: 0 nothing is known; 1 something is; 2 a database did not answer, so that it could not be told.",
});
