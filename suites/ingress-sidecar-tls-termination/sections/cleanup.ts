import { describe } from "vitest";
import { compareInventories, expectPrinted, settle, takeInventory } from "#fixtures";
import * as broken from "../mutants/index.ts";
import { resourcesOfOthers } from "../../pages.ts";
import type { Edition } from "../page.ts";
import { cleanUp, deployedAgain, makeCertificates, removeExternalClient } from "../set-up.ts";

/** The section's checks, for one edition of the page. */
export function cleanup({ documented, page, client }: Edition): void {
  const deleted = `secret "httpbin-mtls-termination" deleted
secret "httpbin-mtls-termination-cacert" deleted
service "httpbin" deleted
service "${client}" deleted
deployment.apps "httpbin" deleted
deployment.apps "${client}" deleted
namespace "test" deleted
service "${client}" deleted
deployment.apps "${client}" deleted
`;

  describe("Cleanup the mutual TLS termination example", () => {
    documented(
      {
        id: "cleanup/inventory-equals-before",
        claim: `the page's clean-up finds all that it deletes, and leaves the cluster as it was but for the ServiceAccount ${client} in default, all API kinds counted`,
        blocks: ["cleanup/1"],
        prints: `kubectl delete secret …, service …, deployment …, namespace test; kubectl delete service ${client}, deployment ${client}`,
        breaks: [
          { ...broken.somethingLeftBehind, failsWith: /left behind: Secret default\/left-of-sidecar-tls/ },
          {
            ...broken.deletedBefore,
            failsWith: /Error from server \(NotFound\): secrets "httpbin-mtls-termination" not found/,
          },
        ],
        errata: ["service-account-left-in-default"],
      },
      async (state) => {
        await deployedAgain(state);
        state.cleanedUp = true;
        const printed = await cleanUp(state);
        // kubectl says since 1.33 from which namespace.
        expectPrinted(printed.replaceAll(/ from \S+ namespace$/gm, ""), deleted);
        try {
          await settle(
            async () => compareInventories(state.before, await takeInventory(state.kube), resourcesOfOthers(page)),
            (left) => expectPrinted(left.join("\n"), `left behind: ServiceAccount default/${client}`),
          );
        } finally {
          await removeExternalClient(state.kube, client);
        }
      },
    );

    documented(
      {
        id: "cleanup/certificates-removed",
        claim: "rm finds all of the certificates and keys that openssl has made, and leaves none",
        blocks: ["cleanup/2"],
        prints: "rm example.com.crt example.com.key httpbin.test.svc.cluster.local.crt …",
        breaks: [{ ...broken.keyMissing, failsWith: /rm: cannot remove 'client\.test\.svc\.cluster\.local\.key'/ }],
        errata: ["client-key-name"].filter(() => client === "curl"),
      },
      async ({ terminal }) => {
        // Removed already where the check is run once more, as a proof does.
        if ((await terminal.run("ls")).text === "samples\n") await makeCertificates(terminal);
        const { text } = await terminal.run(
          "rm example.com.crt example.com.key httpbin.test.svc.cluster.local.crt httpbin.test.svc.cluster.local.key httpbin.test.svc.cluster.local.csr " +
            "client.test.svc.cluster.local.crt client.test.svc.cluster.local.key client.test.svc.cluster.local.csr",
        );
        expectPrinted(text, "");
        expectPrinted((await terminal.run("ls")).text, "samples\n");
      },
    );
  });
}
