import { stringify } from "yaml";
import { outcomeOfRun } from "../exit-code.ts";
import type { CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";

/** Sonobuoy's `Item` (its module pkg/client/results): a tree whose leaves are tests. */
interface Item {
  name: string;
  status: Status;
  meta?: Record<string, string>;
  details?: Record<string, string>;
  items?: Item[];
}

type Status = "passed" | "failed" | "skipped" | "unknown";

/** Its words, by which `sonobuoy status` and `sonobuoy results` count; ours stand in a leaf's details. */
const statusOf: Record<Verdict, Status> = {
  conformant: "passed",
  nonconformant: "failed",
  flaky: "failed",
  inconclusive: "unknown",
  skipped: "skipped",
};

/** Name of the file, as the plugin's definition names it. */
export const sonobuoyResultsFile = "sonobuoy_results.yaml";

/**
 * A run in the form of Sonobuoy's `manual` results, YAML: an item for each page, in it one for each check with our verdict.
 * @see https://sonobuoy.io/docs/main/results/
 */
export function sonobuoyResults(run: RunRecord): string {
  const pages = [...new Set(run.checks.map(({ page }) => page))];
  const items: Item[] = [
    ...pages.map((page) => group(page, run.checks.filter((check) => check.page === page).map(leaf))),
    ...nothingRun(run),
    ...run.failures.map(({ what, why, hint }) => failed(what, [why, hint].filter(Boolean).join("; "))),
  ];
  const { target, dataPlane, versions } = run;
  const meta = { target, dataPlane, ...(versions && { istio: versions.istio, envoy: versions.envoy }) };
  return stringify({ ...group("meshproof", items), meta }, { lineWidth: 0 });
}

/** Sonobuoy takes a plugin all of whose tests are skipped for one that passed; a run that checked nothing did not. */
function nothingRun(run: RunRecord): Item[] {
  const ran = run.checks.some(({ verdict }) => verdict !== "skipped");
  return ran || run.failures.length > 0 ? [] : [failed("no check was run", outcomeOfRun(run).because)];
}

/** The same where there is no run to tell of. */
export function sonobuoyFailure(what: string, why: string): string {
  return stringify(group("meshproof", [failed(what, why)]), { lineWidth: 0 });
}

const failed = (what: string, why: string): Item => ({
  name: what.split("\n")[0]!,
  status: "failed",
  ...(why && { details: { failure: why } }),
});

function leaf({ id, verdict, title, reason, observed, skip }: CheckRecord): Item {
  const why = skip?.reason ?? reason;
  return {
    name: id,
    status: statusOf[verdict],
    details: { verdict, title, ...(why && { reason: why }), ...(observed && { observed }) },
  };
}

/** As Sonobuoy adds up: one that failed, else one that is unknown, else one that passed. */
function group(name: string, items: Item[]): Item {
  const among = (status: Status) => items.some((item) => item.status === status);
  const [status = "unknown"] = (["failed", "unknown", "passed", "skipped"] as const).filter(among);
  return { name, status, items };
}
