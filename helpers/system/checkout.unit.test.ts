import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { checkoutOf, nameOfVersion, readCheckout, recordedVersion, versionLabel, typedVersion } from "./checkout.ts";
import { clusterNameFor } from "./cluster-name.ts";
import { run } from "./command.ts";
import { readConfig } from "./config.ts";
import { treeHash } from "./tree-hash.ts";
import { versionOptions } from "./versions.ts";

let folder: string;
const write = async (file: string, text: string) => {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
};
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "checkout-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await write("go.mod", "module istio.io/istio\n");
  await write("go.sum", "");
  await write("VERSION", "1.31\n");
  await write("pilot/main.go", "package main");
});
const usual = { istio: "1.31", envoy: "1.39.3", kubernetes: "1.34.10", gatewayApi: "1.5.1" };

describe("a checkout that is chosen", () => {
  test("is its folder, its minor version and its content", () => {
    const { versions, cluster } = readConfig({ MESHPROOF_ISTIO: folder });
    expect(checkoutOf(versions.istio)).toEqual({ folder, minor: "1.31", hash: treeHash(folder).slice(0, 12) });
    expect(cluster).toMatch(/^meshproof-istio-checkout-[a-z0-9-]{1,11}-[0-9a-f]{4}$/);
    expect(checkoutOf("1.31")).toBeUndefined();
  });

  test("may be what the mesh is upgraded to", () => {
    expect(readConfig({ MESHPROOF_UPGRADE_TO: folder }).upgradeTo).toBe(readCheckout(folder));
  });

  test("is read once: what has been read is taken as it is, and so by a process that is started with it", async () => {
    const version = readCheckout(folder);
    await write("pilot/main.go", "package changed");
    expect([readCheckout(folder), readCheckout(version)]).toEqual([version, version]);
  });

  test("is told by its folder, typed for a shell, and recorded without it", () => {
    const version = "/a b/Istio_Fork@1.31-0123456789ab";
    expect(versionLabel(version)).toBe("/a b/Istio_Fork");
    expect(typedVersion(version)).toBe("'/a b/Istio_Fork'");
    expect(versionOptions({ ...usual, istio: "/src/istio@1.31-0123456789ab" })).toBe("--istio /src/istio");
    expect(recordedVersion(version)).toBe("checkout 1.31-0123456789ab");
    expect([versionLabel("1.30"), typedVersion("1.30"), recordedVersion("1.30")]).toEqual(["1.30", "1.30", "1.30"]);
  });

  test("has one cluster whatever its content, and another than a folder of the same name elsewhere", () => {
    const name = (istio: string) => clusterNameFor({ ...usual, istio });
    expect(name("/a/Istio_Fork@1.31-0123456789ab")).toMatch(/^meshproof-istio-istio-fork-[0-9a-f]{4}$/);
    expect(name("/a/istio@1.31-0123456789ab")).toBe(name("/a/istio@1.31-ba9876543210"));
    expect(name("/a/istio@1.31-0123456789ab")).not.toBe(name("/b/istio@1.31-0123456789ab"));
    expect(nameOfVersion("/a/é@1.31-0123456789ab")).toMatch(/^[0-9a-f]{4}$/);
  });

  test("is of its branch where pairs are refused", () => {
    const env = { MESHPROOF_ISTIO: "/a/istio@1.30-0123456789ab", MESHPROOF_KUBERNETES: "1.37.2" };
    expect(() => readConfig(env)).toThrow("Istio /a/istio does not work with Kubernetes 1.37.2");
  });

  test("was never released", () => {
    expect(() => readConfig({ MESHPROOF_ISTIO: folder, MESHPROOF_IMAGES: "registry" })).toThrow(
      `the checkout ${folder} cannot be had with MESHPROOF_IMAGES=registry`,
    );
    expect(() => readConfig({ MESHPROOF_ISTIO: folder, MESHPROOF_IMAGES: "build" })).not.toThrow();
  });
});

test.each([
  [
    "no such folder",
    "/does/not/exist",
    /^\/does\/not\/exist is no checkout of istio\/istio\n.*there is no such folder/,
  ],
  ["a folder without a go.mod", "/", /it has no go.mod/],
])("%s is refused", (_, wanted, message) => {
  expect(() => readConfig({ MESHPROOF_ISTIO: wanted })).toThrow(message);
});

test("another project's checkout is refused", async () => {
  await write("go.mod", "module example.com/other\n");
  expect(() => readCheckout(folder)).toThrow("its go.mod is of example.com/other");
});

test("a tree without a version is refused", async () => {
  await write("VERSION", "master");
  expect(() => readCheckout(folder)).toThrow("its file VERSION begins with no number");
});

describe("the hash of a tree", () => {
  test.each([
    ["a changed file", "pilot/main.go", "package name"],
    ["a new file", "pilot/new.go", "package main"],
    ["a moved file's name", "pilot/other.go", ""],
  ])("changes with %s", async (_, file, text) => {
    const before = treeHash(folder);
    await write(file, text);
    expect(treeHash(folder)).not.toBe(before);
  });

  test.each(["pilot/main_test.go", "out/linux_amd64/istioctl", ".git/index"])(
    "does not change with %s",
    async (file) => {
      const before = treeHash(folder);
      await write(file, "anything");
      expect(treeHash(folder)).toBe(before);
    },
  );

  test("goes by what git ignores, committed or not", async () => {
    const git = (...args: string[]) => run("git", ["-C", folder, ...args], { timeout: 10_000 });
    await git("init", "--quiet");
    await write(".gitignore", "*.tmp\n");
    const before = treeHash(folder);
    await write("left.tmp", "");
    await git("add", "pilot/main.go");
    expect(treeHash(folder)).toBe(before);
    await rm(path.join(folder, "pilot/main.go"));
    expect(treeHash(folder)).not.toBe(before);
  });
});
