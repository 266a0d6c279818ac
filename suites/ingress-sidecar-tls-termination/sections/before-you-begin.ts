import { describe, expect } from "vitest";
import { expectPrinted, featureFlag, kubectlGet } from "#fixtures";
import { flagOff, partOfIstioMissing } from "../mutants/index.ts";
import type { Edition } from "../page.ts";

/** The page's command, for what it would install. */
const generate =
  "istioctl manifest generate --set profile=default --set values.pilot.env.ENABLE_TLS_ON_SIDECAR_INGRESS=true";

/** The section's checks, for one edition of the page. */
export function beforeYouBegin({ documented }: Edition): void {
  // "Set up Istio … enabling the experimental feature ENABLE_TLS_ON_SIDECAR_INGRESS."
  describe("Before you begin", () => {
    documented(
      {
        id: "before-you-begin/flag-is-set",
        claim: "the running istiod has ENABLE_TLS_ON_SIDECAR_INGRESS=true",
        blocks: ["before-you-begin/1"],
        prints: "istioctl install --set profile=default --set values.pilot.env.ENABLE_TLS_ON_SIDECAR_INGRESS=true",
        breaks: [{ ...flagOff, failsWith: /ENABLE_TLS_ON_SIDECAR_INGRESS=false/ }],
      },
      async ({ kube }) => {
        const pods = await kube.list("v1", "Pod", "istio-system", "app=istiod");
        const flags = pods.map((pod) => {
          const { containers } = pod.spec as { containers: { env?: { name: string; value?: string }[] }[] };
          const entry = containers.flatMap(({ env }) => env ?? []).find(({ name }) => name === featureFlag);
          return `${featureFlag}=${entry?.value ?? "not set"}`;
        });
        expect(flags).toEqual(["ENABLE_TLS_ON_SIDECAR_INGRESS=true"]);
        const [istiod] = await kubectlGet(kube, "/apis/apps/v1/namespaces/istio-system/deployments/istiod");
        expect(istiod).toMatchObject({ NAME: "istiod", READY: expect.stringMatching(/^([1-9]\d*)\/\1$/) as string });
      },
    );

    documented(
      {
        id: "before-you-begin/installed-as-the-page-says",
        needs: ["installed-by-the-page"],
        claim: "all that the page's command installs is on the cluster, the flag in istiod's environment",
        blocks: ["before-you-begin/1"],
        prints: "istioctl install --set profile=default --set values.pilot.env.ENABLE_TLS_ON_SIDECAR_INGRESS=true",
        breaks: [{ ...partOfIstioMissing, failsWith: /serviceaccounts "istio-reader-service-account" not found/ }],
      },
      async ({ terminal }) => {
        const { text } = await terminal.run(`${generate} > istio.yaml && kubectl get -f istio.yaml -o name`);
        // The file goes before anything is claimed: a later check lists the folder.
        const flag = await terminal.run(`grep -A 1 'name: ENABLE_TLS_ON_SIDECAR_INGRESS' istio.yaml; rm istio.yaml`);
        const missing = text.split("\n").filter((line) => !/^\S+\/\S+$|^$/.test(line));
        expectPrinted(missing.join("\n"), "");
        expectPrinted(flag.text.replace(/^ +/gm, ""), '- name: ENABLE_TLS_ON_SIDECAR_INGRESS\nvalue: "true"');
      },
    );
  });
}
