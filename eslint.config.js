import prettier from "eslint-config-prettier";
// It needs TypeScript 6, whose compiler is a library; `npm run types` uses 7 ("typescript-native"), a seventh of the time.
import tseslint from "typescript-eslint";

/** Imports go one way: suites -> fixtures -> helpers -> packages; bin and reporting stand beside them. */
const wall = (files, group, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
});

/** Each package has one user. */
const owners = {
  execa: ["helpers/command.ts"],
  "@kubernetes/client-node": [
    "helpers/kube.ts",
    "helpers/kube-answers.ts",
    "helpers/kube-objects.ts",
    "helpers/kube-exec.ts",
    "helpers/kube-shell.ts",
    "helpers/kube-config.ts",
    "helpers/kube-lease.ts",
  ],
  testcontainers: ["helpers/container.ts"],
  undici: ["helpers/http.ts"],
};

const aboveHelpers = ["#bin/*", "#fixtures*", "#reporting/*", "**/suites/**"];
const ownedBy = (wanted) =>
  Object.keys(owners)
    .filter((name) => wanted(owners[name]))
    .flatMap((name) => [name, `${name}/*`]);

export default tseslint.config(
  { ignores: ["node_modules", "reports", ".meshproof", "coverage"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
      "no-empty": ["error", { allowEmptyCatch: false }],
    },
  },
  wall(
    ["suites/**/*.{test,checks}.ts"],
    [
      "#helpers/*",
      "#reporting/*",
      "#bin/*",
      "../../fixtures/*",
      "../../helpers/*",
      "execa",
      "undici",
      "testcontainers",
      "@kubernetes/*",
    ],
    "Suites import from #fixtures only.",
  ),
  wall(
    ["fixtures/**"],
    ["#bin/*", "#reporting/*", "**/suites/**", "execa", "undici", "testcontainers", "@kubernetes/*"],
    "Fixtures import helpers; a package has its one helper.",
  ),
  wall(
    ["reporting/**"],
    ["#bin/*", "#fixtures*", "**/suites/**", "execa", "undici", "testcontainers", "@kubernetes/*"],
    "Reporting imports helpers only.",
  ),
  wall(
    ["helpers/**"],
    [...aboveHelpers, ...ownedBy(() => true)],
    "Helpers import packages only; each package has its one helper.",
  ),
  ...Object.values(owners)
    .flat()
    .map((file) =>
      wall([file], [...aboveHelpers, ...ownedBy((owner) => !owner.includes(file))], "Each package has its one helper."),
    ),
  prettier,
);
