import type { Denied } from "#fixtures/targets/existing/review";
import { capabilities, type Capability, type Missing, missingInRun, skipOf } from "#helpers/verdict/capabilities";
import type { CheckDeclaration } from "#helpers/verdict/record";
import { wrap } from "./print.ts";

const width = 120;

/** What was found, a row for each thing that a check may need: whether it is there, and what mends it where it isn't. */
export function foundText(missing: Missing): string {
  const rows = (Object.keys(capabilities) as Capability[]).flatMap((name) => {
    const skip = missing[name];
    return row(skip ? "✗" : "✓", name, skip?.reason ?? capabilities[name]);
  });
  return rows.join("\n");
}

/** The rights that are missing, with the pages that need each; one line where none is. */
export function rightsText(denied: readonly Denied[]): string {
  if (denied.length === 0) return row("✓", "rights", "all that a run asks of the API is allowed").join("\n");
  const rows = [...byResource(denied)].flatMap(([resource, { verbs, pages }]) =>
    row(
      "✗",
      "right",
      `${[...verbs].join(", ")} ${resource}: ${pages.has("every page") ? "every page" : [...pages].join(", ")}`,
    ),
  );
  return [...rows, ...row("", "", "`npm run rbac` prints what to give")].join("\n");
}

/** "secrets" with the verbs that are missing on it, and the pages that need one of them. */
function byResource(denied: readonly Denied[]): Map<string, { verbs: Set<string>; pages: Set<string> }> {
  const found = new Map<string, { verbs: Set<string>; pages: Set<string> }>();
  for (const { right, pages = ["every page"] } of denied) {
    const [verb = "", ...resource] = right.split(" ");
    const entry = found.get(resource.join(" ")) ?? { verbs: new Set(), pages: new Set() };
    entry.verbs.add(verb);
    pages.forEach((page) => entry.pages.add(page));
    found.set(resource.join(" "), entry);
  }
  return found;
}

/** For each page, how many of its checks would be run, and why it would not be at all. */
export function pagesText(checks: readonly CheckDeclaration[], missing: Missing): string {
  const pages = [...new Set(checks.map(({ page }) => page))];
  return pages
    .flatMap((page) => {
      const own = checks.filter((check) => check.page === page);
      const run = own.filter((check) => !wouldSkip(check, missing));
      const first = run.length === 0 ? `: ${wouldSkip(own[0]!, missing)?.reason}` : "";
      return row(run.length === 0 ? "✗" : "✓", page, `${run.length} of ${own.length} checks can be run${first}`);
    })
    .join("\n");
}

/** 0: all could be run; 1: some; 2: none. That Istio stays is no lack. */
export function doctorExitCode(checks: readonly CheckDeclaration[], missing: Missing): number {
  const asked = checks.filter(({ needs = [] }) => !needs.includes("mesh-removal"));
  const run = asked.filter((check) => !wouldSkip(check, missing)).length;
  return run === asked.length ? 0 : run > 0 ? 1 : 2;
}

function wouldSkip(check: CheckDeclaration, missing: Missing) {
  return skipOf(check, missingInRun(missing, { uninstall: true }));
}

function row(mark: string, name: string, text: string): string[] {
  const column = 48;
  const [first = "", ...more] = wrap(text, width - column);
  return [`${mark.padEnd(2)}${name.padEnd(column - 2)}${first}`, ...more.map((line) => `${" ".repeat(column)}${line}`)];
}
