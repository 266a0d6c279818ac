import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Interrupt, onInterrupt, orInterrupted } from "./interrupt.ts";

describe("orInterrupted", () => {
  const reason = new Error("interrupted by SIGINT");
  const hanging = () => new Promise<never>(() => undefined);

  test("gives the step's result or error while nobody interrupts", async () => {
    const { signal } = new AbortController();
    await expect(orInterrupted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(orInterrupted(Promise.reject(new Error("its own")), signal)).rejects.toThrow("its own");
  });

  test.each([
    ["ends well", () => Promise.resolve(1)],
    ["fails because it was told to end", () => Promise.reject(new Error("cancelled"))],
    ["never ends", hanging],
  ])("gives the interruption where the step %s", async (_name, step) => {
    await expect(orInterrupted(step(), AbortSignal.abort(reason), 20)).rejects.toBe(reason);
  });

  test("lets the step end by itself first", async () => {
    const controller = new AbortController();
    let ended = false;
    const step = new Promise((resolve) => setTimeout(() => resolve((ended = true)), 30));
    const both = orInterrupted(step, controller.signal, 5_000);
    controller.abort(reason);
    await expect(both).rejects.toBe(reason);
    expect(ended).toBe(true);
  });
});

describe("onInterrupt", () => {
  let interrupt: Interrupt;
  const quit = vi.fn();
  const lines: string[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    quit.mockReset();
    interrupt = onInterrupt((line) => lines.push(line), quit);
  });
  afterEach(() => {
    interrupt.dispose();
    vi.useRealTimers();
  });
  const send = (name: NodeJS.Signals) => process.emit(name, name);

  test("the first signal aborts the run and says so", () => {
    send("SIGTERM");
    expect(interrupt.signal.aborted).toBe(true);
    expect(String(interrupt.signal.reason)).toContain("interrupted by SIGTERM");
    expect(lines.at(-1)).toContain("SIGTERM: ending what this run started");
  });

  test("one Ctrl-C that arrives three times is one; the next one quits", () => {
    for (const name of ["SIGINT", "SIGINT", "SIGINT"] as const) send(name);
    vi.advanceTimersByTime(600);
    expect(quit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    send("SIGINT");
    expect(quit).toHaveBeenCalledOnce();
  });

  test("it quits by itself within 5 s, whatever hangs", () => {
    send("SIGINT");
    vi.advanceTimersByTime(4_999);
    expect(quit).toHaveBeenCalledOnce();
  });
});
