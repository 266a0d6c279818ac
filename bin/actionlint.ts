import { readdir } from "node:fs/promises";
import path from "node:path";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { workflows } from "./commands/catalogue.ts";
import { goProgram } from "./go-program.ts";
import { main } from "./main.ts";
import { findShellcheck, shellcheck, shellScripts } from "./shellcheck.ts";

const actionlint = { name: "actionlint", module: "actionlint", package: "github.com/rhysd/actionlint/cmd/actionlint" };

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
  const { exitCode, stdout, stderr } = await run(await goProgram(actionlint), args, {
    cwd: projectDir,
    timeout: 60_000,
  });
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
