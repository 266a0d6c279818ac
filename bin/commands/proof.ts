import { command } from "../command-line.ts";

/** The commands that hold the checks and the documents against a live cluster. */

export const typed = command({
  name: "npm run typed",
  does: "Types each block of copies of the pages word for word in a shell, on the cluster that is up, and compares what is printed with what the page prints.",
  arguments: [
    { name: "folder", description: "with copies of the pages", completes: "files" },
    { name: "page", description: "type these alone", optional: true, many: true, completes: "pages" },
  ],
  options: {
    write: { type: "string", value: "file", completes: "files", description: "write the table into it" },
    "with-uninstall": { type: "boolean", description: "end with Istio's removal" },
  },
  versions: true,
  ownOnly: true,
  examples: [
    ["npm run typed -- pages mtls-migration", "one page"],
    ["npm run typed -- pages --write docs/as-typed.md", "all that have a copy, and the table of what came of it"],
  ],
  more: "Exit code: 1 a block is otherwise than documented without an erratum, or works in spite of one; 0 none is; 2 it could not be told.",
});

export const prove = command({
  name: "npm run prove",
  does: "Breaks the mesh under every check, demands red with the mutant's message, restores the mesh and demands green again; then breaks meshproof itself, whose unit tests must notice.",
  arguments: [
    {
      name: "part of a check's id",
      description: "only the checks that have it, and not meshproof itself",
      optional: true,
      completes: "checks",
    },
  ],
  options: { harness: { type: "boolean", description: "only meshproof itself, without a cluster" } },
  versions: true,
  ownOnly: true,
  examples: [
    ["npm run prove -- mtls-migration/", "all of one page"],
    ["npm run prove -- --harness", "meshproof itself"],
  ],
  more: "Exit code: 0 every mutant was killed; 1 one survived, or a check has none; 2 the cluster is not as it was before, or it could not be told.",
});

export const fields = command({
  name: "npm run fields",
  does: "Runs a page again and again, each time without one field of one of its manifests, and tells the fields that no check misses. A run ends with its first check that is not conformant.",
  arguments: [
    { name: "page", description: "its folder's name: mtls-migration", completes: "pages" },
    { name: "part of a manifest's name", description: "only the manifests that have it", optional: true, many: true },
  ],
  options: {
    list: { type: "boolean", description: "only list the fields" },
    write: { type: "string", value: "file", completes: "files", description: "write the table into it" },
  },
  versions: true,
  ownOnly: true,
  examples: [
    ["npm run fields -- mtls-migration --list", "what would be left out"],
    ["npm run fields -- authz-http reviews-viewer", "the fields of one manifest; about half a minute each"],
  ],
  more: "Exit code: 0 each field is missed; 1 one is not; 2 it could not be told.",
});

export const chaos = command({
  name: "npm run chaos",
  does: "Breaks the machine, the cluster or the mesh under runs of one page, on a cluster of its own, and holds each run's end, its reports, what it left behind, and the next run against what is wanted: the right verdict or one clear error.",
  arguments: [
    {
      name: "part of a scenario's name",
      description: "only the scenarios that have it; all unless told",
      optional: true,
      many: true,
    },
  ],
  options: {
    times: { type: "string", value: "n", description: "each so many times; 3 unless told" },
    list: { type: "boolean", description: "only list the scenarios" },
    write: { type: "string", value: "file", completes: "files", description: "write the table into it" },
  },
  ownOnly: true,
  examples: [
    ["npm run chaos -- --list", "what there is"],
    ["npm run chaos -- istiod-deleted --times 1", "one of them, once"],
  ],
  more: "It needs root for what it does to disks. MESHPROOF_CLUSTER chooses its cluster, meshproof-chaos unless told: one that nobody else uses. Exit code: 0 all was as wanted; 1 something was not; 2 it could not be told.",
});
