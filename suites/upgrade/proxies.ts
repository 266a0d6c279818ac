import { expectPrinted, settle } from "#fixtures";
import type { Upgrade } from "./state.ts";
import { withOldAndNew } from "./versions.ts";

/**
 * Claims which control plane the proxies of a namespace have, each with its version, as `istioctl proxy-status` of that
 * control plane lists them.
 * @param wanted a line per proxy, "httpbin-… of istiod-canary-…, new"
 */
export async function expectProxies(
  { terminal, target }: Upgrade,
  revision: "default" | "canary",
  pattern: string,
  wanted: string,
): Promise<void> {
  const line = `istioctl proxy-status --revision ${revision} | grep "${pattern}"`;
  await settle(
    async () => {
      const { text } = await terminal.run(line);
      const rows = text.split("\n").filter(Boolean);
      return rows.map((row) => {
        const [name = "", , istiod = "", version = ""] = row.trim().split(/\s{2,}/);
        return `${withoutHash(name)} of ${withoutHash(istiod)}, ${withOldAndNew(target, version)}`;
      });
    },
    (seen) => expectPrinted(seen.toSorted().join("\n"), wanted),
    { within: 20_000, every: 500 },
  );
}

/** "httpbin-….test-ns" of "httpbin-654df84766-wnzms.test-ns" */
function withoutHash(name: string): string {
  return name.replace(/-[0-9a-z]{6,10}-[0-9a-z]{5}(?=\.|$)/, "-…");
}
