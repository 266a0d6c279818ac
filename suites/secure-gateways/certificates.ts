import { createAuthority, type Authority, type KeyPair, type Terminal } from "#fixtures";

/* The page's certificates, made by its own commands; and a CA that is none of the page's. */

export interface PageCertificates {
  /** PEM of the two roots. Both have the same name. */
  roots: { example_certs1: string; example_certs2: string };
  /** httpbin's certificate from each of them. */
  httpbin: { example_certs1: KeyPair; example_certs2: KeyPair };
  helloworld: KeyPair;
  client: KeyPair;
}

/** A CA that nothing of the page's is from, and a client of it. */
export interface Stranger {
  authority: Authority;
  client: KeyPair;
}

export type Folder = keyof PageCertificates["roots"];

export async function makeStranger(): Promise<Stranger> {
  const authority = await createAuthority("O=another Inc.,CN=another.example");
  return { authority, client: await authority.issue("CN=client.example.com", ["client.example.com"], "01") };
}

const root = (folder: Folder): string[] => [
  `mkdir ${folder}`,
  `openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' -keyout ${folder}/example.com.key -out ${folder}/example.com.crt`,
];

const leaf = (folder: Folder, name: string, serial: number): string[] => [
  `openssl req -out ${folder}/${name}.example.com.csr -newkey rsa:2048 -nodes -keyout ${folder}/${name}.example.com.key -subj "/CN=${name}.example.com/O=${name} organization"`,
  `openssl x509 -req -sha256 -days 365 -CA ${folder}/example.com.crt -CAkey ${folder}/example.com.key -set_serial ${serial} -in ${folder}/${name}.example.com.csr -out ${folder}/${name}.example.com.crt`,
];

/** The page's commands, block by block. */
export const certificateCommands: string[] = [
  ...root("example_certs1"),
  ...leaf("example_certs1", "httpbin", 0),
  ...root("example_certs2"),
  ...leaf("example_certs2", "httpbin", 0),
  ...leaf("example_certs1", "helloworld", 1),
  ...leaf("example_certs1", "client", 1),
];

/** Makes them, in the order of the page. */
export async function makeCertificates(terminal: Terminal): Promise<PageCertificates> {
  for (const command of certificateCommands) await terminal.must(command);
  const pair = async (file: string): Promise<KeyPair> => ({
    certificate: await terminal.read(`${file}.crt`),
    key: await terminal.read(`${file}.key`),
  });
  return {
    roots: {
      example_certs1: await terminal.read("example_certs1/example.com.crt"),
      example_certs2: await terminal.read("example_certs2/example.com.crt"),
    },
    httpbin: {
      example_certs1: await pair("example_certs1/httpbin.example.com"),
      example_certs2: await pair("example_certs2/httpbin.example.com"),
    },
    helloworld: await pair("example_certs1/helloworld.example.com"),
    client: await pair("example_certs1/client.example.com"),
  };
}
