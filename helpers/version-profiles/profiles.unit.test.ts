import { describe, expect, it, test } from "vitest";
import { clientSample, serialNumber, tlsRoute } from "./istio.ts";
import { curlWithSidecar, curlWords } from "./index.ts";
import { logFields } from "./access-log.ts";
import { isFor, profileFor } from "./profile.ts";
import { inWords, isBefore, within } from "./range.ts";
import { versionProfiles, versionProfilesAsMarkdown } from "./table.ts";

describe("the table", () => {
  const istio = ["1.0.0", "1.1.17", ...Array.from({ length: 34 }, (_, minor) => `1.${minor + 2}.1`), "2.0.0"];
  const kubernetes = ["v1.11.0", "v1.32.9", "v1.33.0", "v1.34.10", "v2.0.0"];
  const versions = istio.flatMap((each) => kubernetes.map((other) => ({ istio: each, kubernetes: other })));

  it.each(versionProfiles.map((profile) => [profile.name, profile] as const))(
    "%s: exactly one row for any version",
    (_, { rows }) => {
      for (const each of versions) {
        const fitting = rows.filter((row) => isFor(row, each)).map(({ description }) => description);
        expect(fitting, JSON.stringify(each)).toHaveLength(1);
      }
    },
  );

  it("has a reason and a reference in every row, and no name twice", () => {
    expect(new Set(versionProfiles.map(({ name }) => name)).size).toBe(versionProfiles.length);
    for (const { reason, reference, description } of versionProfiles.flatMap(({ rows }) => rows)) {
      expect(description).not.toBe("");
      expect(reason).not.toBe("");
      expect(reference).toMatch(/^(https:|helpers\/probes\/recorded)/);
    }
  });

  it("is docs/version-profiles.md", async () => {
    await expect(versionProfilesAsMarkdown()).toMatchFileSnapshot("../../docs/version-profiles.md");
  });
});

// Names of spec.containers, and of the spec.initContainers with restartPolicy Always, of injected curl pods.
test.each([
  ["1.31 (commit eed52ebb66ad, 2026-08-27)", "v1.34.10", ["curl"], ["istio-proxy"]],
  ["1.27.0", "v1.33.0", ["curl"], ["istio-proxy"]],
  ["1.26.4", "v1.34.10", ["curl", "istio-proxy"], []],
  ["1.31 (commit eed52ebb66ad, 2026-08-27)", "v1.32.9", ["curl", "istio-proxy"], []],
  ["1.9.9", "v1.33.1", ["curl", "istio-proxy"], []],
  ["2.0.0", "v2.1.0", ["curl"], ["istio-proxy"]],
])("curl with a sidecar: Istio %s on Kubernetes %s", (istio, kubernetes, containers, runningInitContainers) => {
  const profile = curlWithSidecar({ istio, kubernetes });
  expect(profile.expect).toEqual({ containers, runningInitContainers });
  expect(profile.reference).toMatch(/^https:/);
});

test.each([
  ["1.31 (commit eed52ebb66ad, 2026-08-27)", "0b2f0cae1d6a4b21c3f1f8a2a9d1d0c4", true],
  ["1.29.0", "6455047a209b71f9b068034c0311167", false],
  ["1.28.0", "6455047a209b71f9b068034c0311167", true],
  ["1.18.0", "329492464719328863283539045344215802956x", false],
  ["1.17.8", "329492464719328863283539045344215802956", true],
  ["1.17.8", "6455047a209b71f9b068034c0311167", false],
])("serial numbers of Istio %s: %s %s", (istio, number, fits) => {
  expect(profileFor(serialNumber, { istio }).expect.test(number)).toBe(fits);
});

test.each([
  ["1.31 (commit eed52ebb66ad, 2026-08-27)", "v1", "curl", { details: true, routeName: true }],
  ["1.30.0", "v1", "curl", { details: true, routeName: true }],
  ["1.29.2", "v1alpha2", "curl", { details: true, routeName: true }],
  ["1.23.5", "v1alpha2", "sleep", { details: true, routeName: true }],
  ["1.8.0", "v1alpha2", "sleep", { details: false, routeName: true }],
  ["1.0.5", "v1alpha2", "sleep", { details: false, routeName: false }],
])("Istio %s: TLSRoute %s, sample %s", (istio, route, sample, fields) => {
  expect(profileFor(tlsRoute, { istio }).expect).toBe(route);
  expect(profileFor(clientSample, { istio }).expect).toBe(sample);
  expect(profileFor(logFields, { istio }).expect).toEqual(fields);
});

describe("ranges", () => {
  it.each([
    ["1.29.1", "1.29.2", true],
    ["1.29.2", "1.29.2", false],
    ["1.29.10", "1.29.2", false],
    ["v1.33.0-rc.1", "1.33", false],
    ["1.9", "1.29", true],
    ["2.0.0", "1.29", false],
  ])("%s before %s: %s", (version, limit, before) => {
    expect(isBefore(version, limit, "istio")).toBe(before);
  });

  it("cannot tell of a version that is none", () => {
    expect(() => within({ istio: { from: "1.27" } }, { istio: "unknown" })).toThrow(
      /what to expect of istio "unknown"/,
    );
    expect(() => curlWithSidecar({ istio: "1.31 (commit eed52ebb66ad, 2026-08-27)" })).toThrow(
      /what to expect of kubernetes/,
    );
  });

  it("in words", () => {
    expect(inWords({ istio: { from: "1.18", before: "1.29" } })).toBe("Istio from 1.18 before 1.29");
    expect(inWords({})).toBe("every version");
  });
});

test("curl's words are no more than asked for", () => {
  expect("curl: (28) Connection timeout after 2000 ms").toMatch(curlWords.connectTimeout);
  for (const what of ["Resolving timed out after 3386 milliseconds", "Operation timed out after 2001 milliseconds"])
    expect(`curl: (28) ${what}`).not.toMatch(curlWords.connectTimeout);
  expect("curl: (56) OpenSSL SSL_read: … alert unknown ca").not.toMatch(curlWords.alertUnknownCa);
  expect("curl: (35) Recv failure: Connection reset by peer").not.toMatch(curlWords.alertHandshakeFailure);
});
