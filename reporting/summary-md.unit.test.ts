import { expect, test } from "vitest";
import { sampleCheck, sampleRun } from "./samples.ts";
import { summaryMarkdown } from "./summary-md.ts";

test("what was run comes first, then what needs somebody", () => {
  const lines = summaryMarkdown(sampleRun()).split("\n");
  expect(lines.slice(0, 5)).toEqual([
    "Data plane: upstream Envoy 1.39.3, without Istio's own filters",
    "",
    "## meshproof: 1 documented claim did not hold, and 1 check could not be decided",
    "",
    "1 conformant, 1 nonconformant, 1 inconclusive, 0 flaky, 1 skipped. Target: kind cluster meshproof. Exit code 1.",
  ]);
  expect(lines.filter((line) => /^\| [✗?✓-] /.test(line)).map((line) => line.split(" ")[2])).toEqual([
    "nonconformant",
    "inconclusive",
    "skipped",
    "conformant",
  ]);
});

test("a skip stands with its reason, its condition and where more is told", () => {
  expect(summaryMarkdown(sampleRun())).toContain(
    "| the NetworkPolicy holds | 0 ms | no NetworkPolicy engine; canary was let through; docs/skips.md\\#policy |",
  );
});

test("an answer of the mesh cannot break the table", () => {
  const check = sampleCheck({ verdict: "nonconformant", reason: "a | b\n\n<img src=x> `code` [link](x)" });
  expect(summaryMarkdown(sampleRun({ checks: [check] }))).toContain(
    "| 412 ms | a \\| b &lt;img src=x> \\`code\\` \\[link\\](x) |",
  );
});

test("a run that never had a cluster still tells why", () => {
  const failures = [{ what: "no Docker engine answers", why: "connection refused", hint: "start it" }];
  const text = summaryMarkdown(sampleRun({ checks: [], versions: null, failures }));
  expect(text).toContain("| no Docker engine answers | connection refused | start it |");
  expect(text).not.toContain("### Checks");
});
