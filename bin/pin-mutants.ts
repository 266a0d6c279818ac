import { type HarnessMutant, mutantsOf } from "./harness-mutant.ts";

const pinTest = "fixtures/releases/pin/pin.unit.test.ts";

/** Ways in which pins, or a build of a checkout, could be of something else than they say. */
export const pinMutants: HarnessMutant[] = [
  ...mutantsOf(
    "fixtures/releases/pin/nearest.ts",
    [
      "sets the newest version in place of the nearest",
      "wanted)).sort(semver.compare)",
      "wanted)).sort(semver.rcompare)",
    ],
    ["takes a candidate for a release", "!semver.prerelease(version) && ", ""],
  ),
  {
    name: "sets a version whose files cannot be had",
    file: "fixtures/releases/pin/tidy.ts",
    find: "if (!(await canBeHad(path, version, asking))) continue;",
    replace: "void canBeHad;",
    test: pinTest,
  },
  {
    name: "requires an older version, which go overrules",
    file: "fixtures/releases/pin/tidy.ts",
    find: "const replaced = !newer ||",
    replace: "void newer; const replaced =",
    test: pinTest,
  },
  {
    name: "writes over pins that are there",
    file: "fixtures/releases/pin/index.ts",
    find: "await refuseExisting(folder);",
    replace: "await rm(folder, { recursive: true, force: true }); void refuseExisting;",
    test: pinTest,
  },
  {
    name: "leaves half-made pins behind",
    file: "fixtures/releases/pin/index.ts",
    find: "await rm(making, { recursive: true, force: true });",
    replace: "void rm;",
    test: pinTest,
  },
  {
    name: "calls a build after a tree that was changed meanwhile",
    file: "fixtures/releases/build/checkout.ts",
    find: "refuseChanged(checkout);",
    replace: "void refuseChanged;",
    test: "fixtures/releases/build/checkout.unit.test.ts",
  },
  {
    name: "builds in the tree's own go.mod",
    file: "fixtures/releases/build/checkout.ts",
    find: "return await use(path.join(copies",
    replace: "return await use(path.join(folder",
    test: "fixtures/releases/build/checkout.unit.test.ts",
  },
  {
    name: "takes a changed tree for its commit",
    file: "fixtures/releases/build/istio-version.ts",
    find: '!== "";\n  return',
    replace: '=== "never";\n  return',
    test: "fixtures/releases/build/checkout.unit.test.ts",
  },
  {
    name: "takes any folder for a checkout",
    file: "helpers/system/checkout.ts",
    find: "  assertCheckout(folder);\n  const",
    replace: "  void assertCheckout;\n  const",
    test: "helpers/system/checkout.unit.test.ts",
  },
  {
    name: "reads a tree again while it is judged",
    file: "helpers/system/checkout.ts",
    find: "if (known !== undefined) return known;",
    replace: "",
    test: "helpers/system/checkout.unit.test.ts",
  },
  {
    name: "does not see that a file has changed",
    file: "helpers/system/tree-hash.ts",
    find: ".update(content);",
    replace: ";",
    test: "helpers/system/checkout.unit.test.ts",
  },
];
