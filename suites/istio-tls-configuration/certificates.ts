import { readFile } from "node:fs/promises";
import path from "node:path";
import { createAuthority, type Authority, type KeyPair, type Terminal } from "#fixtures";

/*
 * The page's certificates come from the task that it refers to, by that task's commands:
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#generate-client-and-server-certificates-and-keys
 */

/** A folder of that task: a root certificate, and httpbin's certificate from it. */
export interface CertificateSet {
  folder: "example_certs1" | "example_certs2";
  /** PEM of the root certificate. */
  ca: string;
  server: KeyPair;
}

/** Of the stand-in origin and of the clients: nothing of the page's, and made before there is a terminal. */
export interface OwnAuthorities {
  /** What the stand-in origin's certificate is from. */
  origin: Authority;
  /** A CA that only bears the name of the origin's. */
  impostor: Authority;
  /** A CA that nothing here is from. */
  stranger: Authority;
}

/** What the checks trust and present. */
export interface Certificates extends OwnAuthorities {
  /** What httpbin-credential is made from. */
  first: CertificateSet;
  /** The task's second set, which the secret is renewed with. */
  second: CertificateSet;
}

/** The name in the certificate, as in the task. */
export const host = "httpbin.example.com";

/** The CAs that are none of the page's, with keys of their own each. */
export async function makeOwnAuthorities(): Promise<OwnAuthorities> {
  const standIn = "O=meshproof,CN=stand-in internet";
  const [origin, impostor, stranger] = await Promise.all([
    createAuthority(standIn),
    createAuthority(standIn),
    createAuthority("O=another Inc.,CN=another.example"),
  ]);
  return { origin, impostor, stranger };
}

/** One of the task's two sets, by its own commands. */
export async function makeCertificateSet(
  terminal: Terminal,
  folder: CertificateSet["folder"],
): Promise<CertificateSet> {
  await terminal.must(`mkdir ${folder}`);
  await terminal.must(
    `openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' ` +
      `-keyout ${folder}/example.com.key -out ${folder}/example.com.crt`,
  );
  return { folder, ca: await read(terminal, `${folder}/example.com.crt`), server: await issue(terminal, folder) };
}

/**
 * A certificate for httpbin.example.com from a set's root.
 * @param file what its files are named after, where it is another one than the task's
 */
export async function issue(terminal: Terminal, folder: string, file = host): Promise<KeyPair> {
  const to = `${folder}/${file}`;
  await terminal.must(
    `openssl req -out ${to}.csr -newkey rsa:2048 -nodes -keyout ${to}.key ` +
      `-subj "/CN=httpbin.example.com/O=httpbin organization"`,
  );
  await terminal.must(
    `openssl x509 -req -sha256 -days 365 -CA ${folder}/example.com.crt -CAkey ${folder}/example.com.key ` +
      `-set_serial 0 -in ${to}.csr -out ${to}.crt`,
  );
  return { certificate: await read(terminal, `${to}.crt`), key: await read(terminal, `${to}.key`) };
}

function read(terminal: Terminal, file: string): Promise<string> {
  return readFile(path.join(terminal.folder, file), "utf8");
}

/** `kubectl create secret tls`, as the task has it. */
export async function createCredential(terminal: Terminal, { folder }: Pick<CertificateSet, "folder">): Promise<void> {
  await terminal.must(
    `kubectl create -n istio-system secret tls httpbin-credential ` +
      `--key=${folder}/httpbin.example.com.key --cert=${folder}/httpbin.example.com.crt`,
  );
}

/** The task's way to give the gateway another certificate: the secret is deleted, and made anew. */
export async function renewCredential(terminal: Terminal, set: Pick<CertificateSet, "folder">): Promise<void> {
  await terminal.must("kubectl -n istio-system delete secret httpbin-credential");
  await createCredential(terminal, set);
}
