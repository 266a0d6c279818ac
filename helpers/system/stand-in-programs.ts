import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** For unit tests: programs that stand in for those of this machine. */
export interface StandInPrograms {
  folder: string;
  /** The calls so far, "docker ps --all", oldest first. */
  calls(): Promise<string[]>;
}

/**
 * For unit tests: puts programs in front of this machine's own on the PATH, until the test is over.
 * @param scripts name to the lines of a POSIX shell script; `$folder` in it is a folder of the test's own
 */
export async function standInPrograms(scripts: Record<string, string>): Promise<StandInPrograms> {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-programs-"));
  const before = process.env.PATH;
  onTestFinished(async () => {
    process.env.PATH = before;
    await rm(folder, { recursive: true, force: true });
  });
  process.env.PATH = `${folder}:${before}`;
  const log = path.join(folder, "calls.log");
  await writeFile(log, "");
  for (const [name, script] of Object.entries(scripts)) {
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\nfolder='${folder}'\necho "${name} $*" >>'${log}'\n${script}\n`);
    await chmod(file, 0o755);
  }
  return { folder, calls: async () => (await readFile(log, "utf8")).split("\n").filter(Boolean) };
}

/** For unit tests: a `Say` that keeps what it was told, and apart from it what was announced. */
export function listener() {
  const lines: string[] = [];
  const announced: string[] = [];
  const say = Object.assign((line: string) => void lines.push(line), {
    announce: (lines: string[]) => void announced.push(...lines),
  });
  return { say, lines, announced };
}

/** For unit tests: sets variables of the environment until the test is over; undefined takes one away. */
export function withEnvironment(variables: Record<string, string | undefined>): void {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  onTestFinished(() => set(before));
  set(variables);
}

function set(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
