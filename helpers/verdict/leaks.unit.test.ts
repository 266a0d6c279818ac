import { generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { leaksIn, leaksInFolder } from "./leaks.ts";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const base64 = (text: string) => Buffer.from(text).toString("base64");
const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
const jwt = `${part({ alg: "RS256" })}.${part({ sub: "system:serviceaccount" })}.c2lnbmF0dXJlc2ln`;

test.each([
  ["a private key (PEM)", `tls.key: |\n${key}`],
  ["a private key (base64)", `tls.key: ${base64(key)}`],
  ["a token (JWT)", `token is ${jwt}`],
  ["a bearer token", "Authorization: Bearer abcdefghijklmnopqrstuvwxyz"],
  ["a kubeconfig's client key", `client-key-data: ${base64("whatever this may be")}`],
])("%s is found", (what, text) => expect(leaksIn(text)).toContain(what));

test("a known secret is found by any of its forms, without what frames it", () => {
  const known = new Map([["the page's key", key]]);
  const body = key.split("\n").slice(1, -2).join("");
  expect(leaksIn(`x${body}x`, known)).toEqual(["the page's key"]);
  expect(leaksIn(base64(key).slice(30), known)).toEqual(["the page's key"]);
});

test("certificates, words and what was left out are none", () => {
  const certificate = `-----BEGIN CERTIFICATE-----\n${"A".repeat(64)}\n-----END CERTIFICATE-----`;
  const text = `${certificate}\n${base64(certificate)}\n[private key removed] the bearer of "token": [removed]`;
  expect(leaksIn(text, new Map([["key", key]]))).toEqual([]);
});

test("every file of a folder is read", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "leaks-"));
  try {
    await mkdir(path.join(folder, "deep", "er"), { recursive: true });
    await writeFile(path.join(folder, "fine.txt"), "fine");
    await writeFile(path.join(folder, "deep", "er", "bad.txt"), key);
    expect(await leaksInFolder(folder)).toEqual([
      { file: path.join(folder, "deep", "er", "bad.txt"), what: "a private key (PEM)" },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
