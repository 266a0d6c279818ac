import type { PreparedTarget } from "#helpers/probes/prepared";
import type { CataloguePage } from "#helpers/catalogue/index";
import type { TypedPage } from "#helpers/catalogue/errata";
import type { Kube } from "#helpers/kube/client";
import type { Outcome } from "./judge.ts";
import type { Removals } from "./removals.ts";

/** What became of a block, or of what a pass left behind. */
export interface Result {
  page: string;
  tab: string | undefined;
  id: string;
  lines: readonly [number, number] | undefined;
  again: boolean;
  outcome: Outcome;
  ms: number;
}

export interface PageJob {
  page: CataloguePage;
  typed: TypedPage;
  /** What the page makes on the cluster, as suites/pages.ts lists it. */
  resources: readonly string[];
  copy: { file: string; text: string };
  target: PreparedTarget;
  kube: Kube;
  removals: Removals;
  signal: AbortSignal;
  tell(result: Result): void;
}
