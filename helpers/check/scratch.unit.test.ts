import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { processStart } from "#helpers/system/process-start";
import { sweepSecrets } from "./scratch.ts";

test("keys of runs that were killed are removed; those of runs under way stay", async () => {
  const state = await mkdtemp(path.join(tmpdir(), "meshproof-secrets-"));
  onTestFinished(() => rm(state, { recursive: true, force: true }));
  const killed = spawn("sleep", ["60"]);
  const started = await processStart(killed.pid!);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const folder = async (name: string, owner?: string) => {
    const dir = path.join(state, "scratch", name);
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, "example.com.key"), "a key");
    if (owner) await writeFile(path.join(dir, ".process"), owner);
    return dir;
  };
  await folder("killed", `${killed.pid} ${started}`);
  await folder("pid-used-again", `${process.pid} ${started}`);
  await folder("under-way", `${process.pid} ${await processStart(process.pid)}`);
  await folder("unknown-and-new");
  const old = await folder("unknown-and-old");
  await utimes(old, new Date(0), new Date(0));
  const files = [
    `target.json.${killed.pid}`,
    `kubeconfig.${killed.pid}.1.tmp`,
    `target.json.${process.pid}`,
    "kubeconfig",
    "target.json",
  ];
  for (const file of files) await writeFile(path.join(state, file), "");
  await sweepSecrets(state);
  expect(await readdir(path.join(state, "scratch"))).toEqual(["under-way", "unknown-and-new"]);
  expect(await readdir(state)).toEqual(["kubeconfig", "scratch", "target.json", `target.json.${process.pid}`]);
  await sweepSecrets(path.join(state, "none"));
});
