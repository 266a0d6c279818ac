import { describe, expect } from "vitest";
import { genericSecret, holds, removeAll, tlsSecret, type AnyObject } from "#fixtures";
import * as mutants from "../mutants/index.ts";
import * as secrets from "../mutants/secrets.ts";
import { documented, type SecureGateways } from "../page.ts";
import { ask, ofTheOtherRoot, withCertificate } from "../requests.ts";
import { credential, gateways, secretRef } from "../resources.ts";
import { at, createMutualSecret } from "../steps.ts";

const position = { tab: "istio-apis", step: "mutual-tls" } as const;
const separate = secretRef("httpbin-credential-cacert");

/** The server's pair is the second set's, so that the secret from before cannot pass for the new one. */
const pair = ({ certificates }: SecureGateways) => certificates.httpbin.example_certs2;
/** The clients' CA is the first set's, as on the page. */
const clientsCa = ({ certificates }: SecureGateways) => certificates.roots.example_certs1;

const generic = (name: string, files: Record<string, string>): AnyObject => {
  const secret = genericSecret(name, files);
  return { ...secret, metadata: { ...secret.metadata, namespace: gateways } };
};

/** The page's formats, each as the secrets that it consists of. */
const formats: { id: string; description: string; made: (state: SecureGateways) => AnyObject[] }[] = [
  {
    id: "tls-secret",
    description: "a TLS Secret with tls.key, tls.crt and ca.crt",
    made: (state) => {
      const { data, ...secret } = tlsSecret("httpbin-credential", pair(state));
      const ca = Buffer.from(clientsCa(state)).toString("base64");
      return [{ ...secret, metadata: credential.metadata, data: { ...(data as object), "ca.crt": ca } }];
    },
  },
  {
    id: "generic-secret",
    description: "a generic Secret with key, cert and cacert",
    made: (state) => {
      const { key, certificate: cert } = pair(state);
      return [generic("httpbin-credential", { key, cert, cacert: clientsCa(state) })];
    },
  },
  {
    id: "separate-cacert",
    description: "a generic Secret with key and cert, and another one, <secret>-cacert, with cacert",
    made: (state) => {
      const { key, certificate: cert } = pair(state);
      return [
        generic("httpbin-credential", { key, cert }),
        generic("httpbin-credential-cacert", { cacert: clientsCa(state) }),
      ];
    },
  },
  {
    id: "ca-bundle",
    description: "a cacert that is a bundle of two CAs, of which the clients' is the second",
    made: (state) => {
      const { key, certificate: cert } = pair(state);
      const cacert = `${state.stranger.authority.certificate.trimEnd()}\n${clientsCa(state)}`;
      return [generic("httpbin-credential", { key, cert, cacert })];
    },
  },
];

describe("Key formats", () => {
  for (const { id, description, made } of formats) {
    documented(
      {
        id: `key-formats/${id}`,
        claim: `${description}: the gateway serves its certificate, and verifies its clients with its CA`,
        blocks: ["mutual-tls/secret"],
        prints: description,
        breaks: [
          { ...secrets.pinnedSecret(position), failsWith: ofTheOtherRoot },
          { ...mutants.simple(position), failsWith: /without: HTTP\/2 418/ },
          { ...mutants.pastTheGateway(position, "example_certs2"), failsWith: /unstable[^]*without: HTTP\/2 418/ },
        ],
      },
      async (state) => {
        await at(state, "istio-apis", "mutual-tls");
        await removeAll(state.kube, [credential]);
        try {
          for (const secret of made(state)) await state.kube.applyObject(secret);
          await holds((count) => withAndWithout(state, count), accepted);
        } finally {
          await removeAll(state.kube, [credential, separate]);
          await state.terminal.must(createMutualSecret);
        }
      },
    );
  }
});

const trusting = "example_certs2";

/** A request with the page's client certificate beside one without any, that many times. */
async function withAndWithout(state: SecureGateways, count: number): Promise<{ text: string }[]> {
  const [allowed, refused] = await Promise.all([
    ask(state, count, { trusting, ...withCertificate(state) }),
    ask(state, count, { trusting, upTo: "TLSv1.2" }),
  ]);
  return allowed.map(({ text }, turn) => ({ text: `with a certificate: ${text}; without: ${refused[turn]!.text}` }));
}

function accepted({ text }: { text: string }): void {
  expect(text).toMatch(
    /^with a certificate: HTTP\/2 418 over TLSv1\.3, certificate of CN=httpbin\.example\.com: I'm a teapot!; without: ERR_SSL_(SSLV3|SSL\/TLS)_ALERT_HANDSHAKE_FAILURE: /,
  );
}
