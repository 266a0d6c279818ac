import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { down, status, test as npmTest, up } from "./commands/run.ts";
import { refuseOthersCluster } from "./others-cluster.ts";
import { stateAfterInterruption } from "./run/interruption.ts";
import { allowed } from "./run/args.ts";

test("--context names the cluster and makes it the target, before the environment's setting", () => {
  const env: NodeJS.ProcessEnv = { MESHPROOF_CONTEXT: "other" };
  readCommandLine(npmTest, ["--context", "staging"], env);
  expect(env).toEqual({ MESHPROOF_TARGET: "existing", MESHPROOF_CONTEXT: "staging" });
  const untouched: NodeJS.ProcessEnv = {};
  readCommandLine(status, [], untouched);
  expect(untouched).toEqual({});
});

test.each([up, down])("$name is refused on somebody's cluster, with the reason", (command) => {
  const existing = { target: "existing", context: "staging" } as const;
  expect(() => refuseOthersCluster(command, existing)).toThrow(
    /is for clusters that meshproof makes[^]*staging, somebody's/,
  );
  expect(() => refuseOthersCluster(command, { target: "kind" })).not.toThrow();
  expect(() => refuseOthersCluster(npmTest, existing)).not.toThrow();
});

test("--allow takes the one risk by its name", () => {
  const env: NodeJS.ProcessEnv = {};
  expect(() => allowed("all", env)).toThrow(/Expected --allow to be "disruptive"[^]*got "all"/);
  allowed(undefined, env);
  expect(env).toEqual({});
  allowed("disruptive", env);
  expect(env).toEqual({ MESHPROOF_ALLOW: "disruptive" });
});

test("an interrupted run on somebody's cluster speaks of sweeping, never of removing the cluster", () => {
  const config = { cluster: "context@staging", keep: true, context: "staging" };
  const messages = (["preparing", "checking", "cleaned up", "checked"] as const).map((phase) =>
    stateAfterInterruption(phase, config),
  );
  expect(messages[1]).toContain("`npm run sweep -- --context staging`");
  expect(messages.join()).not.toMatch(/npm run down/);
});
