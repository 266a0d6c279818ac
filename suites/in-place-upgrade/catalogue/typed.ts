import type { TypedPage } from "#helpers/catalogue/errata";

const page = "in-place-upgrade";

/** Whoever types the page needs a second Istio, which `npm run typed` does not bring: each erratum is shown by its check. */
export const typed: TypedPage = {
  notRun: [],
  errata: {
    "precheck-second-line": { by: "check", check: `${page}/upgrade-steps/precheck` },
    "by-revision-is-not-refused": { by: "check", check: `${page}/in-place-upgrades/by-revision-is-not-refused` },
  },
};
