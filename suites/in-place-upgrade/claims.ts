import { expectPrinted, expectRows, settle } from "#fixtures";
import { nothingLostOnTheWay } from "../upgrade/claims.ts";
import { expectProxies } from "../upgrade/proxies.ts";
import { withOldAndNew } from "../upgrade/versions.ts";
import type { InPlace, Stage } from "./page.ts";
import { linesOf } from "./istioctl-output.ts";
import { reach } from "./stages.ts";

/** Brings the upgrade to a stage, and claims that no request was lost on the way there and until now. */
export async function nothingLostOnTheWayTo(state: InPlace, stage: Stage): Promise<void> {
  await reach(state, stage);
  await nothingLostOnTheWay(state, stage);
}

/** Claims which version istiod has, as `istioctl version` tells it: one line where all replicas have the same. */
export async function expectControlPlane(
  { terminal, target }: Pick<InPlace, "terminal" | "target">,
  wanted: string,
): Promise<void> {
  await settle(
    async () => withOldAndNew(target, (await terminal.run("istioctl version")).stdout),
    (seen) => expectPrinted(linesOf(seen, /^(control plane|pilot) version: /).join("\n"), wanted),
    { within: 20_000, every: 500 },
  );
}

/** Claims that the sidecars of all workloads have that version, and istiod for their control plane. */
export function expectDataPlane(state: InPlace, version: "old" | "new"): Promise<void> {
  return expectProxies(
    state,
    "default",
    "\\.test-ns \\|\\.traffic ",
    `fortio-….traffic of istiod-…, ${version}
httpbin-….test-ns of istiod-…, ${version}
serving-….test-ns of istiod-…, ${version}
strict-….test-ns of istiod-…, ${version}
tls-….test-ns of istiod-…, ${version}`,
  );
}

/** Claims that two istiods run, of which one may always be missed. */
export async function expectTwoReplicas({ terminal }: Pick<InPlace, "terminal">): Promise<void> {
  await settle(
    async () => (await terminal.run("kubectl get poddisruptionbudgets -n istio-system")).text,
    (seen) =>
      expectRows(
        seen,
        `NAME     MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
istiod   1               N/A               1                     2m`,
      ),
    { every: 500 },
  );
  expectRows(
    (await terminal.run("kubectl get pods -n istio-system -l app=istiod")).text,
    `NAME                      READY   STATUS    RESTARTS   AGE
istiod-786779888b-p9s5n   1/1     Running   0          2m
istiod-786779888b-w7k4d   1/1     Running   0          2m`,
  );
}
