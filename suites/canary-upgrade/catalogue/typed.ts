import type { TypedPage } from "#helpers/catalogue/errata";

const page = "canary-upgrade";

/** Whoever types the page needs a second Istio, which `npm run typed` does not bring: each erratum is shown by its check. */
export const typed: TypedPage = {
  notRun: [],
  errata: {
    "precheck-period": { by: "check", check: `${page}/before-you-upgrade/precheck` },
    "services-of-today": { by: "check", check: `${page}/control-plane/services` },
    "injectors-of-today": { by: "check", check: `${page}/control-plane/injectors` },
    "proxy-status-columns": { by: "check", check: `${page}/data-plane/gateway-on-canary` },
    "proxy-status-of-one-revision": { by: "check", check: `${page}/data-plane/test-ns-on-canary` },
    "sample-closes-its-port": { by: "check", check: `${page}/data-plane/sample-refuses-at-its-end` },
    "by-file-takes-all": { by: "check", check: `${page}/uninstall-old-control-plane/by-file-takes-all` },
    "default-tag-is-there": { by: "check", check: `${page}/uninstall-old-control-plane/default-tag` },
  },
};
