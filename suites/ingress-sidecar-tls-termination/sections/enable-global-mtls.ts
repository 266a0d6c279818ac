import { describe } from "vitest";
import { control, expectPrinted, holds, type Transcript } from "#fixtures";
import * as broken from "../mutants/index.ts";
import type { Edition } from "../page.ts";
import type { SidecarTls } from "../set-up.ts";
import { reset } from "../clients.ts";

/** The section's checks, for one edition of the page. */
export function enableGlobalMtls({ documented, client }: Edition): void {
  // "Apply the following PeerAuthentication policy to require mTLS traffic for all workloads": httpbin has a policy of its
  // own besides, so that only the other workload of the namespace shows what this one does.
  describe("Enable global mTLS", () => {
    documented(
      {
        id: "enable-global-mtls/strict-without-a-policy-of-its-own",
        claim: `${client} in test, which has no policy of its own, takes mTLS only: plain http is reset`,
        blocks: ["enable-global-mtls/1"],
        prints: "mode: STRICT",
        breaks: [
          { ...broken.globalPolicyMissing, failsWith: /503/ },
          { ...broken.globalPolicyPermissive, failsWith: /503/ },
          { ...broken.leakingClient(client), failsWith: /^unstable: .*✓✗|^unstable: .*✗✓/ },
        ],
        errata: ["not-global"],
      },
      async (state) => {
        const command = `curl -IsS "http://${client}.test.svc.cluster.local/"`;
        await holds(
          (count) => state.external.ask(command, count),
          ({ text }) => expectPrinted(text, reset),
          { control: () => meshReachesIt(state) },
        );
      },
    );
  });
}

/** Control: over mTLS the same sidecar takes the request; no application listens behind it, which it says by 503. */
function meshReachesIt({ internal, client }: SidecarTls): Promise<Transcript> {
  return control(
    `the internal client, over mTLS, at the sidecar of ${client}`,
    () => internal.run(`curl -sS -o /dev/null -w '%{http_code}' http://${client}.test.svc.cluster.local/`),
    ({ text }) => expectPrinted(text, "503"),
  );
}
