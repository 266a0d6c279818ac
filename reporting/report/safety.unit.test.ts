import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { link } from "../html.ts";
import { sampleCheck } from "../samples.ts";
import { html, pages, wellFormed } from "./samples.ts";
import { script } from "./script.ts";

describe("the script", () => {
  test("is the one that the page allows, and can be read", () => {
    const page = html();
    const [, inside] = /<script>([\s\S]*)<\/script>/.exec(page)!;
    const hash = createHash("sha256").update(inside!).digest("base64");
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(inside).toBe(script);
    expect(() => new Script(script)).not.toThrow();
  });

  test("has nothing that would need escaping where it stands", () => {
    expect(script).not.toMatch(/[<&]/);
  });

  test("is not needed: what it does is hidden without it", () => {
    const page = html();
    expect(page.match(/<button [^>]*>/g)!.filter((button) => !button.includes(' hidden="hidden"'))).toEqual([]);
    expect(page).toMatch(/<p class="search" hidden="hidden"/);
  });
});

describe("a report shows what pods answered: nothing of it may act", () => {
  const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)> & 'q' </pre>\u001b[31m\u0000`;

  test("markup in any text is text", () => {
    const all = { reason: nasty, observed: nasty, title: nasty, prints: nasty, hint: nasty, stack: nasty, page: nasty };
    const checks = (["nonconformant", "flaky", "inconclusive", "conformant", "skipped"] as const).map((verdict) =>
      sampleCheck({
        ...all,
        verdict,
        id: `${nasty}${verdict}`,
        section: nasty,
        evidence: `evidence/${nasty}`,
        blocks: [nasty],
        diagnosis: { cause: nasty, file: nasty, rule: nasty, object: nasty },
        control: verdict === "inconclusive" ? { what: nasty, expected: nasty, observed: nasty } : undefined,
        skip: { reason: nasty, condition: nasty, reference: nasty },
      }),
    );
    const document = {
      id: nasty,
      title: nasty,
      url: nasty,
      sections: [{ slug: nasty, title: nasty, anchor: nasty }],
      edition: { language: nasty, copy: nasty, sha256: nasty },
      blocks: [{ id: nasty, lines: [1, 1] as [number, number], sha256: nasty, byHand: [nasty] }],
    };
    const evidence = new Map(
      checks.map((check) => [check.id, [{ path: `evidence/${nasty}`, text: nasty }, { path: nasty }]]),
    );
    const page = html(
      {
        checks,
        dataPlane: nasty,
        target: nasty,
        startedAt: nasty,
        deselected: [nasty],
        failures: [{ what: nasty, why: nasty, hint: nasty }],
        errata: [{ id: nasty, page: nasty, text: nasty, blocks: [nasty] }],
        steps: [{ name: nasty, ms: 1 }],
        pages: [document],
        filter: { files: [nasty], pattern: nasty },
        settings: { [nasty]: nasty },
        tool: { name: "meshproof", version: nasty, commit: nasty },
      },
      { evidence, before: { why: nasty } },
    );
    wellFormed(page);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|\u001b|\u0000/);
    expect(page).toContain("&lt;script&gt;");
  });

  test.each([
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "data:text/html,x",
    "//example.com",
    "/etc/passwd",
    "evidence/../../secret",
    "https://",
    "evidence",
    "repeats/../evidence/x",
    "evidences/x",
  ])("%s leads nowhere but to the evidence", (target) => {
    expect(link(target).html).not.toMatch(/href="(?!evidence")/);
    const skip = { reason: "r", condition: "c", reference: target };
    expect(html({ checks: [sampleCheck({ verdict: "skipped", skip })] })).not.toMatch(/href="(?!evidence|#)/);
  });

  test("addresses of the web are links, and nothing is loaded from any", () => {
    expect(link('https://istio.io/a?b=1&c="').html).toBe(
      '<a href="https://istio.io/a?b=1&amp;c=%22">https://istio.io/a?b=1&amp;c=&quot;</a>',
    );
    expect(html()).not.toMatch(/ src=|<link|@import|url\(| style=/);
    expect(html()).toContain("default-src 'none'; style-src 'sha256-");
  });
});

test("500 checks stay under 2 MB", () => {
  const checks = Array.from({ length: 500 }, (_, index) =>
    sampleCheck({ id: `page-one/outside/${index}`, held: 60, title: `claim ${index} ${"of many words ".repeat(5)}` }),
  );
  const evidence = new Map(
    checks.map((check) => [
      check.id,
      [{ path: `${check.evidence}/transcript.txt`, text: "$ curl a <b>\n".repeat(60), omittedLines: 1 }],
    ]),
  );
  const started = performance.now();
  expect(html({ checks, pages }, { evidence }).length).toBeLessThan(2_000_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
