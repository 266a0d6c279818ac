import axe from "axe-core";
import type { Page } from "playwright-core";

/** WCAG 2.2 with its earlier editions, levels A and AA, and what axe holds to be good practice. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/**
 * What of the page axe-core objects to.
 * @param unfold does a reader unfold everything first?
 * @returns a line for each rule that is broken, with the first place
 */
export async function violations(page: Page, unfold: boolean): Promise<string[]> {
  await page.evaluate(axe.source);
  if (unfold) await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  return broken(page);
}

async function broken(page: Page): Promise<string[]> {
  const options = JSON.stringify({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  const found: Violation[] = await page.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations)`);
  return found.map(({ id, help, nodes }) => {
    const [first] = nodes;
    const why = first?.failureSummary?.split("\n").at(1)?.trim();
    return `axe ${id}, ${nodes.length}×: ${help}: ${first?.html.slice(0, 160)}${why ? ` (${why})` : ""}`;
  });
}
