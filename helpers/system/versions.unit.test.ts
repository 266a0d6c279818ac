import { describe, expect, it, test } from "vitest";
import { clusterNameFor, longestClusterName } from "./cluster-name.ts";
import { readConfig } from "./config.ts";
import { HarnessError } from "./errors.ts";
import { refuseUnfitPair } from "./version-pairs.ts";
import { componentKeys, defaultVersions, findPinned, pinnedVersions, versionOptions } from "./versions.ts";

const usual = { istio: "1.31", envoy: "1.39.3", kubernetes: "1.34.10", gatewayApi: "1.5.1" };

function refusal(act: () => unknown): HarnessError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(HarnessError);
    return error as HarnessError;
  }
  throw new Error("it was not refused");
}

describe("choosing", () => {
  it("is the usual versions and the usual name without any setting", () => {
    expect(defaultVersions()).toEqual(usual);
    expect(readConfig({})).toMatchObject({ versions: usual, cluster: "meshproof" });
  });

  it.each(componentKeys)("has pins of the usual version of %s", (component) => {
    expect(pinnedVersions(component)).toContain(usual[component]);
  });

  it("takes the settings", () => {
    const env = { MESHPROOF_ISTIO: "1.30", MESHPROOF_ENVOY: "1.40.0", MESHPROOF_GATEWAY_API: "1.6.3" };
    const versions = { istio: "1.30", envoy: "1.40.0", kubernetes: "1.34.10", gatewayApi: "1.6.3" };
    expect(readConfig(env).versions).toEqual(versions);
  });

  it.each([
    ["1.40.0", "1.40.0"],
    ["1.40", "1.40.0"],
    ["v1.40.0", "1.40.0"],
    ["1.4", undefined],
    ["1", undefined],
    ["", undefined],
    ["..", undefined],
  ])("finds Envoy %j: %s", (wanted, found) => expect(findPinned("envoy", wanted)).toBe(found));

  it("lists the versions that there are where one is unknown", () => {
    const { why } = refusal(() => readConfig({ MESHPROOF_ISTIO: "newest", MESHPROOF_ENVOY: "2" }));
    expect(why).toContain(
      'Expected MESHPROOF_ISTIO to be "1.30" or "1.31", a release ("1.31.1"), "latest" or the folder of a checkout, got "newest"',
    );
    expect(why).toContain('Expected MESHPROOF_ENVOY to be "1.38.3" or "1.39.3" or "1.40.0", got "2"');
  });
});

describe("released versions", () => {
  const released = { MESHPROOF_ISTIO: "1.31.1", MESHPROOF_KUBERNETES: "v1.35", MESHPROOF_GATEWAY_API: "1.6.1" };

  it.each(["auto", "registry"])("are taken with MESHPROOF_IMAGES=%s", (images) => {
    const versions = { istio: "1.31.1", envoy: "1.39.3", kubernetes: "1.35", gatewayApi: "1.6.1" };
    expect(readConfig({ ...released, MESHPROOF_IMAGES: images })).toMatchObject({
      versions,
      cluster: "meshproof-istio-1.31.1-k8s-1.35-gwapi-1.6.1",
    });
    expect(readConfig({ MESHPROOF_ISTIO: "latest", MESHPROOF_IMAGES: images }).versions.istio).toBe("latest");
  });

  it.each(Object.entries(released))("cannot be built: %s=%s", (setting, version) => {
    const { what, hint } = refusal(() => readConfig({ [setting]: version, MESHPROOF_IMAGES: "build" }));
    expect(what).toMatch(new RegExp(`^Expected ${setting} to be "1\\.`));
    expect(hint).toContain("MESHPROOF_IMAGES=registry");
  });

  it("have a proxy of their own", () => {
    const { what } = refusal(() => readConfig({ MESHPROOF_ENVOY: "1.40.0", MESHPROOF_IMAGES: "registry" }));
    expect(what).toBe("Envoy 1.40.0 cannot be chosen with MESHPROOF_IMAGES=registry");
  });

  it.each(["1", "1.31.1.2", "1.31-alpha", "v1.31.1; rm", "../1.31"])("%j is none", (version) => {
    expect(() => readConfig({ MESHPROOF_ISTIO: version })).toThrow(HarnessError);
  });

  it("are refused in pairs as well", () => {
    const { what } = refusal(() => readConfig({ MESHPROOF_ISTIO: "1.30.5", MESHPROOF_KUBERNETES: "1.37.0" }));
    expect(what).toBe("Istio 1.30.5 does not work with Kubernetes 1.37.0");
  });
});

