import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { webcrypto } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { recordAnswers } from "#helpers/verdict/recorded-answers";

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto);

/** As the page's openssl commands make them: RSA 2048, SHA-256. */
const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** A certificate and its key, PEM. */
export interface KeyPair {
  certificate: string;
  key: string;
}

/** A CA that can issue. */
export interface Authority extends KeyPair {
  issue(subject: string, names: string[], serial: string): Promise<KeyPair>;
}

/**
 * A self-signed CA, valid 365 days as on the page.
 * @param subject e.g. "O=example Inc.,CN=example.com"
 */
export async function createAuthority(subject: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    ...validity(),
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    certificate: certificate.toString("pem"),
    key: await privatePem(keys),
    issue: (leaf, names, serial) => issue(certificate.subject, keys.privateKey, leaf, names, serial),
  };
}

async function issue(
  issuer: string,
  signingKey: CryptoKey,
  subject: string,
  names: string[],
  serialNumber: string,
): Promise<KeyPair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject,
    issuer,
    ...validity(),
    signingKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    // The page's openssl commands set no SAN, and work: curl compares the CN where there is none. Other clients don't.
    extensions: [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns", value })))],
  });
  return { certificate: certificate.toString("pem"), key: await privatePem(keys) };
}

async function newKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
}

async function privatePem(keys: CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  // Some days back: the clock of the node, or of a browser, may be behind.
  return { notBefore: new Date(now - 3 * 86_400_000), notAfter: new Date(now + 365 * 86_400_000) };
}

/** SHA-256 fingerprint of a PEM certificate, lower-case hex. */
export async function fingerprint(pem: string): Promise<string> {
  const digest = await new x509.X509Certificate(pem).getThumbprint("SHA-256");
  return Buffer.from(digest).toString("hex");
}

/** The page's CA, server and client certificate. */
export interface PageCertificates {
  ca: Authority;
  server: KeyPair;
  client: KeyPair;
}

/** Made anew per run, with the names of the page's openssl commands. */
export async function createPageCertificates(): Promise<PageCertificates> {
  const ca = await createAuthority("O=example Inc.,CN=example.com");
  const [server, client] = await Promise.all([
    ca.issue("CN=httpbin.test.svc.cluster.local,O=httpbin organization", ["httpbin.test.svc.cluster.local"], "01"),
    ca.issue("CN=client.test.svc.cluster.local,O=client organization", ["client.test.svc.cluster.local"], "01"),
  ]);
  return { ca, server, client };
}

/** Writes the files under the page's own names, readable by their owner only, and returns their folder. */
export async function writePageCertificates(folder: string, { ca, server, client }: PageCertificates): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const files = {
    "example.com.crt": ca.certificate,
    "example.com.key": ca.key,
    "httpbin.test.svc.cluster.local.crt": server.certificate,
    "httpbin.test.svc.cluster.local.key": server.key,
    "client.test.svc.cluster.local.crt": client.certificate,
    "client.test.svc.cluster.local.key": client.key,
  };
  for (const [name, pem] of Object.entries(files)) await writeFile(path.join(folder, name), pem, { mode: 0o600 });
  return folder;
}

/** The names that a certificate is for, as openssl prints them: "URI:spiffe://…", "DNS:…"; and whether they are critical. */
export function alternativeNames(pem: string): { critical: boolean; names: string[] } {
  const extension = new x509.X509Certificate(pem).getExtension(x509.SubjectAlternativeNameExtension);
  const label = (type: string) => ({ dns: "DNS", url: "URI", ip: "IP Address", email: "email" })[type] ?? type;
  const critical = extension?.critical ?? false;
  const names = (extension?.names.items ?? []).map(({ type, value }) => `${label(type)}:${value}`);
  recordAnswers([
    { kind: "certificate-names", name: "certificate", value: `${critical ? "critical " : ""}${names.join(", ")}` },
  ]);
  return { critical, names };
}
