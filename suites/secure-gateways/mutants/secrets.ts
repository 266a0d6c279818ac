import { tlsSecret, type KeyPair } from "#fixtures";
import type { SecureGateways } from "../page.ts";
import { credential, helloworldCredential, namespace, pinned } from "../resources.ts";
import { breaking, called, gatewayYaml, replaced, type Break, type Position } from "./index.ts";

/* Ways to break what the gateways' secrets hold. */

/** What the secret holds: `tls.key`, `tls.crt` and, for clients, `ca.crt`. */
function holding(ref: typeof credential, pair: KeyPair, ca?: string) {
  const { data, ...secret } = tlsSecret(ref.metadata.name, pair);
  const withCa = { ...(data as object), ...(ca !== undefined && { "ca.crt": Buffer.from(ca).toString("base64") }) };
  return { ...secret, type: "Opaque", data: withCa, metadata: ref.metadata };
}

/** A secret with other contents, made anew: its type cannot be changed. */
export function secretWith(
  position: Position,
  what: string,
  contents: (state: SecureGateways) => Promise<KeyPair> | KeyPair,
  ca?: (state: SecureGateways) => string,
): Break {
  const change = async (state: SecureGateways) => {
    const pair = await contents(state);
    await state.kube.remove(credential);
    await state.kube.applyObject(holding(credential, pair, ca?.(state)));
  };
  return breaking(position, `httpbin-credential ${what}`, change, {
    restore: (state) => restoreSecret(state, position),
  });
}

/** httpbin's secret as the page has it at a step. */
async function restoreSecret({ kube, certificates }: SecureGateways, { step }: Position): Promise<void> {
  const { httpbin, roots } = certificates;
  const pair = step === "renewed" ? httpbin.example_certs2 : httpbin.example_certs1;
  await kube.remove(credential);
  await kube.applyObject(holding(credential, pair, step === "mutual-tls" ? roots.example_certs1 : undefined));
}

export const ofAnotherCa = (position: Position): Break =>
  secretWith(position, "holds a certificate of another CA", ({ stranger }) =>
    stranger.authority.issue("CN=httpbin.example.com", ["httpbin.example.com"], "01"),
  );

/** The secret is still the one before. */
export const notRenewed = (position: Position): Break =>
  secretWith(
    position,
    "still holds the certificate of the first set",
    ({ certificates }) => certificates.httpbin.example_certs1,
  );

/** The gateway verifies its clients by a CA that is none of the page's. */
export const clientsOfAnotherCa = (position: Position): Break =>
  secretWith(
    position,
    "holds another CA for the clients",
    ({ certificates }) => certificates.httpbin.example_certs1,
    ({ stranger }) => stranger.authority.certificate,
  );

/** By the Gateway API a listener whose secret is missing is none. */
export function secretMissing(position: Position & { tab: "gateway-api" }, which: "httpbin" | "helloworld"): Break {
  const ref = which === "httpbin" ? credential : helloworldCredential;
  return breaking(position, `the Secret ${ref.metadata.name} is missing`, ({ kube }) => kube.remove(ref), {
    without: called(ref),
    restore: (state) =>
      which === "httpbin"
        ? restoreSecret(state, position)
        : state.kube.applyObject(holding(helloworldCredential, state.certificates.helloworld)),
  });
}

/** The Gateway names another secret, which keeps the page's first certificate. */
export function pinnedSecret(position: Position): Break {
  const yaml = gatewayYaml(position);
  const other = replaced(yaml, "httpbin-credential", pinned.metadata.name);
  return breaking(
    position,
    "the Gateway names another secret, with the first certificate",
    async ({ kube, certificates: { httpbin, roots } }) => {
      await kube.applyObject(holding(pinned, httpbin.example_certs1, roots.example_certs1));
      await kube.apply(other, namespace);
    },
    {
      restore: async ({ kube }) => {
        await kube.apply(yaml, namespace);
        await kube.remove(pinned);
      },
    },
  );
}
