import { declareEdition } from "../ingress-sidecar-tls-termination/page.ts";

/*
 * Ingress Sidecar TLS Termination, an older edition (Chinese, 2022): the clients are the sample `sleep`, the APIs
 * security.istio.io/v1beta1 and networking.istio.io/v1alpha3. What it claims is what today's edition claims.
 */
export const edition = declareEdition("ingress-sidecar-tls-termination-older-edition", "sleep", import.meta.url);
