import { expect, test } from "vitest";
import { changedFields } from "./changed-fields.ts";

const container = { name: "curl", image: "curlimages/curl", command: ["/bin/sleep", "infinity"] };

test.each([
  ["the same", { a: 1 }, { a: 1 }, []],
  ["more than was declared", { a: 1 }, { a: 1, b: 2 }, []],
  ["another value", { a: 1 }, { a: 2 }, ["a: 2, not 1"]],
  ["a field that is gone", { labels: { app: "curl" } }, { labels: {} }, ['labels.app: nothing, not "curl"']],
  ["nothing at all in its place", { a: { b: 1 } }, undefined, ["a.b: nothing, not 1"]],
  ["a default that the API server does not write", { hostNetwork: false, note: "", uid: 0 }, {}, []],
  ["a sidecar before it", { containers: [container] }, { containers: [{ name: "istio-proxy" }, container] }, []],
  [
    "another image",
    { containers: [container] },
    { containers: [{ name: "istio-proxy" }, { ...container, image: "mirror/curl" }] },
    ['containers[curl].image: "mirror/curl", not "curlimages/curl"'],
  ],
  [
    "another argument",
    { containers: [container] },
    { containers: [{ ...container, command: ["/bin/sleep", "1"] }] },
    ['containers[curl].command[1]: "1", not "infinity"'],
  ],
  [
    "a container that is gone",
    { containers: [{ name: "a" }] },
    { containers: [] },
    ['containers[a].name: nothing, not "a"'],
  ],
])("%s", (_what, declared, there, changes) => {
  expect(changedFields(declared, there)).toEqual(changes);
});
