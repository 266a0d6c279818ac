import { command } from "../command-line.ts";

/** The command that makes a mirror of what a run needs. */
export const mirror = command({
  name: "npm run mirror",
  does: "Makes a mirror of what a run needs, on this machine: a registry of images and a server of files, filled with what is built here under the names of what is released, or, on a machine with the internet, with what is released.",
  options: {
    released: { type: "boolean", description: "copy what is released, for every processor" },
    faults: {
      type: "boolean",
      description:
        "provoke each fault of a registry and of a server of files before the mirror that runs, and print what a run says",
    },
    stop: { type: "boolean", description: "end the mirror; what it holds stays in the cache folder" },
    port: {
      type: "string",
      value: "number",
      description: "of the registry, the files are behind the next one: 5050 unless told",
    },
    listen: {
      type: "string",
      value: "address",
      description: "of this machine, for others to use it: 127.0.0.1 unless told",
    },
  },
  versions: true,
  examples: [
    ["npm run mirror", "what is built here, and the settings that use it"],
    ["npm run mirror -- --released --istio 1.31.1", "what is released"],
    ["npm run mirror -- --stop", "end it"],
  ],
});
