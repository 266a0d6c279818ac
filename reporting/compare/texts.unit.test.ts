import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { plain } from "../colour.ts";
import { comparisonText } from "./console-text.ts";
import { comparisonHtml } from "./html.ts";
import { comparisonMarkdown } from "./markdown.ts";
import { sampleComparison } from "./samples.ts";
import { writeComparison } from "./write-comparison.ts";

const outcome = { exitCode: 1 as const, because: "1 check newly nonconformant (--fail-on nonconformant)" };
const texts = {
  console: comparisonText(sampleComparison(), { ...outcome, reports: ["reports/comparison.md"] }, plain),
  Markdown: comparisonMarkdown(sampleComparison(), outcome),
  HTML: comparisonHtml(sampleComparison(), outcome),
};

describe.each(Object.entries(texts))("%s", (_name, text) => {
  test("names every check that changed, what was said, and the versions", () => {
    for (const id of [
      "broken",
      "undecided",
      "unsteady",
      "left-out",
      "gone",
      "new",
      "fixed",
      "back",
      "always-red",
      "slow",
    ]) {
      expect(text).toContain(`claim ${id}`);
    }
    for (const word of ["server: istio-envoy", "eed52ebb66ad", "was 400 ms, is 1 min 00 s"]) {
      expect(text).toContain(word);
    }
    expect(text).toContain("1 check newly nonconformant");
  });

  test("has the most urgent first", () => {
    const order = ["Newly nonconformant", "Newly inconclusive", "Fixed", "Said differently", "Times that left"];
    const positions = order.map((title) => text.indexOf(title));
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    expect(positions[0]).toBeGreaterThan(0);
  });
});

test("HTML and Markdown show what pods answered, and are not changed by it", () => {
  expect(texts.HTML).not.toContain("<script>");
  expect(texts.HTML).toContain("&lt;script&gt;");
  expect(texts.Markdown).toContain("  - server: <script>|`envoy`");
  expect(texts.Markdown).toMatch(/```diff\n {2}- server: /);
});

test("the console ends with the exit code and why", () => {
  expect(texts.console.split("\n").at(-1)).toBe(`exit code 1   ${outcome.because}`);
});

test("a run whose harness failed is warned of", () => {
  const comparison = sampleComparison();
  comparison.new.failures.push("the Docker engine ended");
  expect(comparisonText(comparison, { ...outcome, reports: [] }, plain)).toContain(
    "warning       new/conformance.json: 1 failure of the harness: the Docker engine ended",
  );
});

test("the files are written, JSON with the exit code", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-compare-"));
  try {
    const files = await writeComparison(sampleComparison(), outcome, folder);
    expect(files.map((file) => path.basename(file))).toEqual(["comparison.md", "comparison.html", "comparison.json"]);
    const json: unknown = JSON.parse(await readFile(path.join(folder, "comparison.json"), "utf8"));
    expect(json).toEqual({ ...sampleComparison(), ...outcome });
  } finally {
    await rm(folder, { recursive: true });
  }
});
