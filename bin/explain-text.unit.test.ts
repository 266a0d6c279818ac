import { describe, expect, it } from "vitest";
import { known } from "./catalogue.samples.ts";
import { explainText } from "./explain-text.ts";

describe("explainText", () => {
  it("tells everything about a block", () => {
    const text = explainText("page/verify/1", known);
    expect(text).toMatch(/^block page\/verify\/1\n/);
    for (const part of [
      "url        https://example.com/page/#verify",
      "line 12 of the copy 000",
      "prints     200",
      "check      page/verify/answers-200: it answers 200 (at once)",
      "mutant     the Service is gone → the check says /503/",
      "differs    With a limit",
      "erratum    It has a typo. (Edition: es alone, not en.) The suite: Spells it.",
      "state=.meshproof/meshproof; export KUBECONFIG=$state/kubeconfig",
      "kubectl exec deploy/curl -- curl http://httpbin/",
    ])
      expect(text).toContain(part);
  });

  it("tells everything about a check, with what it stands on", () => {
    const text = explainText("page/verify/answers-200", known);
    for (const part of [
      "claims     it answers 200 (at once)",
      "prints     HTTP/1.1 200\n             server: envoy",
      "block      page/set-up/1 (set-up)",
      "block      page/verify/1\n",
      "manifest   suites/page/set-up.yaml",
      "manifest   fixtures/workloads/samples/curl.yaml",
      "needs      outside-hosts-record: the outside hosts keep a record of what they saw",
      "kubectl exec deploy/curl -- curl http://httpbin/",
      "\n    npm test -- --id page/verify/answers",
    ])
      expect(text).toContain(part);
  });

  it("walks a page by hand, in its order", () => {
    const text = explainText("page", known);
    expect(text.indexOf("kubectl apply -f suites/page/set-up.yaml")).toBeGreaterThan(0);
    expect(text.indexOf("kubectl apply")).toBeLessThan(text.indexOf("kubectl exec"));
  });

  it("says what is only planned", () => {
    expect(explainText("later/verify/soon", known)).toContain("planned: nobody has written it yet");
    expect(explainText("later/verify/1", known)).toContain("later/verify/soon (planned)");
  });

  it("takes an id without its page where that means one thing, and asks where it means more", () => {
    expect(explainText("verify/2", known)).toContain("deviation  The cluster is shared.");
    expect(() => explainText("verify/1", known)).toThrow(
      /"verify\/1" can be 2 things[\s\S]*page\/verify\/1[\s\S]*later\/verify\/1/,
    );
  });

  it("names the nearest ids for one that it does not know", () => {
    expect(() => explainText("page/verify/answer-200", known)).toThrow(
      /no block, check or page "page\/verify\/answer-200"[\s\S]*nearest are page\/verify\/answers-200/,
    );
    expect(() => explainText("zzz", known)).toThrow(/npm run list shows every id/);
  });

  it("says where a check is declared, and how to run it alone, on one line that can be pasted", () => {
    const title = `it answers 200 ${"again and ".repeat(20)}again`;
    const check = {
      ...known.checks[0]!,
      title,
      at: "suites/page/checks/verify.ts:12",
      file: "suites/page/verify.test.ts",
    };
    const lines = explainText(check.id, { ...known, checks: [check] }).split("\n");
    expect(lines).toContain("  declared   suites/page/checks/verify.ts:12");
    expect(lines.at(-1)).toBe(`    npm test -- --id ${check.id}`);
  });
});
