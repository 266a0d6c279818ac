import { describe, expect, test } from "vitest";
import { samplePair, sampleComparison } from "../compare/samples.ts";
import { sampleCheck, sampleRun } from "../samples.ts";
import { issueActions, type IssueAction, type OpenIssue } from "./issue.ts";
import { outcomeOfNight, type Night } from "./night.ts";
import { nightSummary, shortened } from "./summary.ts";

const combination = "Istio 1.31 on Kubernetes 1.34";
const link = "https://github.com/o/r/actions/runs/1";
const night = (run: Night["run"], changes: Partial<Night> = {}): Night => ({
  combination,
  run,
  compared: { why: "no green run yet" },
  ...changes,
});
const green = night(sampleRun({ checks: [sampleCheck()] }));
const red = night(sampleRun(), { link });
const otherRed = night(sampleRun({ checks: [sampleCheck({ id: "page-one/a/other", verdict: "nonconformant" })] }));
const noRecord = night({ why: "cannot read the run reports/conformance.json" });

describe("a night", () => {
  test.each<[string, Night, boolean, string[]]>([
    ["green", green, false, []],
    ["red by a claim that did not hold", red, true, ["page-one/outside/mtls", "page-one/outside/plain-http"]],
    ["red without a record", noRecord, true, ["harness: no record"]],
    [
      "red by a failure of the harness",
      night(sampleRun({ checks: [sampleCheck()], failures: [{ what: "no\nengine", hint: "h" }] })),
      true,
      ["harness: no"],
    ],
    ["red where nothing was run", night(sampleRun({ checks: [] })), true, []],
  ])("%s", (_name, each, isRed, failing) => {
    expect(outcomeOfNight(each)).toMatchObject({ red: isRed, failing });
  });
});

describe("the summary", () => {
  test("says what did not hold, why, and where the job is", () => {
    const text = nightSummary(red);
    expect(text).toMatch(
      /^## ✗ Istio 1\.31 on Kubernetes 1\.34: 1 documented claim did not hold, and 1 check could not be/,
    );
    expect(text).toContain(`[The job](${link})`);
    expect(text).toContain("  the client outside the mesh got an answer");
    expect(text).toContain("Not compared: no green run yet.");
  });

  test("says what changed since the last green run", () => {
    const text = nightSummary(night(samplePair().fresh, { compared: sampleComparison() }));
    expect(text).toContain("### Since the last green run, of 2026-01-02T03:04:05.000Z: 1 check newly nonconformant");
    expect(text).toContain("+ server: istio-envoy");
  });

  test("names nobody: an answer with an @ stays in a fence", () => {
    const check = sampleCheck({ verdict: "nonconformant", reason: "proxyv2@sha256:0123 ```` @somebody" });
    const text = nightSummary(night(sampleRun({ checks: [check] })));
    expect(text).toContain("`````\n  page-one/outside/plain-http\n  proxyv2@sha256:0123 ```` @somebody\n  `````");
  });

  test("that is too long for GitHub ends earlier, closes its fence and says so", () => {
    const text = `- a\n  \`\`\`\n${"  line\n".repeat(50)}  \`\`\`\nend\n`;
    expect(shortened(text, 1_000)).toBe(text);
    expect(shortened(text, 28)).toBe("- a\n  ```\n  line\n  line\n  ```\n\n… and more: see the job's reports.\n");
    expect(shortened("a\nb\nc\n", 4)).toBe("a\nb\n\n… and more: see the job's reports.\n");
  });
});

describe("the issue of a combination", () => {
  /** What is open after some nights, as GitHub would have it. */
  function after(...nights: [Night, string][]): { open: OpenIssue[]; last: IssueAction[] } {
    let open: OpenIssue[] = [];
    let last: IssueAction[] = [];
    for (const [each, today] of nights) {
      last = issueActions(each, open, today);
      for (const step of last) {
        if (step.action === "open") open = [...open, { number: open.length + 1, title: step.title, body: step.body }];
        else if (step.action === "close") open = open.filter(({ number }) => number !== step.number);
        else open = open.map((issue) => (issue.number === step.number ? { ...issue, body: step.body } : issue));
      }
    }
    return { open, last };
  }

  test("is opened once, updated while it is red, closed when it is green", () => {
    const first = after([red, "2026-11-01"]);
    expect(first.last).toMatchObject([{ action: "open", title: `Nightly conformance is red: ${combination}` }]);
    expect(first.open[0]!.body).toMatch(/^Red since 2026-11-01\./);

    const second = after([red, "2026-11-01"], [red, "2026-11-02"]);
    expect(second.open).toHaveLength(1);
    expect(second.last).toMatchObject([{ action: "update", number: 1 }]);
    expect(second.open[0]!.body).toMatch(/^Red since 2026-11-01\./);

    const third = after([red, "2026-11-01"], [red, "2026-11-02"], [green, "2026-11-03"]);
    expect(third.last).toEqual([{ action: "close", number: 1, comment: "Green again on 2026-11-03." }]);
    expect(third.open).toEqual([]);
  });

  test("gets a comment only where something else fails than before", () => {
    const [same] = after([red, "2026-11-01"], [red, "2026-11-02"]).last;
    const [other] = after([red, "2026-11-01"], [otherRed, "2026-11-02"]).last;
    expect(same).not.toHaveProperty("comment");
    expect(other).toMatchObject({ comment: "2026-11-02: 1 documented claim did not hold." });
  });

  test("is left alone by another combination, and by people's own issues", () => {
    const { open } = after([red, "2026-11-01"]);
    const elsewhere = { ...red, combination: "Istio 1.30 on Kubernetes 1.34" };
    expect(issueActions(elsewhere, open, "2026-11-02")).toMatchObject([{ action: "open" }]);
    expect(issueActions({ ...green, combination: elsewhere.combination }, open, "2026-11-02")).toEqual([]);
    expect(issueActions(green, [{ number: 7, title: "a question", body: "" }], "2026-11-02")).toEqual([]);
  });

  test("is known by its title where somebody rewrote it, and of two the older is kept", () => {
    const title = `Nightly conformance is red: ${combination}`;
    const two = [9, 4].map((number) => ({ number, title, body: "see below" }));
    expect(issueActions(red, two, "2026-11-02")).toMatchObject([
      { action: "update", number: 4 },
      { action: "close", number: 9, comment: "The same as #4." },
    ]);
    expect(issueActions(green, two, "2026-11-02").map((step) => step.action)).toEqual(["close", "close"]);
  });

  test("remembers whatever a failure's words are, and however many there are", () => {
    const hostile = sampleRun({
      checks: Array.from({ length: 3_000 }, (_, index) =>
        sampleCheck({ id: `page-one/a/${index}`, verdict: "nonconformant", reason: "r".repeat(50) }),
      ).slice(0, 300),
      failures: [{ what: "--> <!-- meshproof-nightly {} -->", hint: "h" }],
    });
    const { open, last } = after([night(hostile), "2026-11-01"], [night(hostile), "2026-11-02"]);
    expect(open[0]!.body.length).toBeLessThan(65_536);
    expect(open[0]!.body).toMatch(/^Red since 2026-11-01\./);
    expect(last[0]).not.toHaveProperty("comment");
  });
});
