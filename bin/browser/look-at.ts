import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";
import { violations } from "./accessible.ts";
import type { Case } from "./cases.ts";
import { loadTime, most, onPaper, overflow } from "./fits.ts";
import { looks, withReport } from "./looks.ts";
import { works } from "./works.ts";

/** Where a report is written in a folder. */
export function fileOf({ name }: Case, folder: string): string {
  return path.join(folder, `${name.replaceAll(" ", "-")}.html`);
}

/**
 * Looks at a report in every way in which it may be read.
 * @param folder absolute path of a folder that the report is written into
 * @param say is told what is being done
 * @returns what is wrong, a line each
 */
export async function lookAt(
  browser: Browser,
  report: Case,
  folder: string,
  say: (line: string) => void,
): Promise<string[]> {
  const file = fileOf(report, folder);
  const bareFile = `${file}.bare.html`;
  await writeFile(file, report.html);
  await writeFile(bareFile, report.html.replace(/<script>[\s\S]*?<\/script>/, ""));
  const problems: string[] = [];
  for (const { name, options, bare, unfold } of looks) {
    // What is wrong in a large one is wrong in the small ones too, where axe does not take minutes.
    if (report.large && unfold) continue;
    say(`${report.name}, ${name}`);
    const found = await withReport(browser, bare ? bareFile : file, options, async (page) => [
      ...(await violations(page, unfold === true)),
      ...(await overflow(page)),
      ...(await onPaper(page)),
    ]);
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  say(`${report.name}, used`);
  const permissions = ["clipboard-read", "clipboard-write"];
  problems.push(...(await withReport(browser, file, { ...looks[0]!.options, permissions }, works)));
  if (report.large) problems.push(...(await weigh(browser, report, file, say)));
  return problems;
}

async function weigh(browser: Browser, { html }: Case, file: string, say: (line: string) => void): Promise<string[]> {
  const bytes = Buffer.byteLength(html);
  const heavy = bytes > most.bytes ? [`has ${bytes} bytes, and may have ${most.bytes}`] : [];
  const slow = await withReport(browser, file, looks[0]!.options, async (page) => {
    const ms = Math.round(await loadTime(page));
    say(`${bytes} bytes, there after ${ms} ms`);
    return ms > most.ms ? [`is there after ${ms} ms, and may take ${most.ms}`] : [];
  });
  return [...heavy, ...slow];
}
