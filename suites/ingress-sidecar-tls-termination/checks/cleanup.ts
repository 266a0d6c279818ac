import { describe, expect } from "vitest";
import { compareInventories, removeAll, removeNamespace, takeInventory } from "#fixtures";
import { somethingLeftBehind } from "../mutants.ts";
import { touchedByOthers } from "../../pages.ts";
import type { Edition } from "../page.ts";

const of = (apiVersion: string, kind: string, namespace: string) => (name: string) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

/** The section's checks, for one edition of the page. */
export function cleanup({ documented, page, client }: Edition): void {
  describe("Cleanup the mutual TLS termination example", () => {
    documented(
      {
        id: "cleanup/inventory-equals-before",
        claim: "after the page's clean-up the cluster is as it was before, all API kinds counted",
        blocks: ["cleanup/1"],
        prints: `kubectl delete secret …, service …, deployment …, namespace test; kubectl delete service ${client}, deployment ${client}`,
        breaks: [{ ...somethingLeftBehind, says: /left behind: Secret default\/left-behind/ }],
        errata: ["service-account-left-in-default"],
      },
      async ({ kube, before }) => {
        await removeAll(kube, [
          ...["httpbin-mtls-termination", "httpbin-mtls-termination-cacert"].map(of("v1", "Secret", "test")),
          ...["httpbin", client].map(of("v1", "Service", "test")),
          ...["httpbin", client].map(of("apps/v1", "Deployment", "test")),
        ]);
        await Promise.all([
          removeNamespace(kube, "test"),
          // The page forgets the ServiceAccount that the client's sample made in default: an erratum of the document.
          removeAll(kube, [
            of("v1", "Service", "default")(client),
            of("apps/v1", "Deployment", "default")(client),
            of("v1", "ServiceAccount", "default")(client),
          ]),
        ]);
        expect(compareInventories(before, await takeInventory(kube), touchedByOthers(page))).toEqual([]);
      },
    );
  });
}
