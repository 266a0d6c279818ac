import "reflect-metadata";
import { createPrivateKey, webcrypto } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import * as x509 from "@peculiar/x509";
import { parse, stringify } from "yaml";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** A cluster that was kept for long: certificates of Kubernetes' run out after a year. */

const pki = "/etc/kubernetes/pki";
const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const day = 86_400_000;

interface Expired {
  certificate: string;
  key: string;
}

/** A certificate of the cluster's CA that was valid until yesterday, with the subject and the extensions of one of now. */
async function expiredLike(target: ChaosTarget, pem: string): Promise<Expired> {
  const like = new x509.X509Certificate(pem);
  const caKey = createPrivateKey(await target.inNode(`cat ${pki}/ca.key`)).export({ type: "pkcs8", format: "der" });
  const ca = new x509.X509Certificate(await target.inNode(`cat ${pki}/ca.crt`));
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: like.serialNumber,
    subject: like.subject,
    issuer: ca.subject,
    notBefore: new Date(Date.now() - 365 * day),
    notAfter: new Date(Date.now() - day),
    signingKey: await webcrypto.subtle.importKey("pkcs8", caKey, algorithm, false, ["sign"]),
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: like.extensions,
  });
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { certificate: certificate.toString("pem"), key };
}

interface Kubeconfig {
  users: { user: Record<string, string> }[];
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

export const certificates: Scenario[] = [
  {
    id: "kubeconfig-expired",
    does: "the client certificate in the cluster's kubeconfig ran out yesterday",
    wants: { exit: [0] },
    before: async (target) => {
      const file = target.stateFile("kubeconfig");
      const config = parse(await readFile(file, "utf8")) as Kubeconfig;
      const [{ user }] = config.users as [Kubeconfig["users"][0]];
      const pem = Buffer.from(user["client-certificate-data"]!, "base64").toString();
      const { certificate, key } = await expiredLike(target, pem);
      Object.assign(user, { "client-certificate-data": base64(certificate), "client-key-data": base64(key) });
      await writeFile(file, stringify(config));
    },
  },
  {
    id: "api-certificate-expired",
    does: "the API server's certificate ran out yesterday",
    wants: { exit: [0, 2] },
    before: async (target) => {
      const { certificate, key } = await expiredLike(target, await target.inNode(`cat ${pki}/apiserver.crt`));
      await target.inNode(`echo ${base64(certificate)} | base64 -d > ${pki}/apiserver.crt`);
      await target.inNode(`echo ${base64(key)} | base64 -d > ${pki}/apiserver.key`);
      await target.inNode("pkill -9 -x kube-apiserver");
      await target.wait(20);
    },
  },
];
