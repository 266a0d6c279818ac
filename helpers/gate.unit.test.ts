import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { throughGate } from "./gate.ts";

let folder = "";
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), "meshproof-gate-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test("waits until the gate is there, and brings what lies in it", async () => {
  const gate = path.join(folder, "gate");
  const log: string[] = [];
  const through = throughGate(gate).then(
    (found) => log.push(found),
    () => log.push("went on"),
  );
  await pause(40);
  log.push("opened");
  await writeFile(`${gate}.tmp`, "go on");
  await rename(`${gate}.tmp`, gate);
  await through;
  expect(log).toEqual(["opened", "go on"]);
});

test("without a gate there is nothing to wait for", async () => {
  expect(await throughGate(undefined)).toBe("");
});
