import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { beforeYouUpgrade, controlPlane, dataPlane } from "./catalogue/sections.ts";
import { stableRevisionLabels } from "./catalogue/tags.ts";
import { cleanup, uninstallCanaryControlPlane, uninstallOldControlPlane } from "./catalogue/uninstall.ts";

/** The copy is that of istio/istio.io at 027569f067c1. */
export const page: CataloguePage = {
  id: "canary-upgrade",
  title: "Canary Upgrades",
  url: "https://istio.io/latest/docs/setup/upgrade/canary/",
  language: "en",
  copy: "istio.io",
  titles: ["Canary Upgrades"],
  suite: "live",
  blocksInDocument: 23,
  sections: [
    beforeYouUpgrade,
    controlPlane,
    dataPlane,
    stableRevisionLabels,
    uninstallOldControlPlane,
    uninstallCanaryControlPlane,
    cleanup,
  ],
  errata,
};
