import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { exists, findProgram } from "#fixtures/engine/machine";
import { retryTemporaryFailures } from "#fixtures/releases/build/temporary-failure";
import { withoutSymbols } from "#fixtures/releases/build/go";
import { goFailure } from "#fixtures/releases/build/go-failure";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { cacheDir, projectDir } from "#helpers/system/paths";

/** For this machine, whatever it is, and with its own toolchain. */
const goEnv = { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false", GOTOOLCHAIN: "local", GOWORK: "off" };

/** A program that is no part of the mesh: built from its pins where it is used first. */
export interface GoProgram {
  name: string;
  /** Its folder in images/, with go.mod and go.sum. */
  module: string;
  /** The Go package that is built, as seen from that folder. */
  package: string;
  /** Longest that it may take to build. Milliseconds; five minutes unless told. */
  timeLimit?: number;
}

/**
 * The program's path: kept under the hash of its module's files, so a new pin builds a new one.
 * @throws HarnessError where Go is missing, or it does not build
 */
export async function goProgram({ name, module, package: built, timeLimit = 5 * 60_000 }: GoProgram): Promise<string> {
  const folder = path.join(projectDir, "images", module);
  const files = (await readdir(folder)).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file))));
  const hash = createHash("sha256").update(Buffer.concat(texts)).digest("hex").slice(0, 12);
  const program = path.join(cacheDir(), "bin", `${name}-${hash}`);
  if (!(await exists(program))) await build({ name, folder, built, program, timeLimit });
  return program;
}

interface Build {
  name: string;
  /** Of its module. */
  folder: string;
  /** The package. */
  built: string;
  /** Where the result goes. */
  program: string;
  timeLimit: number;
}

async function build({ name, folder, built, program, timeLimit }: Build): Promise<void> {
  if (!(await findProgram("go"))) {
    throw new HarnessError(`Go is missing, and ${name} is built with it`, {
      why: "no `go` on the PATH",
      hint: "install Go 1.26 or newer (https://go.dev/doc/install) and put its bin folder on the PATH",
    });
  }
  console.error(`building ${name} (once per pin)`);
  await mkdir(path.dirname(program), { recursive: true });
  const draft = `${program}.${process.pid}`;
  const log = `${program}.log`;
  const args = ["build", "-trimpath", ...withoutSymbols, "-ldflags", "-s -w", "-o", draft, built];
  try {
    const compile = () => run("go", args, { cwd: folder, env: goEnv, log, timeout: timeLimit });
    const result = await retryTemporaryFailures(compile, { say: console.error });
    if (result.exitCode !== 0) throw await goFailure(name, result, log);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
}
