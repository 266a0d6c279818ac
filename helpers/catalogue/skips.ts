import type { CataloguePage, CatalogueSkip, SkipCondition } from "./index.ts";
import type { RunRecord, Skip } from "#helpers/verdict/record";

/** What of a run decides whether a condition is met. */
interface Facts extends Pick<RunRecord, "internet"> {
  /** Is Istio uninstalled in the end? */
  uninstall: boolean;
}

/** Each condition as a person would set it, and how it is told. */
const conditions: Record<SkipCondition, { text: string; met: (facts: Facts) => boolean }> = {
  "internet-live": { text: "MESHPROOF_INTERNET=live", met: ({ internet }) => internet === "live" },
  "mesh-stays": { text: "the mesh stays for the next run", met: ({ uninstall }) => !uninstall },
};

/** A declared skip as the reports tell it. */
export function told({ when, reason, reference }: CatalogueSkip): Skip {
  return { reason, condition: conditions[when].text, reference };
}

/** Why a check is left out of a run, by what its page's catalogue declares; undefined where it is to run. */
export function skipOf(check: string, skips: readonly CatalogueSkip[], facts: Facts): Skip | undefined {
  const found = skips.find((skip) => skip.check === check && conditions[skip.when].met(facts));
  return found && told(found);
}

/** The same for the checks of all pages, by their ids. */
export function skipsOfRun(catalogue: readonly CataloguePage[], facts: Facts): ReadonlyMap<string, Skip> {
  const met = catalogue.flatMap(({ skips = [] }) => skips).filter(({ when }) => conditions[when].met(facts));
  return new Map(met.map((skip) => [skip.check, told(skip)]));
}
