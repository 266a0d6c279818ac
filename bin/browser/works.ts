import type { Page } from "playwright-core";

/** What its script adds works: the verdicts' counts filter, the search searches, links open what they lead to. */
export async function works(page: Page): Promise<string[]> {
  return [
    ...(await filters(page)),
    ...(await searches(page)),
    ...(await opensWhatIsLinked(page)),
    ...(await copies(page)),
    ...(await tellsLocalTime(page)),
  ];
}

const rows = "[data-row]";

async function shown(page: Page, selector: string): Promise<number> {
  return page.locator(`${selector}:visible`).count();
}

/** Each count shows as many rows as it counts, and all again when it is clicked once more. */
async function filters(page: Page): Promise<string[]> {
  const problems: string[] = [];
  const all = await shown(page, rows);
  for (const count of await page.locator("[data-filter]").all()) {
    const name = (await count.textContent()) ?? "";
    await count.click();
    const seen = await shown(page, rows);
    const current = await count.getAttribute("aria-current");
    if (seen !== Number(/\d+/.exec(name)?.[0]) || current !== "true") problems.push(`"${name}" shows ${seen} checks`);
    await count.click();
    if ((await shown(page, rows)) !== all) problems.push(`"${name}" clicked twice does not show all again`);
  }
  return problems;
}

async function searches(page: Page): Promise<string[]> {
  const search = page.getByLabel("Search checks");
  const [all, first] = [await shown(page, rows), page.locator(`${rows} [id^="check:"]`).first()];
  const id =
    (await first.count()) > 0 ? await first.getAttribute("id") : await page.locator(".card").first().getAttribute("id");
  const wanted = id!.replace("check:", "");
  // The ids of others may begin with it.
  const ids = await page.locator(`${rows} [id^="check:"]`).evaluateAll((all) => all.map((each) => each.id));
  const fitting = Math.max(1, ids.filter((each) => each.includes(wanted)).length);
  await search.fill(wanted);
  const [found, output] = [await shown(page, rows), await page.locator("output").textContent()];
  await search.fill("no check is called so");
  const none = await shown(page, rows);
  await search.fill("");
  return [
    ...(found === fitting && (all === 1 || output === `${fitting} of ${all} checks`)
      ? []
      : [`a search for ${id} finds ${found}: ${output}`]),
    ...(none === 0 ? [] : [`a search for what is not there finds ${none}`]),
    ...((await shown(page, rows)) === all ? [] : ["an emptied search does not show all again"]),
  ];
}

/** The last check of the page is folded and far below: its link must bring it, also past a filter that hides it. */
async function opensWhatIsLinked(page: Page): Promise<string[]> {
  const target = page.locator('details[id^="check:"]').last();
  const id = await target.getAttribute("id");
  await page.getByLabel("Search checks").fill("no check is called so");
  await page.evaluate(`location.hash = ${JSON.stringify(`#${encodeURIComponent(id!)}`)}`);
  const opened: boolean = await page.evaluate(
    `new Promise((next) => setTimeout(() => {
      const target = document.getElementById(${JSON.stringify(id)});
      const { top } = target.getBoundingClientRect();
      next(target.open && top > -2 && top < innerHeight);
    }, 200))`,
  );
  return opened && (await target.isVisible()) ? [] : [`#${id} does not open its check`];
}

async function copies(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const name of ["Copy: run it again", "Copy: explain it", "Copy: by hand"]) {
    const button = page.locator("button:visible", { hasText: name }).first();
    if ((await button.count()) === 0) continue;
    const wanted = await button.getAttribute("data-copy");
    await button.click();
    const copied = page.locator("button:visible", { hasText: "Copied" });
    await copied.waitFor({ timeout: 5_000 });
    const got: string = await page.evaluate("navigator.clipboard.readText()");
    if (!got.endsWith(wanted!)) problems.push(`"${name}" copies ${JSON.stringify(got)}`);
    await copied.waitFor({ state: "hidden" });
  }
  return problems;
}

async function tellsLocalTime(page: Page): Promise<string[]> {
  const time = (await page.locator("header time").first().textContent()) ?? "";
  return / UTC \(.*\)$/.test(time) ? [] : [`the time is told as "${time}"`];
}
