import { type HarnessMutant, mutantsOf } from "./harness-mutant.ts";

/** Ways in which the source `registry` could run on something else than what is released. */
export const registryMutants: HarnessMutant[] = [
  ...mutantsOf(
    "fixtures/releases/registry/download.ts",
    ["takes a file whatever its SHA-256", "if (expected !== undefined && sha256 !== expected)", "if (false)"],
    ["keeps a file whose SHA-256 is another", "await rm(part, { force: true });\n    throw wrongSum", "throw wrongSum"],
    ["does not look at a kept file again", "found.url === url && (await sumOf(file)) === sha256", "found.url === url"],
    [
      "begins anew what was cut off",
      "...(have > 0 && { range: `bytes=${have}-` })",
      "...(have < 0 && { range: `bytes=${have}-` })",
    ],
    ["puts a whole file behind what had come", 'flags: goesOn ? "a" : "w"', 'flags: "a"'],
    [
      "two processes load the same file",
      'return withLock(path.join(store, "locks", id), load, { waiting, signal });',
      "void [withLock, waiting, signal]; return load();",
    ],
  ),
  {
    name: "asks again after any failure",
    file: "fixtures/releases/registry/attempts.ts",
    find: "if (error instanceof HarnessError) throw error;",
    replace: "",
    test: "fixtures/releases/registry/download.unit.test.ts",
  },
  {
    name: "waits an hour where a server asks for it",
    file: "fixtures/releases/registry/attempts.ts",
    find: "|| wait > longest",
    replace: "",
    test: "fixtures/releases/registry/download.unit.test.ts",
  },
  {
    name: "takes another file's SHA-256",
    file: "fixtures/releases/registry/sums.ts",
    find: '(file === undefined || file.split("/").at(-1) === name)',
    replace: "true",
    test: "fixtures/releases/registry/download.unit.test.ts",
  },
  ...mutantsOf(
    "fixtures/releases/registry/registry-api.ts",
    ["takes a proxy's page for a registry", 'version.startsWith("registry/") || challenge', "true"],
    ["takes any status for a registry's", "(status === 200 || status === 401) && ", ""],
  ),
  ...mutantsOf(
    "fixtures/releases/registry/resolve.ts",
    ["takes a candidate for a release", "/^v?\\d+\\.\\d+\\.\\d+$/", "/^v?\\d+\\.\\d+\\.\\d+/"],
    ["takes 1.3 for 1.31", "tag.startsWith(`${wanted}.`)", "tag.startsWith(wanted)"],
  ),
  ...mutantsOf(
    "fixtures/releases/registry/pull.ts",
    ["takes an image that somebody built for a release", "if (found) return found.slice", 'return (found ?? "").slice'],
    ["pulls again what is there", "if (there) return there;", ""],
  ),
  {
    name: "configures Istio's own proxy as upstream's",
    file: "fixtures/releases/registry/registry.ts",
    find: "if (other === undefined) {",
    replace: "if (false) {",
    test: "fixtures/releases/registry/pull.unit.test.ts",
  },
  ...mutantsOf("fixtures/releases/registry/credentials.ts", [
    "gives a password to any host",
    "config.auths?.[key]?.auth ??",
    "Object.values(config.auths ?? {})[0]?.auth ??",
  ]),
  ...mutantsOf(
    "fixtures/targets/kind/load-images.ts",
    ["does not see that an image has changed", "loaded[name] !== undefined && loaded[name] !== id", "false"],
    [
      "puts images into the node each time",
      "loaded[name] !== id);\n  if (missing",
      'loaded[name] !== "");\n  if (missing',
    ],
  ),
  {
    name: "tells a password that stands in a setting",
    file: "helpers/system/config.ts",
    find: 'withoutPassword(given[name] ?? "")',
    replace: "given[name]",
    test: "helpers/system/versions.unit.test.ts",
  },
];
