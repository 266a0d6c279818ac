import { readFile } from "node:fs/promises";
import { arch, availableParallelism, release, totalmem, type as system } from "node:os";
import path from "node:path";
import { projectDir } from "#helpers/system/paths";
import { sourceCommit } from "#helpers/system/source-commit";
import type { Host, ToolVersion } from "#helpers/verdict/record";

let known: Promise<ToolVersion> | undefined;

/** This meshproof: its package's version, and the commit of its checkout where it is one. Asked for once. */
export function toolVersion(): Promise<ToolVersion> {
  return (known ??= ask());
}

/** The machine, without its name. */
export function hostFacts(): Host {
  return {
    os: `${system()} ${release()}`,
    arch: arch(),
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

async function ask(): Promise<ToolVersion> {
  const manifest = await readFile(path.join(projectDir, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  return { name: "meshproof", version, ...(await sourceCommit()) };
}
