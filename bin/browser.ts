import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleCases } from "./browser/cases.ts";
import { startChromium } from "./browser/chromium.ts";
import { fileOf, lookAt } from "./browser/look-at.ts";
import { recordedCase } from "./browser/recorded.ts";
import { takePictures } from "./browser/screenshots.ts";
import { browser as command } from "./commands/reports.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run browser [-- <folder>…]`: holds report.html, of sample runs or of recorded ones, in a real Chromium against what
 * is promised of it. Exit code 1 where something is wrong.
 */
await main(command, async ({ values: { chromium, pictures }, positionals }) => {
  const browser = await startChromium(chromium);
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-browser-"));
  let wrong = 0;
  try {
    const cases = positionals.length > 0 ? await Promise.all(positionals.map(recordedCase)) : await sampleCases();
    for (const report of cases) {
      const problems = await lookAt(browser, report, folder, (line) => console.error(`… ${line}`));
      print(
        [`${problems.length === 0 ? "✓" : "✗"} ${report.name}`, ...problems.map((each) => `    ${each}`)].join("\n"),
      );
      wrong += problems.length;
      if (pictures === undefined) continue;
      await mkdir(pictures, { recursive: true });
      await takePictures(browser, report, fileOf(report, folder), pictures);
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  return wrong > 0 ? 1 : 0;
});
