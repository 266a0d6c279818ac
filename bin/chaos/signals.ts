import { type Moment, moments, reach } from "./moments.ts";
import type { Scenario } from "./scenario.ts";

/** Signals to a run, in each of its phases, and to its workers. */

const everywhere = (Object.keys(moments) as Moment[]).filter((moment) => moment !== "creating the cluster");

/** A moment's words, for an id. */
const dashed = (moment: string) => moment.replaceAll(" ", "-");

const interrupted =
  (signal: "SIGINT" | "SIGTERM") =>
  (moment: Moment): Scenario => ({
    id: `${signal.toLowerCase()}-${dashed(moment)}`,
    does: `${signal} to the run while it is ${moment}`,
    // The run ends with 2. npm's shell got the signal as well and ends by it once the run is over, and so does npm: 130 in a
    // terminal. At the very end there may be nothing left to interrupt.
    wants: { exit: moment === "writing the reports" ? [0, 2, "killed"] : [2, "killed"], within: 10_000 },
    act: async (run) => {
      await reach(run, moment);
      run.signalGroup(signal);
    },
  });

const killed = (moment: Moment): Scenario => ({
  id: `sigkill-${dashed(moment)}`,
  does: `SIGKILL to all of the run's processes while it is ${moment}`,
  wants: { exit: ["killed"] },
  act: async (run) => {
    await reach(run, moment);
    run.signalGroup("SIGKILL");
    await run.signalThose(/./, "SIGKILL").catch(() => "the group was all of it");
  },
});

export const signals: Scenario[] = [
  ...everywhere.map(interrupted("SIGINT")),
  ...everywhere.map(interrupted("SIGTERM")),
  ...everywhere.map(killed),
  ...[interrupted("SIGINT"), killed].map((scenario) => ({
    ...scenario("creating the cluster"),
    withoutCluster: true as const,
  })),
  {
    id: "worker-killed",
    does: "SIGKILL to the page's worker",
    wants: { exit: [2], output: /worker|inconclusive/ },
    act: async (run) => {
      await reach(run, "checking a page");
      await run.signalThose(/vitest.*workers\/forks|forks\.js/, "SIGKILL");
    },
  },
  {
    id: "terminal-closed",
    does: "SIGHUP to all: the terminal was closed",
    wants: { exit: [2, "killed"], within: 10_000 },
    act: async (run) => {
      await reach(run, "checking a page");
      run.signalGroup("SIGHUP");
    },
  },
];
