import type { Page } from "playwright-core";

/** Longest that a report may take until it stands there, and most that it may weigh. Milliseconds, and bytes. */
export const most = { ms: 1_000, bytes: 2_000_000 };

/** Does anything stick out of the page's width, folded or not? */
export async function overflow(page: Page): Promise<string[]> {
  const [width, content]: [number, number] = await page.evaluate(
    `(() => {
      for (const each of document.querySelectorAll("details")) each.open = true;
      return [document.documentElement.clientWidth, document.documentElement.scrollWidth];
    })()`,
  );
  if (content <= width) return [];
  const widest: string = await page.evaluate(
    `[...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .map((each) => each.outerHTML.slice(0, 120)).at(-1) ?? "not told"`,
  );
  return [`is ${content} pixels wide on a screen of ${width}: ${widest}`];
}

/** On paper: what is only for a screen is gone, what failed is unfolded, and dark text stands on white. */
export async function onPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: "print" });
  const problems: string[] = [];
  for (const button of await page.locator("button").all())
    if (await button.isVisible()) problems.push(`prints a button: ${await button.textContent()}`);
  for (const card of await page.locator(".card").all()) {
    const inside = card.locator("dl").first();
    const box = await inside.boundingBox();
    if (!box || box.height === 0 || !(await inside.isVisible()))
      problems.push(`prints a folded card: ${await card.getAttribute("id")}`);
  }
  const back: string = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  if (back !== "rgb(255, 255, 255)") problems.push(`prints on ${back}`);
  await page.emulateMedia({ media: "screen" });
  return problems;
}

/** Milliseconds from the navigation to a page that stands, script included; the best of three: others use the machine. */
export async function loadTime(page: Page): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    await page.reload();
    times.push(await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"));
  }
  return Math.min(...times);
}
