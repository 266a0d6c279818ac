import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import * as mutants from "./mutants/index.ts";
import { documented, needsOf } from "./page.ts";
import { ask, teapotAnswers } from "./requests.ts";
import type { Tab } from "./resources.ts";
import { at } from "./steps.ts";

/** "SNI Routing", by one of the tabs. */
export function sniRouting(tab: Tab): void {
  const position = { tab, step: "single-host" } as const;

  describe(`SNI Routing: ${tab}`, () => {
    documented(
      {
        id: `sni-routing/other-host-refused-${tab}`,
        needs: needsOf(tab),
        claim: `${tab}: the gateway matches the SNI against its hosts: the handshake of a request for another host is reset`,
        blocks: [`single-host/gateway-${tab}`],
        prints: "SNI matching against its configured hosts, which may cause some requests to fail",
        breaks: [
          { ...mutants.ofEveryHost(position), failsWith: /HTTP\/2 404/ },
          { ...mutants.pastTheGateway(position), failsWith: /unstable[^]*HTTP\/2 418/ },
        ],
      },
      async (state) => {
        await at(state, tab, "single-host");
        await holds(
          // Any certificate would do: whatever comes back is no refusal of the client's.
          (count) => ask(state, count, { host: "other.example.com", ca: undefined }),
          ({ text }) => expect(text).toMatch(/^ECONNRESET: /),
          { control: () => teapotAnswers(state) },
        );
      },
    );
  });
}
