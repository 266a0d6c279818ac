import { count } from "./exit-code.ts";
import { duration } from "./layout.ts";
import type { RunTimes } from "./run-times.ts";

/** How far a run is. */
export class Progress {
  private readonly left: Set<string>;
  private readonly all: number;

  /**
   * @param ids of the checks that will be decided
   * @param times of an earlier run, where there is one
   */
  constructor(
    ids: readonly string[],
    private readonly times: RunTimes | undefined,
  ) {
    this.left = new Set(ids);
    this.all = this.left.size;
  }

  decided(id: string): void {
    this.left.delete(id);
  }

  /** "12 of 128, about 2 min 10 s left"; without the time where no earlier run tells it. */
  text(): string {
    const left = this.remaining();
    const done = `${this.all - this.left.size} of ${this.all}`;
    return left === undefined ? done : `${done}, about ${roughly(left)} left`;
  }

  /** "128 checks, about 3 min 20 s by the run before"; undefined where no earlier run tells it. */
  forecast(): string | undefined {
    const left = this.remaining();
    return left === undefined ? undefined : `${count(this.all, "check")}, about ${roughly(left)} by the run before`;
  }

  /** A check that no earlier run knows is taken to need what the others need. Milliseconds. */
  private remaining(): number | undefined {
    if (!this.times) return undefined;
    const { took, share } = this.times;
    const usual = [...took.values()].reduce((sum, ms) => sum + ms, 0) / took.size;
    const work = [...this.left].reduce((sum, id) => sum + (took.get(id) ?? usual), 0);
    return work * share;
  }
}

/** To ten seconds, since nobody knows better; less than that in seconds. */
function roughly(ms: number): string {
  const step = ms > 10_000 ? 10_000 : 1_000;
  return duration(Math.max(1, Math.round(ms / step)) * step).replace(".0 s", " s");
}
