import { HarnessError, messageOf } from "#helpers/system/errors";

/** What could not be collected, and why. */
export interface Missing {
  what: string;
  why: string;
}

/** Collects part by part until the time is over. A part that fails or takes too long is named, and stops nothing else. */
export class Bounded {
  readonly missing: Missing[] = [];

  /** @param until when every part has to be there, on the clock of `performance.now()` */
  constructor(readonly until: number) {}

  /** Milliseconds that are left. */
  left(): number {
    return Math.max(0, this.until - performance.now());
  }

  /** The part, or undefined where it cannot be had in time. */
  async part<T>(what: string, collect: () => Promise<T>): Promise<T | undefined> {
    const left = this.left();
    if (left === 0) return this.without(what, "no time was left");
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`it took longer than the ${(left / 1000).toFixed(1)} s that were left`)),
        left,
      );
    });
    try {
      return await Promise.race([collect(), over]);
    } catch (error) {
      return this.without(what, inOneLine(error));
    } finally {
      clearTimeout(timer);
    }
  }

  private without(what: string, why: string): undefined {
    this.missing.push({ what, why });
    return undefined;
  }
}

function inOneLine(error: unknown): string {
  const message = error instanceof HarnessError ? [error.what, error.why].filter(Boolean).join(": ") : messageOf(error);
  return message.replaceAll(/\s+/g, " ");
}
