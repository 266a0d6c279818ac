import { access, rm, writeFile } from "node:fs/promises";
import { reachPage } from "./moments.ts";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/**
 * The clock of the machine that the tests run on is set; the cluster's goes on. Only the run's own programs see it: Debian's
 * package faketime gives them a clock that reads its distance from the real one in a file. https://github.com/wolfcw/libfaketime
 */

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

const fileOf = ({ reports }: ChaosTarget) => `${reports}-clock`;

/** @param to the distance from the real time, as faketime reads it: "-1d" */
const setTo = (id: string, to: string, does: string, wants: Scenario["wants"]): Scenario => ({
  id,
  does: `the run's clock is set ${does} in the middle of a page`,
  wants,
  env: (target) => ({
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: fileOf(target),
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  }),
  before: async (target) => {
    await writeFile(fileOf(target), "+0");
    target.afterwards("the file that the clock is read from", () => rm(fileOf(target), { force: true }));
  },
  act: async (run, target, turn) => {
    await access(library);
    await reachPage(run, turn);
    await writeFile(fileOf(target), to);
  },
});

export const clock: Scenario[] = [
  setTo("clock-minute-on", "+1m", "a minute on", { exit: [0] }),
  setTo("clock-minute-back", "-1m", "a minute back", { exit: [0] }),
  setTo("clock-day-on", "+1d", "a day on", { exit: [0] }),
  // By then the certificates of a cluster of today are not valid yet.
  setTo("clock-day-back", "-1d", "a day back", { exit: [0, 2] }),
];
