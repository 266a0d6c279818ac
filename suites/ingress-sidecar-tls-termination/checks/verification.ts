import { describe, expect } from "vitest";
import { istioctl, kubectlGet, parseTable, serialNumbers, settle } from "#fixtures";
import { certificateFileMissing, injection, servicePortChanged } from "../mutants.ts";
import type { Edition } from "../page.ts";

/** The section's checks, for one edition of the page. */
export function verification({ documented, client }: Edition): void {
  // "Run the following commands to verify that everything is up and running and configured correctly."
  describe("Verification", () => {
    documented(
      {
        id: "verification/external-client-ready",
        claim: `in default, outside the mesh, ${client} is 1/1 Running`,
        blocks: ["verification/2"],
        prints: `${client}-557747455f-xx88g    1/1     Running   0`,
        breaks: [{ ...injection("external", "true", "the external client has a sidecar"), says: /2\/2/ }],
      },
      async ({ kube }) => {
        // The page lists all of default; by label, because another page may have its own client there meanwhile.
        const pods = await kubectlGet(kube, `/api/v1/namespaces/default/pods?labelSelector=app%3D${client}`);
        expect(
          pods.map(({ NAME, READY, STATUS, RESTARTS }) => `${appOf(NAME!)} ${READY} ${STATUS} ${RESTARTS}`),
        ).toEqual([`${client} 1/1 Running 0`]);
      },
    );

    documented(
      {
        id: "verification/pods-ready",
        claim: `in test, httpbin and ${client} are 2/2 Running: each has its sidecar`,
        blocks: ["verification/3"],
        prints: `httpbin-5bbdbd6588-z9vbs   2/2     Running   0\n${client}-557747455f-brzf6      2/2     Running   0`,
        breaks: [
          {
            ...injection("internal", "false", "the internal client has no sidecar"),
            says: new RegExp(`${client} 1/1`),
          },
        ],
      },
      async ({ kube }) => {
        const pods = await kubectlGet(kube, "/api/v1/namespaces/test/pods");
        expect(
          pods.map(({ NAME, READY, STATUS, RESTARTS }) => `${appOf(NAME!)} ${READY} ${STATUS} ${RESTARTS}`).sort(),
        ).toEqual(["httpbin 2/2 Running 0", `${client} 2/2 Running 0`].sort());
      },
    );

    documented(
      {
        id: "verification/services-as-printed",
        claim: `in test, the Services httpbin and ${client} have the types and ports that the page prints`,
        blocks: ["verification/4"],
        prints: `httpbin   ClusterIP   8443/TCP,8080/TCP\n${client}   ClusterIP   80/TCP`,
        breaks: [{ ...servicePortChanged, says: /8444\/TCP/ }],
      },
      async ({ kube }) => {
        const services = await kubectlGet(kube, "/api/v1/namespaces/test/services");
        const columns = services.map((row) => `${row.NAME} ${row.TYPE} ${row["EXTERNAL-IP"]} ${row["PORT(S)"]}`);
        expect(columns.sort()).toEqual(
          ["httpbin ClusterIP <none> 8443/TCP,8080/TCP", `${client} ClusterIP <none> 80/TCP`].sort(),
        );
      },
    );

    documented(
      {
        id: "verification/proxy-config-secrets",
        claim: "httpbin's sidecar holds the page's certificates beside the mesh's own, all ACTIVE and valid",
        blocks: ["verification/5"],
        prints:
          "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key, default, ROOTCA, file-root:/etc/istio/tls-ca-certs/ca.crt: ACTIVE true",
        breaks: [{ ...certificateFileMissing, says: /missing\.crt/ }],
      },
      async ({ target, httpbin }) => {
        const serial = serialNumbers(target.versions);
        await settle(
          async () => parseTable(await istioctl(target, ["proxy-config", "secret", `${httpbin.pod}.test`])),
          (rows) => {
            // The order in which Envoy lists them means nothing. TYPE of file-root: the page prints "Cert Chain" for it.
            // The column follows the certificate itself: this one is a CA, the page's did not say that it was.
            const seen = rows
              .map((row) => [row["RESOURCE NAME"], row.TYPE, row.STATUS, row["VALID CERT"]].join(" "))
              .sort();
            expect(seen, `the sidecar holds ${seen.join(", ")}`).toEqual([
              "ROOTCA CA ACTIVE true",
              "default Cert Chain ACTIVE true",
              "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key Cert Chain ACTIVE true",
              "file-root:/etc/istio/tls-ca-certs/ca.crt CA ACTIVE true",
            ]);
            for (const row of rows) {
              const { when, reason } = serial;
              expect(row["SERIAL NUMBER"], `serial number; ${when}: ${reason}`).toMatch(serial.expect);
            }
          },
        );
      },
    );
  });
}

/** "curl" of "curl-557747455f-xx88g". */
function appOf(pod: string): string {
  return pod.split("-").slice(0, -2).join("-");
}
