import type { RunUnderWay } from "./run-under-way.ts";

/** Moments of a run, by the line after which each begins. */
export const moments = {
  "selecting checks": /bin\/test\.ts/,
  "preparing the target": /… kind cluster/,
  "creating the cluster": /creating|create/i,
  "installing Istio": /… mesh/,
  "checking a page": /conformant +\S+ \S+ +in foo and bar the Deployments/,
  "cleaning up": /refuses legacy by a reset/,
  "writing the reports": /the page's clean-up finds all that it deletes/,
} as const;

export type Moment = keyof typeof moments;

/** Waits until a run is there. */
export const reach = (run: RunUnderWay, moment: Moment): Promise<void> => run.printed(moments[moment]);

/** The page's lines after which its mesh is disturbed: at its beginning, in the middle, near its end. */
const inThePage = [/six times 200/, /legacy's request still arrives in clear/, /the four others get 200/] as const;

/** Waits for another moment of the page in each turn. */
export const reachPage = (run: RunUnderWay, turn: number): Promise<void> =>
  run.printed(turn % 4 === 3 ? moments["checking a page"] : inThePage[turn % inThePage.length]!);
