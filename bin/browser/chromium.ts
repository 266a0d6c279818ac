import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { exists, findProgram } from "#fixtures/engine/machine";
import { HarnessError, messageOf } from "#helpers/system/errors";

/** As Debian, Ubuntu, Fedora and Google call it. */
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * Starts the machine's own Chromium, without a window; playwright-core brings none.
 * @param program path or name of one; undefined: the first of the usual names that is on the PATH
 * @throws HarnessError where there is none, or it does not start
 */
export async function startChromium(program?: string): Promise<Browser> {
  const executablePath = await find(program === undefined ? names : [program]);
  try {
    return await chromium.launch({ executablePath, timeout: 60_000 });
  } catch (cause) {
    throw new HarnessError(`Chromium does not start: ${executablePath}`, {
      why: messageOf(cause).split("\n").slice(0, 5).join("\n"),
      hint: `run \`${executablePath} --headless --dump-dom about:blank\` by hand`,
      cause,
    });
  }
}

async function find(programs: readonly string[]): Promise<string> {
  for (const program of programs) {
    const found = program.includes(path.sep) ? (await exists(program)) && program : await findProgram(program);
    if (found) return found;
  }
  throw new HarnessError("no Chromium is there to open the report in", {
    why: `there is none of these: ${programs.join(", ")}`,
    hint: "install one (Debian: apt-get install --no-install-recommends chromium), or name it: --chromium <path>",
  });
}
