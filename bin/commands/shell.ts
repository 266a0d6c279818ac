import { command } from "../command-line.ts";

/** The commands for whoever writes checks: a page that runs again by itself, and a shell that knows the commands. */

export const watch = command({
  name: "npm run watch",
  does: "Runs the checks of one page, and again whenever a file changes that they are made of. The target is kept: it is brought up first where it is not. Nothing is written into the reports folder but the evidence of the checks.",
  arguments: [{ name: "page", description: "its folder's name: mtls-migration", completes: "pages" }],
  options: {
    id: {
      type: "string",
      multiple: true,
      value: "id",
      completes: "checks",
      description: "run only the check with this id; may be given more than once, and hold * and ** for parts of it",
    },
  },
  versions: true,
  examples: [
    ["npm run watch -- mtls-migration", "all of the page"],
    ["npm run watch -- mtls-migration --id 'mtls-migration/clean-up/*'", "some of its checks"],
  ],
  more: "It ends with q or Ctrl-C; what a run that was cut short has made, the page's next one removes. Exit code: 0 the last run was green; 1 it was not; 2 it could not be begun.",
});

export const completion = command({
  name: "npm run completion",
  does: "Prints what makes a shell complete the commands of this project behind `npm test --` and `npm run … --`: options, versions, pages, and the ids of checks and blocks as they are now. Elsewhere npm is completed as it was.",
  arguments: [{ name: "shell", description: "bash, zsh or fish", completes: ["bash", "zsh", "fish"] }],
  options: {},
  examples: [
    ["source <(npm run -s completion -- bash)", "for this shell; in ~/.bashrc for each, from this folder"],
    ["npm run -s completion -- fish | source", "in fish"],
  ],
});
