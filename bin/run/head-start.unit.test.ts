import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { throughGate } from "#helpers/gate";
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
    log.push(`${project} runs`);
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

test("a page finds what it is told in its gate", async () => {
  const ahead = new HeadStart(async (_page, _onEvent, gate) => {
    return [{ what: await throughGate(gate), hint: "none" }];
  });
  await ahead.start([page("one")]);
  expect(await ahead.take(page("one"), () => {}, "go on")).toEqual([{ what: "go on", hint: "none" }]);
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

test("what is asked for again goes on loading, other files and other pages are ended", async () => {
  const { log, run } = pages();
  const ahead = new HeadStart(run);
  const [whole, other, part] = [["a", "b"], ["a"], ["a"]].map((files, index) => ({ ...page(`p${index % 2}`), files }));
  await ahead.start([whole!, other!]);
  await ahead.start([{ ...whole!, files: ["b", "a"] }, part!]);
  await pause(20);
  expect(log.toSorted()).toEqual(["p0 loads", "p0 loads", "p1 ended", "p1 loads"]);
  expect(await ahead.take(whole!, () => {})).toEqual([ran("p0")]);
  expect(await ahead.take(other!, () => {})).toBeUndefined();
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
