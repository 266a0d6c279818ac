import { access, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { list } from "tar";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { bundleReports } from "./bundle.ts";

let root: string;
let folder: string;
let archive: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "meshproof-bundle-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  folder = path.join(root, "reports");
  archive = path.join(root, "a.tar.gz");
  await mkdir(path.join(folder, "evidence", "a"), { recursive: true });
  await write("conformance.json", "{}");
  await write("evidence/a/transcript.txt", "$ curl\n200\n");
});
const write = (name: string, text: string) => writeFile(path.join(folder, name), text);

test("all reports are in it, below their folder's name, and nothing else", async () => {
  await write("old.tar.gz", "an archive is not put into itself");
  await write(".lock", "");
  expect(await bundleReports(folder, archive)).toBe(2);
  const names: string[] = [];
  await list({ file: archive, onReadEntry: (entry) => names.push(entry.path) });
  expect(names).toEqual(["reports/conformance.json", "reports/evidence/a/transcript.txt"]);
  expect(await readdir(root)).toEqual(["a.tar.gz", "reports"]);
});

test.each([
  ["a private key", `-----BEGIN RSA PRIVATE ${"KEY"}-----\nMIIE`, "a private key (PEM)"],
  ["a bearer token", `Authorization: Bearer ${"x".repeat(40)}`, "a bearer token"],
  ["a service account's token", `${"eyJhbGciOiJSUzI1NiJ9"}.eyJpc3MiOiJrdWJlIn0.c2lnbmF0dXJl`, "a token (JWT)"],
  ["a kubeconfig", `client-key-data: ${"QUJD".repeat(12)}`, "a kubeconfig's client key"],
  [
    "a kubeconfig with a token",
    `- name: a\n  user:\n    token: ${"abcd".repeat(5)}`,
    "a kubeconfig's token or password",
  ],
  ["a login of Docker", `{"auths":{"registry":{"auth":"${"dXNlcjpwYXNz".repeat(2)}"}}}`, "a registry's login (Docker)"],
])("%s: one error with its file and its kind, and no archive", async (_name, secret, what) => {
  await writeFile(archive, "of the day before");
  await write("evidence/a/transcript.txt", `$ cat\n${secret}\n`);
  await expect(bundleReports(folder, archive)).rejects.toThrow(`evidence/a/transcript.txt holds ${what}`);
  await expect(access(archive)).rejects.toThrow();
  expect(await readdir(root)).toEqual(["reports"]);
});

test("what meshproof has put in a secret's place is none", async () => {
  await write(
    "evidence/a/transcript.txt",
    "token: [removed]\nclient-key-data: [removed]\nAuthorization: Bearer [token removed]\n",
  );
  expect(await bundleReports(folder, archive)).toBe(2);
});

test("no reports, and a place that cannot be written", async () => {
  await expect(bundleReports(path.join(root, "none"), archive)).rejects.toThrow(/no reports to bundle/);
  await expect(bundleReports(folder, path.join(root, "no", "a.tar.gz"))).rejects.toThrow(/cannot be written/);
  await rm(path.join(folder, "conformance.json"));
  await expect(bundleReports(folder, archive)).rejects.toThrow(/no conformance\.json/);
});
