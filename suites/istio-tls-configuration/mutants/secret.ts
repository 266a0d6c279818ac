import type { Mutant } from "#fixtures";
import { closeGateway, gatewayWith, openGateway } from "../fresh-gateway.ts";
import type { BlogTls } from "../page.ts";
import { credential, manifest, ref, secretRef } from "../resources.ts";

/* Ways to break the mesh under what the page says of its secret. */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

const pinned = secretRef("pinned-credential");

/** The secret that should not be there is there. Its name is used up then: the gateway goes on holding the secret. */
export function secretExists(which: keyof BlogTls["missing"]): Break {
  return {
    name: "a secret of that name lies in the gateway's namespace",
    break: ({ kube, certificates, missing }) =>
      kube.applyObject(credential(certificates.first.server, secretRef(missing[which]))),
    restore: async ({ kube, missing }) => {
      await kube.remove(secretRef(missing[which]));
      missing[which] += "-again";
    },
  };
}

/** The gateway goes on serving a secret that it has, there or not: so it must not have it any more. */
export const secretMissing: Break = {
  name: "the secret httpbin-credential is missing, and the gateway holds it no more",
  without: "Secret istio-system/httpbin-credential",
  break: async ({ kube, ...state }) => {
    await kube.remove(ref.secret);
    await closeGateway({ kube, ...state }, ref.secret.metadata.name);
    await kube.apply(manifest("expose-tls.gateway"));
  },
  restore: async (state) => {
    await state.kube.applyObject(credential(state.certificates.first.server));
    await openGateway(state);
  },
};

/**
 * What a client says that trusts the second root and gets the first one's certificate: the names of both roots are the
 * same. The second form is that of an openssl which writes the issuer's key id into certificates.
 */
export const ofTheFirstRoot = /(CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY_LEAF_SIGNATURE): /;

export const gatewayNamesAnotherSecret: Break = {
  name: "the Gateway names another secret, which keeps the old certificate",
  break: async ({ kube, certificates }) => {
    await kube.applyObject(credential(certificates.first.server, pinned));
    await kube.apply(gatewayWith(pinned.metadata.name));
  },
  restore: async ({ kube }) => {
    await kube.apply(manifest("expose-tls.gateway"));
    await kube.remove(pinned);
  },
};
