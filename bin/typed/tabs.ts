/** The tabs of a document: which there are, and in which a line stands. */
export interface Tabs {
  /** In the order in which they first come; empty where the page has none. */
  names: string[];
  /** @param line counted from 1; undefined for what all readers read */
  at(line: number): string | undefined;
}

/** Reads the site generator's tabs: `{{< tab … category-value="istio-apis" >}}` up to `{{< /tab >}}`. */
export function tabsOf(document: string): Tabs {
  let current: string | undefined;
  const byLine = document.split(/\r?\n/).map((line) => {
    const opened = /^\s*\{\{<\s*tab\s[^>]*category-value="([^"]+)"/.exec(line)?.[1];
    if (opened) current = opened;
    else if (/^\s*\{\{<\s*\/tab\s*>\}\}/.test(line)) current = undefined;
    return current;
  });
  return { names: [...new Set(byLine.filter((name) => name !== undefined))], at: (line) => byLine[line - 1] };
}
