import type { RunUnderWay } from "./run-under-way.ts";
import type { ChaosTarget } from "./target.ts";

/** What may come of a run under which something was broken. */
export interface Wanted {
  /**
   * Exit codes that are right; "killed" where the run itself got SIGKILL, and can say nothing; 134 where node ended itself, which
   * has no memory left to say more.
   */
  exit: readonly (0 | 1 | 2 | 134 | "killed")[];
  /** What its output must hold. */
  output?: RegExp;
  /** What it may leave for the next run to remove; nothing unless told. */
  leaves?: RegExp;
  /** Longest that it may go on after the break. Milliseconds; five minutes unless told. */
  within?: number;
}

/** One thing that happens to a run, its mesh or its machine. */
export interface Scenario {
  id: string;
  /** What is done, for the table. */
  does: string;
  wants: Wanted;
  /** Settings and node's options that the run is started with. */
  env?: (target: ChaosTarget) => Record<string, string>;
  /** Is there no cluster when the run begins? */
  withoutCluster?: true;
  /** Does the Docker engine end? Which containers are left is looked at after the next run, which starts it again. */
  endsEngine?: true;
  /** Done before the run is started. */
  before?(target: ChaosTarget): Promise<void>;
  /**
   * Done to the run.
   * @param turn counts from 0: where the moment matters, it is another one each time
   */
  act?(run: RunUnderWay, target: ChaosTarget, turn: number): Promise<void>;
}

/** What came of one scenario, once. */
export interface ChaosOutcome {
  scenario: Scenario;
  turn: number;
  exit: number | "killed" | "still running";
  /** Seconds from the break to the run's end. */
  seconds: number;
  /** What was said, in one line. */
  message: string;
  /** What was not as wanted; nothing where all was. */
  problems: string[];
}
