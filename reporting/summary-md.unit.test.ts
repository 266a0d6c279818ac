import { describe, expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { prose, within } from "./markdown.ts";
import { sampleCheck, sampleRun } from "./samples.ts";
import { summaryMarkdown } from "./summary-md.ts";

const summary = (changes: Partial<RunRecord> = {}) => summaryMarkdown(sampleRun(changes));
const headings = (text: string) => text.match(/^(?:#+ .*|<details>.*)$/gm);
const cause = "no policy is in force";
const diagnosis = { cause, rule: "r", object: "PeerAuthentication foo/default" };

test("the verdict, its causes and the failures come first, the documents' errata last and folded", () => {
  const checks = [
    sampleCheck({ verdict: "nonconformant", reason: "it got an answer", observed: "200", diagnosis }),
    sampleCheck({ id: "page-one/a/b", title: "b holds", verdict: "nonconformant", diagnosis }),
    ...sampleRun().checks.slice(2),
  ];
  const text = summary({ checks, errata: [{ id: "typo", page: "page-one", text: "8443 should be 8080" }] });
  expect(headings(text)).toEqual([
    "## ✗ meshproof: 2 documented claims did not hold, and 1 check could not be decided",
    "### Likely causes",
    "### Failures",
    "#### ✗ nonconformant: plain http on 8080 is reset",
    "#### ✗ nonconformant: b holds",
    "#### ? inconclusive: mTLS on 8443 answers 200 over HTTP/2",
    "### Skipped",
    "<details><summary>Checks (4)</summary>",
    "<details><summary>Versions</summary>",
    "<details><summary>Errata of the document page-one (1)</summary>",
  ]);
  expect(text).toContain(
    `1. **1 cause, 2 checks** (\`PeerAuthentication foo/default\`): ${cause}\n   - \`page-one/outside/`,
  );
  expect(text).toContain("- `typo`: 8443 should be 8080\n\n</details>");
});

test("the first lines say what was run, and on what data plane", () => {
  expect(
    summary({ deselected: ["page-one/a/other"] })
      .split("\n")
      .slice(2, 7),
  ).toEqual([
    "Partial run: 4 of 5. 1 conformant, 1 nonconformant, 1 inconclusive, 0 flaky, 1 skipped; 1 not selected by the filter." +
      " Exit code 1, took 1 min 07 s. Target: kind cluster meshproof.",
    "",
    "Data plane: upstream Envoy 1.39.3, without Istio's own filters",
    "",
    "Istio 1.31 (commit eed52ebb66ad, 2026-08-27), Kubernetes 1.34.10, Gateway API 1.5.1, network plugin Calico 3.31.0.",
  ]);
});

test("a failure has its reason, its cause, documented against observed, and how to run it again", () => {
  const check = sampleCheck({
    verdict: "nonconformant",
    reason: "got an answer",
    observed: "200\nexit code 56",
    diagnosis,
  });
  expect(summary({ checks: [check] })).toContain(
    [
      "`page-one/outside/plain-http`, 412 ms",
      "",
      "```\ngot an answer\n```",
      "",
      "Likely cause: number 1 above, `PeerAuthentication foo/default`",
      "",
      "Documented (-) and observed (+):",
      "",
      "```diff\n- curl: (56) Recv failure: Connection reset by peer\n+ 200\n  exit code 56\n```",
      "",
      "Run again:",
      "",
      "```sh\nnpm test -- --id page-one/outside/plain-http\n```",
    ].join("\n"),
  );
});

test("a control that failed is said as such", () => {
  const control = { what: "the client inside the mesh", expected: "200", observed: "503" };
  const text = summary({ checks: [sampleCheck({ verdict: "inconclusive", reason: "no", control, hint: "look" })] });
  expect(text).toContain("The control failed, the client inside the mesh: what it should have got (-) and got (+):");
  expect(text).toContain("```diff\n- 200\n+ 503\n```\n\nDo: look");
});

test("a set-up that failed is told once, with a command for each of its checks", () => {
  const lost = { verdict: "inconclusive", reason: "the namespace did not come up" } as const;
  const text = summary({ checks: ["p/s/a", "p/s/b"].map((id) => sampleCheck({ id, title: `claim ${id}`, ...lost })) });
  expect(text.split("<details>")[0]!.match(/the namespace did not come up/g)).toHaveLength(1);
  expect(text).toContain("npm test -- --id p/s/a\nnpm test -- --id p/s/b");
});

test("a skip stands with its reason, its condition and where more is told", () => {
  expect(summary()).toContain(
    "| `page-two/all/policy` | no NetworkPolicy engine | canary was let through | `docs/skips.md#policy` |",
  );
});

test("an answer of the mesh cannot break out of its place", () => {
  const check = sampleCheck({ verdict: "nonconformant", reason: "a | b\n\n<img src=x> `code` [link](x) ```` x" });
  const text = summary({ checks: [check] });
  expect(text).toContain("`````\na | b\n\n<img src=x> `code` [link](x) ```` x\n`````");
  expect(text).toContain("| 412 ms | a \\| b &lt;img src=x> \\`code\\` \\[link\\](x) \\`\\`\\`\\` x |");
});

test("a run that never had a cluster still tells why", () => {
  const failures = [{ what: "no Docker engine answers", why: "connection refused", hint: "start it" }];
  const text = summary({ checks: [], versions: null, failures });
  expect(text).toContain("| no Docker engine answers | connection refused | start it |");
  expect(text).not.toMatch(/Checks|Versions/);
});

describe("nothing is made a link of", () => {
  test.each([
    [
      "https://httpbin.test.svc.cluster.local:8443, from outside",
      "`https://httpbin.test.svc.cluster.local:8443`, from outside",
    ],
    ["(edition.cnn.com)", "(`edition.cnn.com`)"],
    ["ask @somebody.", "ask `@somebody`."],
    ["Envoy 1.39.3, twice 2.5.", "Envoy 1.39.3, twice 2.5."],
    ["www.a|b", "`www.a\\|b`"],
    ["a`b.com", "`` a`b.com ``"],
  ])("%s", (text, shown) => {
    expect(prose(text)).toBe(shown);
  });
});

describe("GitHub's limit", () => {
  const checks = Array.from({ length: 500 }, (_, index) =>
    sampleCheck({ id: `p/s/${index}`, title: `claim ${index}`, verdict: "nonconformant", reason: "r".repeat(9_000) }),
  );

  test("500 failures with long answers stay below it", () => {
    expect(Buffer.byteLength(summary({ checks }))).toBeLessThan(1_048_576);
  });

  test("what does not fit is left out as a whole, and said", () => {
    const text = summaryMarkdown(sampleRun({ checks }), 30_000);
    expect(Buffer.byteLength(text)).toBeLessThan(30_000);
    expect(text.match(/^```/gm)!.length % 2).toBe(0);
    expect(text).toMatch(/\n… \d+ more parts would not fit here: see report\.html\.\n$/);
    expect(within([["a"], ["b".repeat(300)], ["c"]], 300, "x")).toBe(
      "a\nc\n… 1 more parts would not fit here: see x.\n",
    );
  });
});
