import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { exists, findProgram } from "#fixtures/engine/machine";
import { pastBadMoments } from "#fixtures/releases/build/bad-moment";
import { withoutSymbols } from "#fixtures/releases/build/go";
import { goFailure } from "#fixtures/releases/build/go-failure";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { cacheDir, projectDir } from "#helpers/system/paths";
import { workflows } from "./commands/catalogue.ts";
import { main } from "./main.ts";
import { findShellcheck, shellcheck, shellScripts } from "./shellcheck.ts";

const module = path.join(projectDir, "images", "actionlint");
/** For this machine, whatever it is, and with its own toolchain. */
const goEnv = { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false", GOTOOLCHAIN: "local", GOWORK: "off" };

/**
 * `npm run workflows`: checks .github/workflows with actionlint, built from its pinned Go module at first use, the shell
 * scripts in them and all others of ours with shellcheck.
 */
await main(workflows, async () => {
  const folder = path.join(projectDir, ".github", "workflows");
  const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(folder, name));
  if (files.length === 0) throw new HarnessError("there is no workflow in .github/workflows", { hint: "git status" });
  const checker = await findShellcheck();
  // pyflakes is off: the verdict must not depend on what happens to be installed.
  const args = ["-no-color", `-shellcheck=${checker}`, "-pyflakes=", ...files];
  const { exitCode, stdout, stderr } = await run(await actionlint(), args, { cwd: projectDir, timeout: 60_000 });
  if (exitCode > 1) {
    throw new HarnessError("actionlint could not check the workflows", {
      why: stderr.trim() || stdout.trim(),
      hint: "run it by hand on .github/workflows",
    });
  }
  const scripts = await shellScripts();
  const objections = await shellcheck(checker, scripts);
  if (exitCode === 1) console.error(`✗ actionlint\n${stdout.trim()}`);
  else console.log(`✓ actionlint: ${files.length} workflows`);
  if (objections) console.error(`✗ shellcheck\n${objections}`);
  else console.log(`✓ shellcheck: ${scripts.length} scripts, and those of the workflows`);
  return exitCode === 1 || objections ? 1 : 0;
});

/** The program's path: kept under the hash of its pins, so a new pin builds a new one. */
async function actionlint(): Promise<string> {
  const pins = await Promise.all(["go.mod", "go.sum"].map((file) => readFile(path.join(module, file))));
  const hash = createHash("sha256").update(Buffer.concat(pins)).digest("hex").slice(0, 12);
  const program = path.join(cacheDir(), "bin", `actionlint-${hash}`);
  if (!(await exists(program))) await build(program);
  return program;
}

async function build(program: string): Promise<void> {
  if (!(await findProgram("go"))) {
    throw new HarnessError("Go is missing, and actionlint is built with it", {
      why: "no `go` on the PATH",
      hint: "install Go 1.25 or newer (https://go.dev/doc/install) and put its bin folder on the PATH",
    });
  }
  console.log("building actionlint (once per pin)");
  await mkdir(path.dirname(program), { recursive: true });
  const draft = `${program}.${process.pid}`;
  const log = `${program}.log`;
  const flags = ["-trimpath", ...withoutSymbols, "-ldflags", "-s -w"];
  const args = ["build", ...flags, "-o", draft, "github.com/rhysd/actionlint/cmd/actionlint"];
  try {
    const compile = () => run("go", args, { cwd: module, env: goEnv, log, timeout: 5 * 60_000 });
    const result = await pastBadMoments(compile, { say: console.log });
    if (result.exitCode !== 0) throw await goFailure("actionlint", result, log);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
}
