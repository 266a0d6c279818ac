import { ensureTool, expectPrinted, type Terminal } from "#fixtures";
import { certificateOf } from "./command-lines.ts";
import type { Tab } from "./state.ts";

/**
 * Runs the page's command that shows for whom the gateway's certificate is, and claims that it prints this.
 * @param printed as the page has it, indented as openssl does it
 */
export async function certificateIs(terminal: Terminal, tab: Tab, printed: string): Promise<void> {
  await ensureTool("jq");
  const { text } = await terminal.run(certificateOf(tab));
  expectPrinted(text, printed.replace(/^\n/, "").trimEnd());
}