describe("where images and files are asked for", () => {
  it.each([
    ["MESHPROOF_MIRROR", "mirror.example:5000"],
    ["MESHPROOF_MIRROR", "http://mirror.example/a/b"],
    ["MESHPROOF_DOWNLOADS", "http://127.0.0.1:5051"],
    ["MESHPROOF_DOWNLOADS", "https://files.example/a/b/"],
  ])("%s=%s", (setting, value) => expect(() => readConfig({ [setting]: value })).not.toThrow());

  it.each([
    ["MESHPROOF_MIRROR", "https://ann:secret@mirror.example", "[removed]@mirror.example"],
    ["MESHPROOF_MIRROR", "mirror.example:5000/a b", "a b"],
    ["MESHPROOF_DOWNLOADS", "https://ann:secret@files.example", "[removed]@files.example"],
    ["MESHPROOF_DOWNLOADS", "files.example", "files.example"],
  ])("%s=%s is refused, and no password is told", (setting, value, shown) => {
    const { message } = refusal(() => readConfig({ [setting]: value }));
    expect(message).toContain(`Expected ${setting} to be`);
    expect(message).toContain(shown);
    expect(message).not.toContain("secret");
  });
});

describe("pairs", () => {
  it.each([
    { kubernetes: "1.36.3" },
    { istio: "1.30", kubernetes: "1.36.3" },
    { kubernetes: "1.37.2" },
    { istio: "1.30", gatewayApi: "1.6.3" },
    // Nothing is known of it.
    { istio: "1.99", kubernetes: "1.12.0" },
  ])("%j are taken", (choice) => expect(() => refuseUnfitPair({ ...usual, ...choice })).not.toThrow());

  it.each([
    [
      { istio: "1.30", kubernetes: "1.37.2" },
      "Istio 1.30 does not work with Kubernetes 1.37.2",
      /^Istio 1\.30 works with Kubernetes 1\.32 to 1\.36 \(https:/,
      /MESHPROOF_KUBERNETES \(.*1\.34\.10/,
    ],
    [
      { kubernetes: "1.31.9" },
      "Istio 1.31 does not work with Kubernetes 1.31.9",
      /Kubernetes 1\.32 to/,
      /MESHPROOF_ISTIO/,
    ],
    [
      { gatewayApi: "1.4.1" },
      "Istio 1.31 does not work with the Gateway API 1.4.1",
      /TLSRoute v1, which came with 1\.5 \(https:/,
      /MESHPROOF_GATEWAY_API \(1\.5\.1/,
    ],
  ])("%j are refused, with the reason", (choice, what, why, hint) => {
    const error = refusal(() => refuseUnfitPair({ ...usual, ...choice }));
    expect(error.what).toBe(what);
    expect(error.why).toMatch(why);
    expect(error.hint).toMatch(hint);
  });

  it("are refused with the settings, before anything else is done", () => {
    const { what } = refusal(() => readConfig({ MESHPROOF_ISTIO: "1.30", MESHPROOF_KUBERNETES: "1.37" }));
    expect(what).toBe("Istio 1.30 does not work with Kubernetes 1.37.2");
  });
});

describe("the cluster's name", () => {
  it.each([
    [{}, "meshproof", ""],
    [{ istio: "1.30" }, "meshproof-istio-1.30", "--istio 1.30"],
    [
      { envoy: "1.40.0", kubernetes: "1.36.3" },
      "meshproof-envoy-1.40.0-k8s-1.36.3",
      "--envoy 1.40.0 --kubernetes 1.36.3",
    ],
    [{ gatewayApi: "1.6.3" }, "meshproof-gwapi-1.6.3", "--gateway-api 1.6.3"],
  ])("with %j is %s", (choice, name, options) => {
    expect(clusterNameFor({ ...usual, ...choice })).toBe(name);
    expect(versionOptions({ ...usual, ...choice })).toBe(options);
  });

  it("is never longer than a node's name may be, and no two choices have the same", () => {
    const all = { istio: "1.30", envoy: "1.40.0", kubernetes: "1.36.3", gatewayApi: "1.6.3" };
    const names = [all, { ...all, gatewayApi: "1.6.2" }].map((each) => clusterNameFor(each));
    for (const name of names) {
      expect(name).toMatch(/^meshproof-istio-1\.30-envoy-1\.40\.0-[0-9a-f]{8}$/);
      expect(name.length).toBeLessThanOrEqual(longestClusterName);
    }
    expect(new Set(names).size).toBe(2);
  });

  it("is the person's, where they give one", () => {
    expect(readConfig({ MESHPROOF_ISTIO: "1.30", MESHPROOF_CLUSTER: "mine" }).cluster).toBe("mine");
  });
});

test.each([
  ["meshproof-istio-1.30", true],
  ["a", true],
  ["a--b", true],
  ["-a", false],
  ["a.", false],
  ["a..b", false],
  ["A", false],
  ["a/../b", false],
  ["a".repeat(49), true],
  ["a".repeat(50), false],
])("MESHPROOF_CLUSTER=%s is taken: %s", (name, taken) => {
  const read = () => readConfig({ MESHPROOF_CLUSTER: name });
  if (taken) expect(read().cluster).toBe(name);
  else expect(read).toThrow(/Expected MESHPROOF_CLUSTER to be/);
});
