import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { command, readCommandLine } from "./command-line.ts";

const anything = command({
  name: "npm run it",
  does: "",
  arguments: [{ name: "path", description: "", optional: true, many: true }],
  options: { pattern: { type: "string", short: "t", description: "" } },
  versions: true,
  examples: [],
});

test.each<[string[], string[], NodeJS.ProcessEnv]>([
  [[], [], {}],
  [["--istio", "1.30", "suites/a"], ["suites/a"], { MESHPROOF_ISTIO: "1.30" }],
  [["-t", "a", "--envoy=1.40"], [], { MESHPROOF_ENVOY: "1.40.0" }],
  [["--istio", "1.29.8", "--kubernetes=1.35"], [], { MESHPROOF_ISTIO: "1.29.8", MESHPROOF_KUBERNETES: "1.35" }],
  [["--istio", "latest"], [], { MESHPROOF_ISTIO: "latest" }],
  [
    ["--gateway-api", "1.6", "--kubernetes", "v1.36.3"],
    [],
    { MESHPROOF_GATEWAY_API: "1.6.3", MESHPROOF_KUBERNETES: "1.36.3" },
  ],
])("%j leaves %j and sets %j", (argv, rest, settings) => {
  const env: NodeJS.ProcessEnv = {};
  expect(readCommandLine(anything, argv, env).positionals).toEqual(rest);
  expect(env).toEqual(settings);
});

test("an option goes before the environment's setting", () => {
  const env: NodeJS.ProcessEnv = { MESHPROOF_ISTIO: "1.31" };
  readCommandLine(anything, ["--istio", "1.30"], env);
  expect(env).toEqual({ MESHPROOF_ISTIO: "1.30" });
});

test.each<[string[], string]>([
  [
    ["--istio", "newest"],
    'Expected --istio to be "1.30" or "1.31", a release ("1.31.1"), "latest" or the folder of a checkout, got "newest"',
  ],
  [["--envoy", "1.30"], 'Expected --envoy to be "1.38.3" or "1.39.3" or "1.40.0", got "1.30"'],
  [["--istio="], 'got ""'],
  [["--istio"], "Option '--istio <value>' argument missing"],
  [["--istio", "--envoy", "1.40.0"], "Option '--istio' argument is ambiguous"],
  [["--istio", "1.30", "--istio=1.31"], "--istio is given more than once"],
])("%j is one clear error", (argv, message) => {
  expect(() => readCommandLine(anything, argv, {})).toThrow(HarnessError);
  expect(() => readCommandLine(anything, argv, {})).toThrow(message);
});
