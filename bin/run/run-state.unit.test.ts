import { expect, test } from "vitest";
import { readConfig } from "#helpers/system/config";
import { runSchema } from "#reporting/schema";
import { RunState } from "./run-state.ts";

test.each<[string, NodeJS.ProcessEnv]>([
  ["no setting", {}],
  ["a mirror", { MESHPROOF_MIRROR: "mirror.example:5000", MESHPROOF_DOWNLOADS: "https://files.example/mirror" }],
  ["somebody's cluster", { MESHPROOF_TARGET: "existing", MESHPROOF_CONTEXT: "staging", MESHPROOF_ALLOW: "disruptive" }],
  ["an upgrade", { MESHPROOF_ISTIO: "1.30", MESHPROOF_UPGRADE_TO: "1.31" }],
])("with %s the record fits its schema from the first moment on", (_name, env) => {
  const record = new RunState(readConfig(env)).record();
  expect(runSchema.safeParse(record).error).toBeUndefined();
  expect(Object.values(record.settings ?? {})).not.toContain(undefined);
});

test("a checkout is recorded by its content, and not by where it lies", () => {
  const env = { MESHPROOF_ISTIO: "/src/istio@1.31-0123456789ab", MESHPROOF_UPGRADE_TO: "/fix/istio@1.31-ba9876543210" };
  const { settings } = new RunState(readConfig(env)).record();
  expect(settings).toMatchObject({ istio: "checkout 1.31-0123456789ab", upgradeTo: "checkout 1.31-ba9876543210" });
});
