import { expect, test } from "vitest";
import { defaultVersions } from "#helpers/system/versions";
import { readCommandLine } from "../command-line.ts";
import { validate } from "../commands/validate.ts";
import { clustersAtOnce, validateArguments } from "./arguments.ts";

const read = (...argv: string[]) => validateArguments(readCommandLine(validate, argv, {}), defaultVersions());
const both = ["--from", "1.30", "--to", "1.31"];

test("two versions, with all else as usual", () => {
  const { kubernetes, envoy, gatewayApi } = defaultVersions();
  expect(read(...both)).toMatchObject({
    matrix: { from: "1.30", to: "1.31", kubernetes: [kubernetes], envoy: [envoy], gatewayApi: [gatewayApi] },
    filter: { files: [], ids: [] },
    failOn: ["nonconformant"],
    upgrade: true,
    fresh: false,
  });
});

test("lists are a matrix, each version once and by its whole name", () => {
  expect(read(...both, "--kubernetes", "1.34, 1.36,1.34.10", "--envoy", "1.40").matrix).toMatchObject({
    kubernetes: ["1.34.10", "1.36.3"],
    envoy: ["1.40.0"],
  });
});

test("a checkout is judged beside a version", () => {
  const checkout = "/src/istio@1.31-0123456789ab";
  expect(read("--from", "1.31", "--to", checkout).matrix).toMatchObject({ from: "1.31", to: checkout });
});

test.each([
  [["--from", "1.30"], /lacks --to/],
  [[], /lacks --from and --to/],
  [["--from", "1.30", "--to", "1.32"], /Expected --to to be "1.30" or "1.31", got "1.32"/],
  [["--from", "1.30", "--to", "1.30"], /are the same Istio, 1.30/],
  [["--from", "1.30", "--to", "/no/where"], /\/no\/where is no checkout of istio\/istio/],
  [[...both, "--kubernetes", "1.34,"], /Expected --kubernetes to be .*, got ""/],
  [[...both, "--envoy", "2"], /Expected --envoy to be .*, got "2"/],
  [[...both, "--fail-on", "red"], /--fail-on does not know "red"/],
  [[...both, "--side-by-side", "0"], /Expected --side-by-side to be a number from 1 to 99, got "0"/],
  [[...both, "--id", ""], /--id has an empty id/],
])("%j is refused", (argv, message) => {
  expect(() => read(...argv)).toThrow(message);
});

test("on two cores one cluster is at work at a time, on more several, as far as the memory goes", () => {
  expect([clustersAtOnce(2, 24e9), clustersAtOnce(8, 64e9), clustersAtOnce(16, 17e9)]).toEqual([1, 2, 2]);
});
