import { describe, expect } from "vitest";
import { expectPrinted, expectRows, istioctl, parseTable, serialNumbers, settle } from "#fixtures";
import * as broken from "../mutants/index.ts";
import type { Edition } from "../page.ts";

/** The section's checks, for one edition of the page. */
export function verification({ documented, client }: Edition): void {
  // The older edition's rows stand as kubectl sorts them.
  const listingOrder = client === "curl" ? ["listing-order"] : [];

  // "Run the following commands to verify that everything is up and running and configured correctly."
  describe("Verification", () => {
    documented(
      {
        id: "verification/clients-as-applied",
        claim: `the sample ${client} is in default and in test as it was applied: Service, ServiceAccount and Deployment`,
        blocks: ["verification/1"],
        prints: `kubectl apply -f samples/${client}/${client}.yaml; kubectl -n test apply -f samples/${client}/${client}.yaml`,
        breaks: ["default", "test"].flatMap((namespace) => broken.sampleChanged(client, namespace)),
      },
      async ({ terminal }) => {
        const file = `samples/${client}/${client}.yaml`;
        const [outside, inside] = await Promise.all([
          terminal.run(`kubectl diff -f ${file}`),
          terminal.run(`kubectl -n test diff -f ${file}`),
        ]);
        expectPrinted(changedIn(outside.text) + changedIn(inside.text), "");
      },
    );

    documented(
      {
        id: "verification/external-client-ready",
        claim: `in default, outside the mesh, ${client} is 1/1 Running`,
        blocks: ["verification/2"],
        prints: `${client}-557747455f-xx88g    1/1     Running   0          4m14s`,
        breaks: [{ ...broken.injection("external", "true", "the external client has a sidecar"), failsWith: /2\/2/ }],
      },
      async ({ terminal }) => {
        // The page lists all of default; by label, because another page may have its own client there meanwhile.
        const { text } = await terminal.run(`kubectl get pods -l app=${client}`);
        expectRows(
          text,
          `NAME                     READY   STATUS    RESTARTS   AGE
           ${client}-557747455f-xx88g    1/1     Running   0          4m14s`,
        );
      },
    );

    documented(
      {
        id: "verification/pods-ready",
        claim: `in test, httpbin and ${client} are 2/2 Running: each has its sidecar`,
        blocks: ["before-you-begin/2", "deploy-httpbin/2", "verification/3"],
        prints: `httpbin-5bbdbd6588-z9vbs   2/2     Running   0\n${client}-557747455f-brzf6      2/2     Running   0`,
        breaks: [
          { ...broken.injectionLabelMissing(client), failsWith: new RegExp(`seen “${client}-… 1/1 Running`) },
          { ...broken.deploymentMissing, failsWith: /not seen “httpbin-… 2\/2 Running/ },
          { ...broken.accountMissing, failsWith: /not seen “httpbin-… 2\/2 Running/ },
          { ...broken.secretMissing("httpbin-mtls-termination-cacert"), failsWith: /seen “httpbin-… 0\/2/ },
        ],
        errata: listingOrder,
      },
      async ({ terminal }) => {
        const { text } = await terminal.run("kubectl get pods -n test");
        expectRows(
          text,
          `NAME                       READY   STATUS    RESTARTS   AGE
           httpbin-5bbdbd6588-z9vbs   2/2     Running   0          8m44s
           ${client}-557747455f-brzf6      2/2     Running   0          6m57s`,
          { anyOrder: true },
        );
      },
    );

    documented(
      {
        id: "verification/services-as-printed",
        claim: `in test, the Services httpbin and ${client} have the types and ports that the page prints`,
        blocks: ["deploy-httpbin/2", "verification/4"],
        prints: `httpbin   ClusterIP   8443/TCP,8080/TCP\n${client}   ClusterIP   80/TCP`,
        breaks: [
          { ...broken.servicePortChanged, failsWith: /8444\/TCP/ },
          { ...broken.serviceMissing, failsWith: /not seen “httpbin ClusterIP/ },
        ],
        errata: listingOrder,
      },
      async ({ terminal }) => {
        const { text } = await terminal.run("kubectl get svc -n test");
        expectRows(
          text,
          `NAME      TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)             AGE
           httpbin   ClusterIP   10.100.78.113   <none>        8443/TCP,8080/TCP   10m
           ${client}      ClusterIP   10.110.35.153   <none>        80/TCP              8m49s`,
          { anyOrder: true },
        );
      },
    );

    documented(
      {
        id: "verification/proxy-config-secrets",
        claim:
          "httpbin's sidecar holds the page's certificates beside the mesh's own, ACTIVE and valid for the times printed",
        blocks: ["generate-certificates/1", "create-secrets/1", "deploy-httpbin/1", "verification/5"],
        prints:
          "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key Cert Chain ACTIVE true 1, default, ROOTCA, file-root:/etc/istio/tls-ca-certs/ca.crt; 365 days, 1 day, 3650 days, 365 days",
        breaks: [
          { ...broken.certificateFileMissing, failsWith: /missing\.crt/ },
          {
            ...broken.secretMissing("httpbin-mtls-termination"),
            failsWith: /not seen “file-cert:\S+ Cert Chain ACTIVE true/,
          },
          { ...broken.otherSerialNumber, failsWith: /not seen “file-cert:\S+ Cert Chain ACTIVE true, number 1,/ },
        ],
        errata: ["secret-columns"],
      },
      async ({ target, httpbin }) => {
        const serial = serialNumbers(target.versions);
        await settle(
          async () => parseTable(await istioctl(target, ["proxy-config", "secret", `${httpbin.pod}.test`])),
          (rows) => {
            // TYPE of file-root: the page prints "Cert Chain" for it. The column follows the certificate itself: this one
            // is a CA, the page's did not say that it was. The order in which Envoy lists them means nothing.
            expectPrinted(
              rows.map(inWords).sort().join("\n"),
              `ROOTCA CA ACTIVE true, for 3650 days
default Cert Chain ACTIVE true, for 1 day and 2 minutes
file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key Cert Chain ACTIVE true, number 1, for 365 days
file-root:/etc/istio/tls-ca-certs/ca.crt CA ACTIVE true, for 365 days`,
            );
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

/** Kind and name of what `kubectl diff` would change, e.g. "v1.Service.test.curl". */
function changedIn(diff: string): string {
  const files = [...diff.matchAll(/^diff .* \S*\/(\S+)$/gm)].map(([, file]) => `changed: ${file}\n`);
  return diff && files.length === 0 ? diff : files.join("");
}

/** A row of the table, its dates as the time between them; the serial number of the page's own certificate, which is 1. */
function inWords(row: Record<string, string>): string {
  const name = row["RESOURCE NAME"]!;
  const minutes = (Date.parse(row["NOT AFTER"]!) - Date.parse(row["NOT BEFORE"]!)) / 60_000;
  const [days, rest] = [Math.floor(minutes / 1_440), minutes % 1_440];
  const valid = [`${days} day${days === 1 ? "" : "s"}`, ...(rest ? [`${rest} minutes`] : [])].join(" and ");
  const number = name.startsWith("file-cert") ? `, number ${row["SERIAL NUMBER"]!.replace(/^0+(?=.)/, "")}` : "";
  return `${name} ${row.TYPE} ${row.STATUS} ${row["VALID CERT"]}${number}, for ${valid}`;
}
