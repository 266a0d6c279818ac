import { findProgram } from "#fixtures/engine/machine";
import { providePackages } from "#fixtures/releases/build/programs";
import { run } from "#helpers/system/command";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";

/** Our shell scripts outside of workflows, wherever they lie: those that git knows by their first line or their name. */
export async function shellScripts(): Promise<string[]> {
  const options = { cwd: projectDir, timeout: 30_000 };
  const { stdout } = await run("git", ["grep", "-lE", "^#!.*\\b(ba)?sh$"], options);
  return stdout.split("\n").filter((file) => file !== "" && !/\.(ts|md|ya?ml)$/.test(file));
}

/**
 * The path of shellcheck. Debian's package is installed where it is missing and that is allowed.
 * @throws HarnessError that says how to install it
 */
export async function findShellcheck(): Promise<string> {
  const found = await findProgram("shellcheck");
  if (found) return found;
  const say = Object.assign((line: string) => console.log(line), {
    announce: (lines: string[]) => lines.forEach(print),
  });
  await providePackages(["shellcheck"], "checking shell scripts", { provision: readConfig().provision, say });
  const installed = await findProgram("shellcheck");
  if (installed) return installed;
  throw new HarnessError("shellcheck is missing", { hint: "install it: apt-get install shellcheck" });
}

/** Checks scripts; returns what it has against them, "" for nothing. @throws HarnessError where it cannot */
export async function shellcheck(program: string, files: readonly string[]): Promise<string> {
  if (files.length === 0) return "";
  const { exitCode, stdout, stderr } = await run(program, ["--color=never", "--format=gcc", ...files], {
    cwd: projectDir,
    timeout: 60_000,
  });
  if (exitCode <= 1) return stdout.trim();
  throw new HarnessError("shellcheck could not check the scripts", { why: stderr.trim(), hint: "run it by hand" });
}

const print = (line: string) => console.log(line);
