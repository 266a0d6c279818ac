import path from "node:path";
import type { Browser } from "playwright-core";
import type { Case } from "./cases.ts";
import { phone, withReport } from "./looks.ts";

/** What is seen without scrolling decides; a little more of the page shows what follows. CSS pixels. */
const desktop = { width: 1000, height: 1000 };

/**
 * Takes a picture of a report's beginning, as on a desk and as on a phone.
 * @param folder the pictures go into: `report-<name>.png`, `report-<name>-phone.png`
 * @param file absolute path of the report
 */
export async function takePictures(browser: Browser, { name }: Case, file: string, folder: string): Promise<void> {
  for (const [suffix, viewport] of [
    ["", desktop],
    ["-phone", phone],
  ] as const)
    await withReport(browser, file, { viewport, colorScheme: suffix ? "dark" : "light" }, async (page) => {
      await page.screenshot({ path: path.join(folder, `report-${name.replaceAll(" ", "-")}${suffix}.png`) });
      return [];
    });
}
