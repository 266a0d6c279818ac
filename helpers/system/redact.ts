import { mapStrings } from "./map-strings.ts";

/** What stands in a report in place of a secret. */
const removedKey = "[private key removed]";
const removedToken = "[token removed]";
const removedValue = "[removed]";

/** A key cut off in the middle is still a key, so the END line is optional; one more word may then go with it. */
const pem =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?:(?!-----BEGIN)[\s\S])*?-----END [A-Z ]*PRIVATE KEY-----|(?:\s|\\n|\\r|[A-Za-z0-9+/=])*)/g;
/** base64 of "-----BEGIN ", as in Secrets, kubeconfigs and Envoy's inline_bytes. */
const encodedPem = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g;
// No word boundary in front of these: in JSON a line end before them is written as "\n".
const jsonWebToken = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g;
const bearer = /(bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi;
const kubeconfigData =
  /((?:client-key|client-certificate|certificate-authority)-data["']?\s*:\s*["']?)[A-Za-z0-9+/=]+/g;
/** `token: …` and `password: …` where they are a field of YAML or JSON, not a word of a sentence. */
const field =
  /(^[ \t-]*|[{,]\s*)(["']?(?:token|password|id-token|refresh-token|client_secret)["']?\s*:\s*["']?)[^\s"',}[]+/gm;

/** The text without private keys, bearer tokens and kubeconfig content. Certificates stay: they are public. */
export function redactText(text: string): string {
  return text
    .replace(pem, removedKey)
    .replace(encodedPem, (found) => (holdsPrivateKey(found) ? removedKey : found))
    .replace(jsonWebToken, removedToken)
    .replace(bearer, `$1${removedToken}`)
    .replace(kubeconfigData, `$1${removedValue}`)
    .replace(field, `$1$2${removedValue}`);
}

/** A copy of plain data in which every string, keys of objects included, went through `redactText`. */
export function redact<T>(value: T): T {
  return mapStrings(value, redactText);
}

function holdsPrivateKey(encoded: string): boolean {
  return Buffer.from(encoded, "base64").toString("latin1").includes("PRIVATE KEY-----");
}
