import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { PageEvent } from "#reporting/events";
import { type GatedPage, HeadStart } from "./head-start.ts";

const page = (project: string) => ({ project, files: [], checks: 1 });
const event = (file: string) => ({ kind: "failure", failure: { what: file } }) as unknown as PageEvent;

const ran = (project: string) => ({ what: `${project} ran`, hint: "none" });

/** Pages that tell that they have loaded, wait for their gate, and tell that they ran. */
function pages() {
  const log: string[] = [];
  const run: GatedPage = async ({ project }, onEvent, gate, signal) => {
    log.push(`${project} loads`);
    onEvent(event("loaded"));
    while (!existsSync(gate) && !signal.aborted) await pause(5);
    if (signal.aborted) {
      log.push(`${project} ended`);
      return [];
    }
    onEvent(event("ran"));
    return [ran(project)];
  };
  return { log, run };
}

test("a page waits for its turn; what it told before is heard then", async () => {
  const { log, run } = pages();
  const ahead = new HeadStart(run);
  await ahead.start([page("one")]);
  await pause(30);
  const events: PageEvent[] = [];
  expect(log).toEqual(["one loads"]);
  expect(await ahead.take(page("one"), (heard) => events.push(heard))).toEqual([ran("one")]);
  expect(events).toEqual([event("loaded"), event("ran")]);
  await ahead.end();
});

test("a page without a head start, or whose turn has been, has none", async () => {
  const { run } = pages();
  const ahead = new HeadStart(run);
  await ahead.start([page("one")]);
  expect(await ahead.take(page("two"), () => {})).toBeUndefined();
  await ahead.take(page("one"), () => {});
  expect(await ahead.take(page("one"), () => {})).toBeUndefined();
  await ahead.end();
});

test("whoever waits too long is ended, and started anew in its turn", async () => {
  const { log, run } = pages();
  const ahead = new HeadStart(run, 20);
  await ahead.start([page("one")]);
  await pause(60);
  expect(log).toEqual(["one loads", "one ended"]);
  expect(await ahead.take(page("one"), () => {})).toBeUndefined();
  await ahead.end();
});

test("a run that comes to no check ends them", async () => {
  const { log, run } = pages();
  const ahead = new HeadStart(run);
  await ahead.start([page("one"), page("two")]);
  await ahead.end();
  await pause(20);
  expect(log.toSorted()).toEqual(["one ended", "one loads", "two ended", "two loads"]);
});

test("one that cannot be started is started again in its turn, which tells why", async () => {
  const ahead = new HeadStart(() => Promise.reject(new Error("no memory")));
  await ahead.start([page("one")]);
  await pause(0);
  expect(await ahead.take(page("one"), () => {})).toBeUndefined();
  await ahead.end();
});
