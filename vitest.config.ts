import { defineConfig } from "vitest/config";
import { pageOrder } from "./suites/page-order.ts";
import { pages } from "./suites/pages.ts";
import { pagesProject } from "./suites/pages-project.ts";

export default defineConfig({
  test: {
    // What a page reads beside its modules: its manifests are files that vitest does not know of.
    watchTriggerPatterns: [
      { pattern: /\/suites\/([^/]+)\/[^/]+\.yaml$/, testsToRun: (_file, [, page]) => `suites/${page}/page.test.ts` },
    ],
    // A filter that matches nothing must never be a success.
    passWithNoTests: false,
    sequence: { sequencer: pageOrder(pages) },
    // For a plain `npx vitest`; `npm test` gives its own.
    reporters: ["default", "./reporting/vitest-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["{helpers,fixtures,reporting,bin,suites}/**/*.unit.test.ts"],
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
      {
        test: {
          name: "pages",
          ...pagesProject(pages, import.meta.dirname),
          // `npm test` brings the target up itself, before it runs the pages in a vitest of its own.
          globalSetup: ["./suites/target-is-up.ts"],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
