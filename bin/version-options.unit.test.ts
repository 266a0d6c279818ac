import { expect, test } from "vitest";
import { HarnessError } from "#helpers/errors";
import { noMore, takeVersionOptions } from "./version-options.ts";

test.each<[string[], string[], NodeJS.ProcessEnv]>([
  [[], [], {}],
  [["--istio", "1.30", "suites/a"], ["suites/a"], { MESHPROOF_ISTIO: "1.30" }],
  [["-t", "a", "--envoy=1.40"], ["-t", "a"], { MESHPROOF_ENVOY: "1.40.0" }],
  [
    ["--gateway-api", "1.6", "--kubernetes", "v1.36.3"],
    [],
    { MESHPROOF_GATEWAY_API: "1.6.3", MESHPROOF_KUBERNETES: "1.36.3" },
  ],
  [["--repeat=2", "--istioctl"], ["--repeat=2", "--istioctl"], {}],
])("%j leaves %j and sets %j", (argv, rest, settings) => {
  const env: NodeJS.ProcessEnv = {};
  expect(takeVersionOptions(argv, env)).toEqual(rest);
  expect(env).toEqual(settings);
});

test("an option goes before the environment's setting", () => {
  const env: NodeJS.ProcessEnv = { MESHPROOF_ISTIO: "1.31" };
  takeVersionOptions(["--istio", "1.30"], env);
  expect(env).toEqual({ MESHPROOF_ISTIO: "1.30" });
});

test.each<[string[], string]>([
  [["--istio", "1.29"], 'Expected --istio to be "1.30" or "1.31", got "1.29"'],
  [["--istio="], 'got ""'],
  [["--istio"], "--istio lacks its version"],
  [["--istio", "--envoy", "1.40.0"], "--istio lacks its version"],
  [["--istio", "1.30", "--istio=1.31"], "--istio is given more than once"],
])("%j is one clear error", (argv, message) => {
  expect(() => takeVersionOptions(argv, {})).toThrow(HarnessError);
  expect(() => takeVersionOptions(argv, {})).toThrow(message);
});

test("what a command does not know is told with what it takes", () => {
  expect(() => noMore("npm run down", ["--all"], ["--all"])).not.toThrow();
  expect(() => noMore("npm run up", ["--all"])).toThrow(/`npm run up` does not know --all\n.*--istio version/);
});
