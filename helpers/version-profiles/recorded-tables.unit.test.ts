import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { parseTable } from "#helpers/probes/istioctl";
import { kubectlGetAllNamespaces } from "#helpers/probes/kubectl";
import { serialNumbers } from "./index.ts";
import { recorded } from "#helpers/probes/recorded/read";

test("the README has a line for each recording", () => {
  const folder = new URL("../probes/recorded/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".txt"));
  const listed = [...recorded("README.md").matchAll(/^\| `([^`]+\.txt)` \|/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(files.sort());
});

describe("istioctl proxy-config secret", () => {
  it("before 1.18, as the page prints it", () => {
    const rows = parseTable(recorded("istioctl/before-1.18-proxy-config-secret.txt"));
    expect(rows.map((row) => [row["RESOURCE NAME"], row.TYPE, row.STATUS, row["VALID CERT"]].join(" "))).toEqual([
      "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key Cert Chain ACTIVE true",
      "default Cert Chain ACTIVE true",
      "ROOTCA CA ACTIVE true",
      "file-root:/etc/istio/tls-ca-certs/ca.crt Cert Chain ACTIVE true",
    ]);
    expect(rows[1]).toMatchObject({
      "SERIAL NUMBER": "329492464719328863283539045344215802956",
      "NOT AFTER": "2022-02-15T09:55:46Z",
      "NOT BEFORE": "2022-02-14T09:53:46Z",
    });
    for (const row of rows) {
      expect(row["SERIAL NUMBER"]).toMatch(serialNumbers({ istio: "1.13.0" }).expect);
      expect(row["SERIAL NUMBER"]).not.toMatch(/^0/);
    }
  });

  it("1.31: hex with 32 digits, and the page's CA told for one", () => {
    const rows = parseTable(recorded("istioctl/1.31-eed52ebb66ad-proxy-config-secret.txt"));
    expect(rows.map((row) => [row["RESOURCE NAME"], row.TYPE, row.STATUS, row["VALID CERT"]].join(" ")).sort()).toEqual(
      [
        "ROOTCA CA ACTIVE true",
        "default Cert Chain ACTIVE true",
        "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key Cert Chain ACTIVE true",
        "file-root:/etc/istio/tls-ca-certs/ca.crt CA ACTIVE true",
      ],
    );
    const numbers = rows.map((row) => row["SERIAL NUMBER"]);
    expect(numbers).toContain("00000000000000000000000000000001");
    for (const number of numbers)
      expect(number).toMatch(serialNumbers({ istio: "1.31 (commit eed52ebb66ad, 2026-08-27)" }).expect);
    // As an older one would have printed it: not taken for today's.
    expect("1").not.toMatch(serialNumbers({ istio: "1.31 (commit eed52ebb66ad, 2026-08-27)" }).expect);
  });
});

describe("kubectl get", () => {
  it("pods, with kubectl's older gaps between the columns", () => {
    expect(parseTable(recorded("kubectl/undated-get-pod.txt"))).toEqual([
      { NAME: "curl-776b7bcdcd-z7mc4", READY: "1/1", STATUS: "Running", RESTARTS: "0", AGE: "18m" },
    ]);
  });

  it("pods and services of 2022", () => {
    const pods = parseTable(recorded("kubectl/2022-get-pods-in-test.txt"));
    expect(pods.map(({ READY, STATUS, RESTARTS }) => `${READY} ${STATUS} ${RESTARTS}`)).toEqual([
      "2/2 Running 0",
      "2/2 Running 0",
    ]);
    const [httpbin] = parseTable(recorded("kubectl/2022-get-services.txt"));
    expect(httpbin).toMatchObject({ "EXTERNAL-IP": "<none>", "PORT(S)": "8443/TCP,8080/TCP" });
    expect(parseTable(recorded("kubectl/2022-get-pods.txt"))).toHaveLength(1);
  });

  it("of 1.34: the same columns", () => {
    const pods = parseTable(recorded("kubectl/1.34.10-get-pods.txt"));
    expect(Object.keys(pods[0]!)).toEqual(Object.keys(parseTable(recorded("kubectl/2022-get-pods.txt"))[0]!));
    expect(pods.map(({ READY, STATUS }) => `${READY} ${STATUS}`)).toEqual([
      "1/1 Running",
      "1/1 Running",
      "1/1 Running",
    ]);
    const services = parseTable(recorded("kubectl/1.34.10-get-services.txt"));
    expect(Object.keys(services[0]!)).toEqual(Object.keys(parseTable(recorded("kubectl/2022-get-services.txt"))[0]!));
    expect(services[0]).toMatchObject({ TYPE: "ClusterIP", "EXTERNAL-IP": "<none>", "PORT(S)": "80/TCP,443/TCP" });
  });

  it("all namespaces of 1.34: a table, or none, as kubectlGetAllNamespaces prints them", async () => {
    const text = recorded("kubectl/1.34.10-get-peerauthentication-all-namespaces.txt");
    const [header, ...rows] = text.trimEnd().split("\n");
    const names = header!.split(/\s{2,}/).slice(1);
    const table = {
      columnDefinitions: names.map((name) => ({ name, priority: 0 })),
      rows: rows
        .map((row) => row.split(/\s{2,}/))
        .map(([namespace, ...cells]) => ({ cells, object: { metadata: { namespace } } })),
    };
    const cluster = (answer: object) => ({ get: async () => answer }) as unknown as Kube;
    expect(await kubectlGetAllNamespaces(cluster(table), "/apis/x/v1/things")).toBe(text);
    expect(await kubectlGetAllNamespaces(cluster({ ...table, rows: [] }), "/apis/x/v1/things")).toBe(
      recorded("kubectl/1.34.10-get-none.txt"),
    );
  });
});
