import type { TypedPage } from "#helpers/catalogue/errata";

const block = (name: string) => `authz-http/configure-access-control/${name}`;

/** How each erratum is shown where the page is typed word for word, and which blocks are not run then. */
export const typed: TypedPage = {
  notRun: [],
  errata: {
    "policy-name": {
      by: "typing",
      at: [
        {
          block: block("allow-nothing"),
          ask: "kubectl get authorizationpolicy deny-all",
          prints: [/"deny-all" not found/],
        },
      ],
    },
    "api-version": {
      by: "typing",
      at: [
        {
          block: block("ratings-viewer"),
          ask: "kubectl get authorizationpolicy ratings-viewer -o jsonpath={.apiVersion}",
          prints: [/^security\.istio\.io\/v1$/m],
        },
      ],
    },
    "ratings-error": { by: "copy", has: /`Ratings service currently unavailable`/ },
  },
};
