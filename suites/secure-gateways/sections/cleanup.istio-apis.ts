import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import { cleansUp, ofTab } from "../cleanups.ts";
import { goneBefore, listensElsewhere } from "../mutants/cleanup.ts";
import { documented } from "../page.ts";
import { ask } from "../requests.ts";
import { configured } from "../resources.ts";
import { at } from "../steps.ts";

const position = { tab: "istio-apis", step: "mutual-tls" } as const;

describe("Cleanup: Istio APIs", () => {
  documented(
    {
      id: "cleanup/istio-apis",
      claim: "Istio APIs: the clean-up removes the Gateway and both routes, says so, and the gateway's port is closed",
      blocks: ["cleanup/istio-apis"],
      prints: "kubectl delete gateway mygateway\nkubectl delete virtualservice httpbin helloworld",
      breaks: [
        { ...goneBefore(position, configured["istio-apis"].gateway), failsWith: /"mygateway" not found/ },
        { ...listensElsewhere(position), failsWith: /HTTP\/2 404|UNABLE_TO_VERIFY|ERR_SSL|CERT/ },
      ],
      errata: ["ambiguous-gateway"],
    },
    async (state) => {
      await at(state, position.tab, position.step);
      state.now = undefined;
      await cleansUp(state.terminal, [ofTab[position.tab]]);
      await holds(
        (count) => ask(state, count),
        ({ text }) => expect(text).toMatch(/^ECONNREFUSED: /),
      );
    },
  );
});
