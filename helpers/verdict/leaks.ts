import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

/** Something in a file that must not be there. What it is, never itself. */
export interface Leak {
  file: string;
  what: string;
}

/** Base64 that holds PEM begins with that of "-----BEGIN ". */
const encodedPem = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]{20,}/g;

/** What a secret looks like, whoever's it is. */
const forms: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key (PEM)"],
  [/eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, "a token (JWT)"],
  [/bearer\s+[A-Za-z0-9._~+/-]{20,}/i, "a bearer token"],
  [/client-key-data["']?\s*:\s*["']?[A-Za-z0-9+/=]{20,}/, "a kubeconfig's client key"],
  [/client-certificate-data["']?\s*:\s*["']?[A-Za-z0-9+/=]{20,}/, "a kubeconfig's client certificate"],
];

/**
 * What a text gives away.
 * @param known secrets that are in use, by name; any 30 characters of one count
 */
export function leaksIn(text: string, known: ReadonlyMap<string, string> = new Map()): string[] {
  const found = forms.filter(([form]) => form.test(text)).map(([, what]) => what);
  const encoded = [...text.matchAll(encodedPem)].some(([match]) =>
    Buffer.from(match, "base64").toString("latin1").includes("PRIVATE KEY-----"),
  );
  const exact = [...known].filter(([, secret]) => piecesOf(secret).some((piece) => text.includes(piece)));
  return [...found, ...(encoded ? ["a private key (base64)"] : []), ...exact.map(([name]) => name)];
}

/** What the files of a folder, and of all in it, give away. */
export async function leaksInFolder(folder: string, known?: ReadonlyMap<string, string>): Promise<Leak[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const leaks = await Promise.all(
    files.map(async (file) => leaksIn(await readFile(file, "utf8"), known).map((what) => ({ file, what }))),
  );
  return leaks.flat();
}

/** Characters that are enough to know a secret by, and too many to be there by chance. */
const piece = 30;

/** Pieces of a secret as it is and as base64, from its middle: the rims may be a format's own. */
function piecesOf(secret: string): string[] {
  const lines = secret.split("\n").filter((line) => !line.startsWith("-----") && line.length >= piece);
  const encoded = Buffer.from(secret).toString("base64");
  const middle = (text: string) => text.slice(Math.max(0, text.length / 2 - piece / 2)).slice(0, piece);
  return [...lines.map(middle), ...(encoded.length >= 2 * piece ? [middle(encoded)] : [])];
}
