import { documentPage, manifestsBeside, type KeyPair, type PageScope } from "#fixtures";
import { setUpSidecarTls, strangersCertificate, type EditionInputs, type SidecarTls } from "./set-up.ts";

/*
 * Ingress Sidecar TLS Termination
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/
 *
 * set-up.ts is all that the page sets up; sections/<section>.ts are its checks. An older edition of the page says the same
 * of the sample `sleep` and of older API versions, and shares both.
 */

/** One edition of the page, as its sections' checks need it. */
export interface Edition extends EditionInputs {
  /** Folder of the edition's suites. */
  page: string;
  documented: ReturnType<typeof documentPage<SidecarTls>>;
}

/** Declares an edition; its manifests lie beside the suite. */
export function declareEdition(page: string, client: EditionInputs["client"], beside: string): Edition {
  const inputs = { client, manifest: manifestsBeside(beside) };
  const setUp = (scope: PageScope, stranger: KeyPair) => setUpSidecarTls(scope, inputs, stranger);
  return {
    page,
    ...inputs,
    documented: documentPage(page, setUp, { ahead: strangersCertificate, needs: [...needs] }),
  };
}

/** Both clients are the same sample: one is in the mesh by its namespace's label, one outside of it in default. */
const needs = ["sidecar-ingress-tls", "default-injection", "uninjected-default", "no-mesh-policies"] as const;

export const edition = declareEdition("ingress-sidecar-tls-termination", "curl", import.meta.url);
