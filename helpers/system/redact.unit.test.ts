import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { redact, redactText } from "./redact.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const sec1 = privateKey.export({ type: "sec1", format: "pem" }).toString();
const base64 = (text: string) => Buffer.from(text).toString("base64");
/** The middle of the key, which must be in no output whatever the form. */
const body = (pem: string) => pem.split("\n")[1] ?? "";

describe("redactText", () => {
  test.each([
    ["PKCS #8", pkcs8, body(pkcs8)],
    ["SEC 1", sec1, body(sec1)],
    ["cut off in the middle", pkcs8.slice(0, 90), pkcs8.slice(40, 90)],
    ["with escaped line ends, as in JSON", JSON.stringify({ key: pkcs8 }), body(pkcs8)],
    ["base64, as in a Secret", `tls.key: ${base64(pkcs8)}`, base64(pkcs8).slice(40, 80)],
    ["base64 of SEC 1, as in inline_bytes", `{"inline_bytes":"${base64(sec1)}"}`, base64(sec1).slice(40, 80)],
    ["client-key-data", `    client-key-data: ${base64("not a PEM, still a key")}`, base64("not a PEM, still a key")],
  ])("removes a private key: %s", (_form, text, secret) => {
    expect(secret.length).toBeGreaterThan(20);
    expect(redactText(`before\n${text}\n(after)`)).not.toContain(secret);
    expect(redactText(`before\n${text}\n(after)`)).toMatch(/^before\n[\s\S]*removed\][\s\S]*\(after\)$/);
  });

  test("removes tokens", () => {
    const jwt = `eyJhbGciOiJSUzI1NiJ9.${base64('{"sub":"system"}').replaceAll("=", "")}.c2lnbmF0dXJl`;
    expect(redactText(`Authorization: Bearer abcdef0123456789`)).toBe("Authorization: Bearer [token removed]");
    expect(redactText(`got ${jwt}.`)).toBe("got [token removed].");
    expect(redactText(`users:\n- user:\n    token: s3cr3t-value\n`)).toBe("users:\n- user:\n    token: [removed]\n");
    expect(redactText(`{"token":"s3cr3t","password": "hunter2"}`)).toBe(
      `{"token":"[removed]","password": "[removed]"}`,
    );
  });

  test("removes tokens and keys behind a line end as JSON writes it", () => {
    const jwt = `eyJhbGciOiJSUzI1NiJ9.${base64('{"sub":"system"}').replaceAll("=", "")}.c2lnbmF0dXJl`;
    const text = JSON.stringify({ log: `first\n${jwt}\nclient-key-data: ${base64("not a PEM, still a key")}` });
    expect(redactText(text)).toBe('{"log":"first\\n[token removed]\\nclient-key-data: [removed]"}');
  });

  test("leaves certificates and ordinary words alone", () => {
    const certificate = `-----BEGIN CERTIFICATE-----\n${"A".repeat(64)}\n-----END CERTIFICATE-----`;
    expect(redactText(certificate)).toBe(certificate);
    expect(redactText(`tls.crt: ${base64(certificate)}`)).toBe(`tls.crt: ${base64(certificate)}`);
    expect(redactText("the bearer of a token: see the page")).toBe("the bearer of a token: see the page");
  });
});

test("redact reaches every string of nested data and changes nothing else", () => {
  const data = { ms: 3, ok: true, none: null, list: [{ deep: pkcs8 }], [`key ${pkcs8}`]: "value" };
  const clean = redact(data);
  expect(JSON.stringify(clean)).not.toContain(body(pkcs8));
  expect(clean).toMatchObject({ ms: 3, ok: true, none: null, list: [{ deep: "[private key removed]\n" }] });
  expect(data.list[0]?.deep).toBe(pkcs8);
});
