import { defineConfig } from "vitest/config";
import { pages } from "./suites/pages.ts";
import { SectionOrder } from "./suites/section-order.ts";

export default defineConfig({
  test: {
    // A filter that matches nothing must never be a success.
    passWithNoTests: false,
    sequence: { sequencer: SectionOrder },
    // For a plain `npx vitest`; `npm test` gives its own.
    reporters: ["default", "./reporting/vitest-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["{helpers,fixtures,reporting,bin}/**/*.unit.test.ts"],
          environment: "node",
          // What is told of a cluster and its versions is of the default's, whatever the person's shell has chosen.
          env: Object.fromEntries(
            ["ISTIO", "ENVOY", "KUBERNETES", "GATEWAY_API", "CLUSTER"].map((name) => [`MESHPROOF_${name}`, ""]),
          ),
          // Modules are loaded once, not once per file: a third of the time. A test leaves nothing in them.
          isolate: false,
          // For one that hangs; lint and types take the cores beside them.
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      // A document is a project; bin/ runs those side by side that don't meet on the cluster.
      ...pages.map((page, index) => ({
        test: {
          name: page.name,
          include: [`suites/${page.name}/*.test.ts`],
          environment: "node",
          // One worker, shared modules: the page's set-up is made once for all of its sections.
          isolate: false,
          maxWorkers: 1,
          setupFiles: ["./fixtures/load-clients.ts"],
          retry: 0,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: index + 2 },
        },
      })),
    ],
  },
});
