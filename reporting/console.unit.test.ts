import { describe, expect, test } from "vitest";
import { ConsoleReport } from "./console.ts";
import { sampleCheck, sampleChecks, sampleRun } from "./samples.ts";

const titles = new Map([["page-one", { title: "Page One", url: "https://example.com/page-one/" }]]);

function log(isTTY = false, env: NodeJS.ProcessEnv = {}) {
  const written: string[] = [];
  const terminal = { isTTY, columns: isTTY ? 120 : undefined, write: (text: string) => written.push(text) };
  return { report: new ConsoleReport(terminal, "reports", titles, env), text: () => written.join("") };
}

test("checks stand below their page and section; a red one has documented beside observed", () => {
  const { report, text } = log();
  for (const check of sampleChecks()) report.decided(check);
  expect(text()).toBe(`
Page One  https://example.com/page-one/
  inside
    ✓ conformant          87 ms  inside, http answers 200 by mTLS
  outside
    ✗ nonconformant      412 ms  plain http on 8080 is reset
        why         the client outside the mesh got an answer
        documented                                        │ observed
        curl: (56) Recv failure: Connection reset by peer │ HTTP/1.1 200 OK
        exit code 56                                      │ exit code 0
        evidence    reports/evidence/page-one/outside/plain-http
        again       npm test -- --id page-one/outside/plain-http
    ? inconclusive   1 min 01 s  mTLS on 8443 answers 200 over HTTP/2
        why         the control failed: exit code 28
        do          see whether the node is overloaded
        evidence    reports/evidence/page-one/outside/mtls
        again       npm test -- --id page-one/outside/mtls

page-two
  all
    - skipped              0 ms  the NetworkPolicy holds
        why         no NetworkPolicy engine
        condition   canary was let through
        see         docs/skips.md#policy
`);
});

test("the likely cause of a failure, and where it is told", () => {
  const { report, text } = log();
  const diagnosis = { cause: "No PeerAuthentication is in force.", file: "evidence/a/why.md" };
  report.decided(sampleCheck({ verdict: "nonconformant", reason: "no", diagnosis }));
  expect(text()).toContain(
    "        cause       No PeerAuthentication is in force.\n        evidence    reports/evidence/a/why.md\n",
  );
});

test("what a page skips for one reason is told once, and how many more there are", () => {
  const { report, text } = log();
  const skip = { reason: "needs a second Istio", condition: "none is set", reference: "docs/a.md" };
  const skipped = (title: string, more = {}) => sampleCheck({ title, verdict: "skipped", ms: 0, skip, ...more });
  for (const title of ["one", "two", "three"]) report.decided(skipped(title, { section: title }));
  report.decided(skipped("other", { skip: { ...skip, reason: "it removes the mesh" } }));
  report.decided(skipped("last", { page: "page-two", skip: { ...skip, reason: "it removes the mesh" } }));
  report.decided(skipped("again", { page: "page-two", skip: { ...skip, reason: "it removes the mesh" } }));
  report.stop();
  const lines = text()
    .split("\n")
    .filter((line) => /skipped|why/.test(line));
  expect(lines.map((line) => line.trim().replace(/ +/g, " "))).toEqual([
    "- skipped 0 ms one",
    "why needs a second Istio",
    "- skipped and 2 more of this page for the same reason",
    "- skipped 0 ms other",
    "why it removes the mesh",
    "- skipped 0 ms last",
    "why it removes the mesh",
    "- skipped and 1 more of this page for the same reason",
  ]);
});

test("a reason that a whole page shares is told once", () => {
  const { report, text } = log();
  const lost = {
    verdict: "inconclusive",
    reason: "the namespace did not come up",
    hint: "look",
    evidence: "",
  } as const;
  for (const title of ["one", "two"]) report.decided(sampleCheck({ title, ...lost }));
  const [one, two] = text().split("  two");
  expect(one).toContain("why         the namespace did not come up\n        do          look\n");
  expect(two).toMatch(/^\n {8}why {9}the same as before\n$/);
});

