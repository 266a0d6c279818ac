import { describe, expect, it } from "vitest";
import type { CataloguePage } from "#helpers/catalogue";
import type { CheckDeclaration } from "#helpers/verdict";
import { explainText } from "./explain-text.ts";
import { listJson, listText } from "./list-text.ts";

const blocks = [
  {
    id: "page/set-up/1",
    lines: [3, 9] as const,
    sha256: "a".repeat(64),
    kind: "manifest" as const,
    claim: null,
    checks: ["page/verify/answers-200"],
    manifests: ["set-up.yaml", "../../fixtures/samples/curl.yaml"],
    byHand: ["kubectl apply -f suites/page/set-up.yaml"],
  },
  {
    id: "page/verify/1",
    lines: [12, 12] as const,
    sha256: "b".repeat(64),
    kind: "output" as const,
    claim: "It answers.",
    prints: "200",
    checks: ["page/verify/answers-200"],
    variant: "With a limit of some seconds.",
    byHand: ["kubectl exec deploy/curl -- curl http://httpbin/"],
  },
  {
    id: "page/verify/2",
    lines: [15, 15] as const,
    sha256: "c".repeat(64),
    kind: "command" as const,
    claim: null,
    checks: [],
    deviation: "The cluster is shared.",
    byHand: ["npm run down"],
  },
];

const page: CataloguePage = {
  id: "page",
  title: "A Page",
  url: "https://example.com/page/",
  language: "en",
  copy: "000",
  titles: ["A Page"],
  suite: "live",
  blocksInDocument: 3,
  sections: [
    { slug: "set-up", title: "Set up", blocks: blocks.slice(0, 1) },
    { slug: "verify", title: "Verify", anchor: "verify", blocks: blocks.slice(1) },
  ],
  errata: [
    {
      id: "typo",
      blocks: ["page/verify/1"],
      edition: { in: ["es"], notIn: ["en"] },
      text: "It has a typo.",
      whatTheSuiteDoes: "Spells it.",
    },
  ],
  skips: [
    {
      check: "page/verify/answers-200",
      when: "internet-live",
      reason: "The host keeps no record.",
      reference: "docs/configuration.md#live",
    },
  ],
};
const later: CataloguePage = {
  ...page,
  id: "later",
  title: "A Later Page",
  suite: "planned",
  sections: [
    {
      slug: "verify",
      title: "Verify",
      blocks: [{ ...blocks[1]!, id: "later/verify/1", checks: ["later/verify/soon"] }],
    },
  ],
  errata: [],
  skips: [],
};
const check: CheckDeclaration = {
  id: "page/verify/answers-200",
  page: "page",
  section: "verify",
  title: "it answers 200 (at once)",
  blocks: ["page/verify/1"],
  prints: "HTTP/1.1 200\nserver: envoy",
  mutants: [{ name: "the Service is gone", says: "503" }],
  errata: [],
};
const known = { pages: [page, later], checks: [check] };

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
      "manifest   fixtures/samples/curl.yaml",
      "skipped    with MESHPROOF_INTERNET=live: The host keeps no record. See docs/configuration.md#live",
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

describe("the list", () => {
  it("shows what answers for each block, and counts honestly", () => {
    const text = listText(known.pages, known.checks);
    expect(text).toContain("✓ page/verify/1  output, line 12\n        It answers.\n        → page/verify/answers-200");
    expect(text).toContain("– page/verify/2  command, line 15\n        deviation: The cluster is shared.");
    expect(text).toContain("○ later/verify/1");
    expect(text).toContain(
      "3 of 4 blocks accounted for: 2 by checks, 1 by declared deviations; 1 planned, no check written yet",
    );
  });

  it("does not take a check's name for a check", () => {
    expect(listText([page], [])).toContain(
      "✗ page/verify/1  output, line 12\n        It answers.\n        → page/verify/answers-200 (no such check)",
    );
  });

  it("is there as data", () => {
    const { coverage, pages } = JSON.parse(listJson(known.pages, known.checks)) as {
      coverage: { blocks: number };
      pages: { sections: { blocks: { answer: string }[] }[] }[];
    };
    expect(coverage).toMatchObject({ blocks: 4, checked: 2, deviations: 1, planned: 1, unmapped: 0 });
    expect(pages[0]?.sections[1]?.blocks.map(({ answer }) => answer)).toEqual(["check", "deviation"]);
  });
});
