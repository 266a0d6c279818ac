import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { Bounded } from "./bounded.ts";

test("what fails or takes too long is named, and the rest is there", async () => {
  const started = performance.now();
  const bounded = new Bounded(started + 50);
  const failing = () => Promise.reject(new HarnessError("the log is gone", { why: "no such\n  pod", hint: "none" }));
  const parts = await Promise.all([
    bounded.part("resources", async () => "here"),
    bounded.part("log", failing),
    bounded.part("dump", () => new Promise<string>(() => undefined)),
  ]);
  expect(parts).toEqual(["here", undefined, undefined]);
  expect(bounded.missing).toEqual([
    { what: "log", why: "the log is gone: no such pod" },
    { what: "dump", why: expect.stringMatching(/^it took longer than the 0\.\d s that were left$/) as string },
  ]);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("with no time left nothing is begun", async () => {
  const bounded = new Bounded(performance.now() - 1);
  expect(await bounded.part("resources", () => expect.unreachable("begun"))).toBeUndefined();
  expect(bounded.missing).toEqual([{ what: "resources", why: "no time was left" }]);
});