test("the summary names the data plane first and the counts last", () => {
  const { report, text } = log();
  const run = sampleRun({
    failures: [{ what: "the worker died", why: "killed\nby somebody", hint: "read its log" }],
    errata: [{ id: "E1", page: "page-one", text: "the page prints an old field" }],
    deselected: ["page-one/other/check"],
    exitCode: 2,
  });
  report.summary(run, ["reports/conformance.json", "reports/junit.xml"]);
  expect(text()).toBe(`
data plane    upstream Envoy 1.39.3, without Istio's own filters
target        kind cluster meshproof: Kubernetes 1.34.10, Istio 1.31 (commit eed52ebb66ad, 2026-08-27), Calico 3.31.0, Gateway API 1.5.1
errata        page-one: E1
              (what each is: summary.md)
verdicts      1 conformant, 1 nonconformant, 1 inconclusive, 0 flaky, 1 skipped; 1 not selected by the filter

nonconformant
  ✗ page-one/outside/plain-http
      the client outside the mesh got an answer

inconclusive
  ? page-one/outside/mtls
      the control failed: exit code 28

1 failure of the harness
  ! the worker died
    why   killed
          by somebody
    do    read its log

time          1 min 07 s (cluster 5.2 s, page-one 1 min 02 s)
reports       reports/conformance.json  reports/junit.xml
exit code 2   1 failure of the harness; 1 documented claim did not hold, and 1 check could not be decided
1 passed, 3 failed, 1 skipped
`);
});

test("checks that share a reason are told together", () => {
  const { report, text } = log();
  const lost = { verdict: "inconclusive", reason: "its set-up failed: no pod" } as const;
  const checks = [..."abcdefg"].map((id) => sampleCheck({ id, ...lost }));
  report.summary(sampleRun({ checks }), []);
  expect(text()).toContain(
    "inconclusive\n  ? a\n    b\n    c\n    d\n    e\n    and 2 more checks\n      its set-up failed: no pod\n",
  );
  expect(text()).toContain("none could be written");
});

test("without a target: what stood in the way, once", () => {
  const { report, text } = log();
  const lost = { verdict: "inconclusive", reason: "did not run: the run failed before it: Go is missing" } as const;
  const checks = [..."abcdefg"].map((id) => sampleCheck({ id, ...lost }));
  const failures = [{ what: "Go is missing", why: "no `go` on the PATH", hint: "install it" }];
  report.summary(sampleRun({ checks, failures, versions: null, steps: [], exitCode: 2 }), ["reports/conformance.json"]);
  expect(text().trimStart()).toBe(`target        kind cluster meshproof, not prepared
verdicts      0 conformant, 0 nonconformant, 7 inconclusive, 0 flaky, 0 skipped

1 failure of the harness
  ! Go is missing
    why   no \`go\` on the PATH
    do    install it

time          1 min 07 s
reports       reports/conformance.json
exit code 2   1 failure of the harness; 7 checks could not be decided
0 passed, 8 failed, 0 skipped
`);
});

test("a refusal is the reason and the counts, nothing else", () => {
  const { report, text } = log();
  const failures = [
    { what: "the filter matches none of the 16 checks", why: 'no path holds "x"', hint: "npm run list" },
  ];
  report.refusal(sampleRun({ checks: [], failures, exitCode: 2 }));
  expect(text()).toBe(`  ! the filter matches none of the 16 checks
    why   no path holds "x"
    do    npm run list

0 passed, 1 failed, 0 skipped
`);
});

describe("colours and the status line are for terminals", () => {
  const check = sampleCheck();
  test.each([
    ["a log", false, {}, false],
    ["a terminal", true, {}, true],
    ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["a dumb terminal", true, { TERM: "dumb" }, false],
  ])("%s", (_name, isTTY, env, colours) => {
    const { report, text } = log(isTTY, env);
    report.decided(check);
    expect(text().includes("\u001b[32m")).toBe(colours);
  });

  test("a log never holds a control code, whatever is going on", () => {
    const { report, text } = log();
    report.started(check.id, check.title);
    report.decided(check);
    report.summary(sampleRun(), []);
    expect(text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test("a terminal shows what is running, and removes it before it prints", () => {
    const { report, text } = log(true, { NO_COLOR: "1" });
    report.started(check.id, check.title);
    report.decided(check);
    report.stop();
    expect(text()).toMatch(/^ {4}… plain http on 8080 is reset \(\d+ ms\)\r\u001b\[2K\nPage One/);
  });
});
