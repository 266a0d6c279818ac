import { command } from "../command-line.ts";

/** The command that makes another version one that can be built. */
export const pin = command({
  name: "npm run pin",
  does: "Makes the pins of a version that is not among those that can be built: its folder under images/, which --istio and the other options know from then on. What the module proxy does not have is told, and the nearest version that it has is set in its place.",
  arguments: [
    { name: "component", description: "istio, kubernetes, gateway-api or envoy" },
    { name: "version", description: "1.31 (of Istio its branch, of the others the newest patch), 1.31.1, a commit" },
  ],
  options: {
    as: { type: "string", value: "version", description: "what the folder is called; a commit of Istio needs it" },
    into: {
      type: "string",
      value: "folder",
      completes: "files",
      description: "where it is made; images/<component> unless told",
    },
  },
  examples: [
    ["npm run pin -- istio 1.31.1", "the tag of a release"],
    ["npm run pin -- istio v0.0.0-20260826214018-9739e10eb9d7 --as 1.30", "a commit"],
    ["npm run pin -- envoy 1.40", "the newest patch on PyPI"],
  ],
  more: "Exit code: 0 the pins are there; 2 they could not be made, and nothing was written. Nothing is compiled: `npm run up -- --istio <version>` shows whether it builds.",
});
