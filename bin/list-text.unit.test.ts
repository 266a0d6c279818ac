import { describe, expect, it } from "vitest";
import { known, page } from "./catalogue.samples.ts";
import { listJson, listText } from "./list-text.ts";

describe("the list", () => {
  const lastRun = {
    startedAt: "2026-11-27T10:00:00.000Z",
    verdicts: new Map([["page/verify/answers-200", "nonconformant" as const]]),
  };

  it("shows what answers for each block, and counts honestly", () => {
    const text = listText({ ...known, lastRun });
    expect(text).toContain("✓ page/verify/1  output, line 12\n        It answers.\n        → page/verify/answers-200");
    expect(text).toContain("– page/verify/2  command, line 15\n        deviation: The cluster is shared.");
    expect(text).toContain("○ later/verify/1");
    expect(text).toContain(
      "3 of 4 blocks accounted for: 2 by checks, 1 by declared deviations; 1 planned, no check written yet",
    );
  });

  it("does not take a check's name for a check", () => {
    expect(listText({ pages: [page], checks: [], lastRun })).toContain(
      "✗ page/verify/1  output, line 12\n        It answers.\n        → page/verify/answers-200 (no such check)",
    );
  });

  it("is there as data", () => {
    const { coverage, pages } = JSON.parse(listJson({ ...known, lastRun })) as {
      coverage: { blocks: number };
      pages: { sections: { blocks: { answer: string }[] }[] }[];
    };
    expect(coverage).toMatchObject({ blocks: 4, checked: 2, deviations: 1, planned: 1, unmapped: 0 });
    expect(pages[0]?.sections[1]?.blocks.map(({ answer }) => answer)).toEqual(["check", "deviation"]);
  });

  it("shows a check's file, line and title once, and what the last run said of it", () => {
    const checks = [{ ...known.checks[0]!, at: "suites/page/sections/a.ts:7" }];
    const line = "→ page/verify/answers-200  ✗ nonconformant";
    const text = listText({ ...known, checks, lastRun });
    expect(text).toContain(`${line}  suites/page/sections/a.ts:7\n          it answers 200 (at once)\n`);
    expect(text.split(line)).toHaveLength(3);
    expect(text.split("it answers 200 (at once)")).toHaveLength(2);
    expect(text).toContain("verdicts of the run of 2026-11-27T10:00:00.000Z");
    expect(listText({ ...known, lastRun: { ...lastRun, verdicts: new Map() } })).toContain("answers-200  not run");
    expect(listText({ ...known, lastRun: { none: "there was no run yet" } })).toContain(
      "no verdicts: there was no run",
    );
    expect((JSON.parse(listJson({ ...known, lastRun })) as { checks: unknown[] }).checks[0]).toMatchObject({
      id: "page/verify/answers-200",
      verdict: "nonconformant",
    });
  });
});
