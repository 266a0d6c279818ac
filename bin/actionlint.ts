import { readdir } from "node:fs/promises";
import path from "node:path";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { workflows } from "./commands/catalogue.ts";
import { goProgram } from "./go-program.ts";
import { main } from "./main.ts";

const actionlint = { name: "actionlint", module: "actionlint", package: "github.com/rhysd/actionlint/cmd/actionlint" };

/** `npm run workflows`: checks .github/workflows with actionlint, built from its pinned Go module at first use. */
await main(workflows, async () => {
  const folder = path.join(projectDir, ".github", "workflows");
  const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(folder, name));
  if (files.length === 0) throw new HarnessError("there is no workflow in .github/workflows", { hint: "git status" });
  // shellcheck and pyflakes are off: the verdict must not depend on what happens to be installed.
  const args = ["-no-color", "-shellcheck=", "-pyflakes=", ...files];
  const program = await goProgram(actionlint);
  const { exitCode, stdout, stderr } = await run(program, args, { cwd: projectDir, timeout: 60_000 });
  if (exitCode > 1) {
    throw new HarnessError("actionlint could not check the workflows", {
      why: stderr.trim() || stdout.trim(),
      hint: "run it by hand on .github/workflows",
    });
  }
  if (exitCode === 1) console.error(`✗ actionlint\n${stdout.trim()}`);
  else console.log(`✓ actionlint: ${files.length} workflows`);
  return exitCode;
});
