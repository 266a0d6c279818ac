import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
import { inPlaceUpgrades, stepsToDowngrade, upgradeSteps } from "./catalogue/sections.ts";

/** The copy is that of istio/istio.io at 0f02a0cac242. */
export const page: CataloguePage = {
  id: "in-place-upgrade",
  title: "In-place Upgrades",
  url: "https://istio.io/latest/docs/setup/upgrade/in-place/",
  language: "en",
  copy: "istio.io",
  titles: ["In-place Upgrades"],
  suite: "live",
  blocksInDocument: 4,
  sections: [inPlaceUpgrades, upgradeSteps, stepsToDowngrade],
  errata,
};
