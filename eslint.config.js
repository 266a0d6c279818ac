import prettier from "eslint-config-prettier";
// It needs TypeScript 6, whose compiler is a library; `npm run types` uses 7 ("typescript-native"), a seventh of the time.
import tseslint from "typescript-eslint";

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
  {
    // A verdict must not depend on a clock that people set, or that is another one than the cluster's.
    files: ["helpers/{verdict,probes}/**/*.ts"],
    ignores: ["**/*.{unit.test,samples}.ts", "helpers/probes/certificates.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "Date",
          property: "now",
          message: "performance.now() for durations, momentNow() for the lines of logs",
        },
      ],
    },
  },
  prettier,
);
