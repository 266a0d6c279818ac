import { defineConfig } from "vitest/config";

/** Documents that are checked live, one vitest project each; bin/ runs them side by side where they don't meet. */
const pages = ["ingress-sidecar-tls-termination"];

export default defineConfig({
  test: {
    // A filter that matches nothing must never be a success.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{helpers,fixtures,reporting,bin}/**/*.unit.test.ts"],
          environment: "node",
          sequence: { groupOrder: 1 },
        },
      },
      ...pages.map((page, index) => ({
        test: {
          name: page,
          include: [`suites/${page}/*.test.ts`],
          environment: "node",
          // One worker, shared modules: the page's set-up is made once for all of its sections.
          isolate: false,
          maxWorkers: 1,
          retry: 0,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: index + 2 },
        },
      })),
    ],
  },
});
