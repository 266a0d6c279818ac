/** Imports go one way: what each folder may import of the project beside itself. `bin` and vitest.config.ts may import all. */
const mayImport = {
  suites: ["fixtures", "helpers"],
  fixtures: ["helpers"],
  helpers: [],
  reporting: ["helpers"],
};

/** The same between the folders of helpers and of fixtures: each may import itself and what stands here, unit tests as well. */
const folders = {
  "helpers/system": [],
  "helpers/verdict": ["helpers/system"],
  "helpers/catalogue": ["helpers/system", "helpers/verdict"],
  "helpers/kube": ["helpers/system", "helpers/verdict"],
  "helpers/probes": ["helpers/system", "helpers/verdict", "helpers/kube"],
  "helpers/version-profiles": ["helpers/system", "helpers/verdict", "helpers/kube", "helpers/probes"],
  "helpers/diagnostics": ["helpers/system", "helpers/verdict", "helpers/kube", "helpers/probes"],
  "helpers/check": ["helpers/"],
  "fixtures/engine": ["helpers/system"],
  "fixtures/releases": ["helpers/system", "fixtures/engine"],
  "fixtures/workloads": ["helpers/"],
  "fixtures/internet": ["helpers/", "fixtures/workloads"],
  "fixtures/mesh": ["helpers/", "fixtures/releases"],
  "fixtures/targets": ["helpers/", "fixtures/engine", "fixtures/releases", "fixtures/internet", "fixtures/mesh"],
};

/** Each of these packages is spoken with in one place. */
const owners = {
  execa: "helpers/system/command",
  "@kubernetes/client-node": "helpers/kube/(client|reader|answers|objects|exec|shell|config|cluster-lease)",
  testcontainers: "helpers/system/container",
  // The mesh is asked by the first; the second asks the servers of releases, with proxies, which no probe may use.
  undici: "(helpers/probes|fixtures/releases/registry)/http",
};

// A real exception stands in the `pathNot` of its rule, as the path of one file, with a comment that says why.
export default {
  forbidden: [
    {
      name: "no circle",
      comment: "Put what both need into the lower of the two, or into a file of its own; type imports count as well.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `the wall of ${folder}`,
      comment: `Files of ${folder}, unit tests as well, import of the project what is in ${[folder, ...others].join(" or ")}.`,
      severity: "error",
      from: { path: `^${folder}/` },
      to: { dependencyTypes: ["local"], pathNot: `^(${[folder, ...others].join("|")})/` },
    })),
    ...Object.entries(folders).map(([folder, others]) => ({
      name: `the wall of ${folder}`,
      comment: `Files of ${folder}, unit tests as well, import of helpers and fixtures what is in ${[folder, ...others].join(" or ")}.`,
      severity: "error",
      from: { path: `^${folder}/` },
      to: { path: "^(helpers|fixtures)/", pathNot: `^(${[folder, ...others].join("|")})` },
    })),
    {
      name: "a folder of its own",
      comment: "A file of helpers or fixtures lies in one of the folders listed in .dependency-cruiser.js.",
      severity: "error",
      from: {},
      to: { path: "^(helpers|fixtures)/", pathNot: `^(${Object.keys(folders).join("|")})/|^fixtures/index\\.ts$` },
    },
    {
      name: "checks import #fixtures",
      comment:
        "What a page's checks work with is exported by fixtures/index.ts; its catalogue is written in types of helpers.",
      severity: "error",
      from: { path: "^suites/[^/]+/", pathNot: "^suites/[^/]+/catalogue(/|\\.ts$)" },
      to: { path: "^(fixtures|helpers)/", pathNot: "^fixtures/index\\.ts$" },
    },
    ...Object.entries(owners).map(([name, file]) => ({
      name: `the place of ${name}`,
      comment: `${name} is imported by ${file}.ts and its unit test only.`,
      severity: "error",
      from: { pathNot: `^${file}(\\.unit\\.test)?\\.ts$` },
      to: { path: `^node_modules/${name}/` },
    })),
    {
      name: "unknown import",
      comment: "An import that cannot be followed would pass every wall.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // With imports of types alone, which are gone once it is compiled.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "^(reports|coverage|\\.meshproof)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    skipAnalysisNotInRules: true,
  },
};
