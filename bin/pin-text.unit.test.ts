import path from "node:path";
import { expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { pinnedText } from "./pin-text.ts";

const pinned = {
  folder: path.join(projectDir, "images", "istio", "1.32"),
  name: "1.32",
  of: "istio.io/istio v0.0.0-20270101000000-0123456789ab",
  substitutes: [],
};

test("what could not be had is told with what stands in its place", () => {
  const how = "required" as const;
  const substitutes = [{ path: "istio.io/api", wanted: "v1.32.0-1", set: "v1.32.1", how, why: "403 Forbidden" }];
  expect(pinnedText("istio", { ...pinned, substitutes }, true)).toBe(
    `images/istio/1.32 pins istio.io/istio v0.0.0-20270101000000-0123456789ab
could not be had → stands in its place:
  istio.io/api
    v1.32.0-1 → v1.32.1, required (403 Forbidden)
next: npm run up -- --istio 1.32   shows whether it builds; then a row in README and docs/configuration.md`,
  );
});

test("elsewhere no command finds it", () => {
  expect(pinnedText("istio", { ...pinned, folder: "/elsewhere/1.32" }, false)).toBe(
    `/elsewhere/1.32 pins istio.io/istio v0.0.0-20270101000000-0123456789ab
everything that it asks for can be had
next: move it to images/istio/1.32`,
  );
});
