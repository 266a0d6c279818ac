import { command } from "../command-line.ts";

/** The commands about the documents: what of them is checked, by what, and what they say. None needs a cluster. */

const json = { type: "boolean", description: "as data, for other programs" } as const;

export const list = command({
  name: "npm run list",
  does: "Lists every block of the documents, and the checks that answer for it: id, file and line, title, and the verdict of the last run.",
  options: { json },
  examples: [
    ["npm run list", "for a person"],
    ["npm run -s list -- --json", "for a program"],
  ],
});

export const explain = command({
  name: "npm run explain",
  does: "Tells all about a block or a check: the page, the manifest, the command, what is printed, how to see it by hand and how to run it alone. Of a page: how to walk it by hand.",
  arguments: [
    {
      name: "id",
      description: "of a block, a check or a page; its page may be left out where it means one thing only",
      completes: "ids",
    },
  ],
  options: {},
  versions: true,
  examples: [
    ["npm run explain -- mtls-migration", "a page as one script"],
    ["npm run explain -- clean-up/inventory-equals-before", "a block or check of any page"],
  ],
});

export const newPage = command({
  name: "npm run new-page",
  does: "Makes a page of the suite from a copy of a document: its folder under suites/ with the catalogue of its blocks, its manifests, and a check for each block that fails until somebody writes it; and its line in suites/pages.ts.",
  arguments: [{ name: "copy", description: "the document's source, a Markdown file", completes: "files" }],
  options: {
    url: { type: "string", value: "url", description: "where the document is published" },
    id: { type: "string", value: "name", description: "the page's folder; made of its title unless told" },
    language: { type: "string", value: "code", description: "the copy's language: en unless told" },
  },
  examples: [
    ["npm run new-page -- /tmp/authz-http/index.md --id authz-http", "a page of a checkout of the site"],
    [
      "npm run new-page -- page.md --url https://istio.io/latest/docs/tasks/…",
      "with its address, which reports link to",
    ],
  ],
  more: "Exit code: 0 it is there; 2 it could not be made, and nothing was written over. docs/adding-a-page.md says how to go on.",
});

export const drift = command({
  name: "npm run drift",
  does: "Tells which blocks of newer copies of the pages differ from the catalogued ones.",
  arguments: [{ name: "folder", description: "with newer copies of the pages", completes: "files" }],
  options: {},
  examples: [
    ["npm run drift -- /tmp/istio.io/content/en", "a checkout of the site"],
    ["npm run drift -- ~/Downloads/pages", "pages saved by hand"],
  ],
  more: "Exit code: 0 no block differs; 1 some do; 2 it could not be told.",
});

export const catalogue = command({
  name: "npm run catalogue",
  does: "Demands that every block has an answer, every check a block, and every mapping both ends.",
  options: {},
  examples: [
    ["npm run catalogue", "reads all suites, runs none"],
    ["npm run check", "the same, with all other tests of the project itself"],
  ],
  more: "Exit code: 0 it holds; 1 it has problems; 2 it could not be told.",
});

export const workflows = command({
  name: "npm run workflows",
  does: "Checks .github/workflows with actionlint, which is built from its pinned Go module at first use, and all shell scripts with shellcheck, Debian's package.",
  options: {},
  examples: [
    ["npm run workflows", "all of them"],
    ["npm run check", "the same, with all other tests of the project itself"],
  ],
});
