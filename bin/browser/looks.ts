import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { HarnessError } from "#helpers/system/errors";

/** A way in which somebody has the report before them. */
export interface Look {
  name: string;
  options: BrowserContextOptions;
  /** Without the report's script, which is taken out of it: where scripts are switched off, axe cannot run either. */
  bare?: true;
  /** With everything unfolded; else as a reader first sees it. */
  unfold?: true;
}

/** Longest that one look may take: a page that never answers must not hold us. Milliseconds. */
const timeLimit = 120_000;

const desktop = { width: 1280, height: 900 };
/** CSS pixels of a common phone. */
export const phone = { width: 390, height: 844 };

const [light, dark] = (["light", "dark"] as const).map((colorScheme) => ({ viewport: desktop, colorScheme }));

export const looks: readonly Look[] = [
  { name: "light", options: light! },
  { name: "light, unfolded", options: light!, unfold: true },
  { name: "dark, unfolded", options: dark!, unfold: true },
  { name: "phone, unfolded", options: { viewport: phone, colorScheme: "light" }, unfold: true },
  { name: "without script", options: light!, bare: true },
  { name: "phone without script", options: { viewport: phone, colorScheme: "dark" }, bare: true },
];

/**
 * Opens a report as its reader does, from a file, and hands the page on. Whatever the page complains of, a script that its
 * policy forbids among it, is among the problems.
 * @param file absolute path
 */
export async function withReport(
  browser: Browser,
  file: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const context = await browser.newContext({ ...options, timezoneId: "Europe/Berlin", locale: "en-GB" });
  const complaints: string[] = [];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void context.close();
  }, timeLimit);
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`error in the page: ${error.message}`));
    page.on("console", (line) => {
      if (line.type() === "error") complaints.push(`told on the console: ${line.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`asks for ${request.url()}`);
    });
    page.setDefaultTimeout(20_000);
    await page.goto(`file://${encodeURI(file)}`);
    return [...(await look(page)), ...complaints];
  } catch (cause) {
    if (!late) throw cause;
    throw new HarnessError(`Chromium did not answer within ${timeLimit / 1000} s: ${file}`, {
      hint: "see whether the machine is overloaded, then run it again",
      cause,
    });
  } finally {
    clearTimeout(timer);
    await context.close();
  }
}
