import { describe, expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict";
import { link } from "./html.ts";
import { reportHtml } from "./report-html.ts";
import { sampleCheck, sampleRun } from "./samples.ts";
import { assertWellFormed } from "./xml.ts";

const html = (changes: Partial<RunRecord> = {}) => reportHtml(sampleRun(changes));
const wellFormed = (shown: string) => assertWellFormed(shown.replace("<!doctype html>\n", ""));
/** What a reader sees, line by line. */
const shown = (page: string) =>
  page
    .replace(/<style>[\s\S]*<\/style>|<title>.*<\/title>/g, "")
    .replace(/<\/(?:p|h\d|li|dt|dd|summary|tr|pre|td|th)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

test("what was run and what came of it stand first", () => {
  const page = html({ deselected: ["page-one/inside/other"] });
  wellFormed(page);
  expect(shown(page).slice(0, 11)).toEqual([
    "Data plane: upstream Envoy 1.39.3, without Istio's own filters",
    "meshproof: 1 documented claim did not hold, and 1 check could not be decided",
    "Exit code 1. Started 2026-01-02T03:04:05.000Z, took 1 min 07 s.",
    "✓ 1 conformant",
    "✗ 1 nonconformant",
    "? 1 inconclusive",
    "~ 0 flaky",
    "- 1 skipped",
    "1 deselected by the filter",
    "target",
    "kind cluster meshproof",
  ]);
  expect(shown(page)).toContain("page-one/inside/other");
});

test("what needs somebody is open: reason, documented beside observed, cause, evidence, how to run it again", () => {
  const diagnosis = { cause: "No PeerAuthentication is in force.", file: "evidence/page-one/outside/a b/why.md" };
  const verdict = "nonconformant";
  const page = html({
    checks: [sampleCheck({ verdict, reason: "got an answer", observed: "HTTP/1.1 200", diagnosis })],
  });
  expect(page).toContain('<details id="check:page-one/outside/plain-http" open="open">');
  expect(page).toContain(
    "<h3>documented</h3><pre>curl: (56) Recv failure: Connection reset by peer\nexit code 56</pre></div>" +
      "<div><h3>observed</h3><pre>HTTP/1.1 200</pre></div>",
  );
  expect(page).toContain('<a href="evidence/page-one/outside/a%20b/why.md">why.md</a>');
  expect(page).toContain('<a href="evidence/page-one/outside/plain-http/">evidence</a>');
  expect(shown(page)).toEqual(
    expect.arrayContaining([
      "got an answer",
      "No PeerAuthentication is in force.",
      "npm test -- suites/page-one/ -t 'plain http on 8080 is reset$'",
    ]),
  );
});

test("every check has its row, in order, with its verdict and time", () => {
  const checks = html().split("<h2>Checks</h2>")[1]!.split("<h2>")[0]!;
  expect(
    checks
      .match(/<h3>.*<\/h3>|<h4>.*<\/h4>|<tr>.*<\/tr>/g)!
      .map((each) => each.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|")),
  ).toEqual([
    "|page-one|",
    "|inside|",
    "|✓ conformant|87 ms|inside, http answers 200 by mTLS|evidence|",
    "|outside|",
    "|✗ nonconformant|412 ms|plain http on 8080 is reset|evidence|",
    "|? inconclusive|1 min 01 s|mTLS on 8443 answers 200 over HTTP/2|evidence|",
    "|page-two|",
    "|all|",
    "|- skipped|0 ms|the NetworkPolicy holds|evidence|",
  ]);
});

test("pages and sections are called as their documents call them, with the way there", () => {
  const sections = [{ slug: "outside", title: "From outside" }];
  const page = html({ pages: [{ id: "page-one", title: "Page <One>", url: "https://example.com/one/", sections }] });
  wellFormed(page);
  expect(page).toContain('<h3><a href="https://example.com/one/">Page &lt;One&gt;</a></h3>');
  expect(page).toContain("<h4>From outside</h4>");
  expect(page).toContain("<h4>inside</h4>");
  expect(shown(page).join("\n")).toContain("Page &lt;One&gt; &gt; From outside, 412 ms");
});

test("a reason that a whole page shares is opened once", () => {
  const lost = { verdict: "inconclusive", reason: "the namespace did not come up" } as const;
  const page = html({ checks: ["p/s/a", "p/s/b", "p/s/c"].map((id) => sampleCheck({ id, ...lost })) });
  expect(page.match(/<details [^>]*open="open"/g)).toHaveLength(1);
});

test("skips, errata, steps and failures of the harness", () => {
  const page = html({
    failures: [{ what: "no engine", why: "refused", hint: "start it" }],
    errata: [{ id: "typo", page: "page-one", text: "8443 should be 8080" }],
  });
  wellFormed(page);
  expect(shown(page).join("\n")).toContain("no NetworkPolicy engine\ncanary was let through\ndocs/skips.md#policy");
  expect(shown(page).join("\n")).toContain("page-one\ntypo\n8443 should be 8080");
  expect(shown(page).join("\n")).toContain("cluster\n5.2 s\npage-one\n1 min 02 s");
  expect(shown(page).join("\n")).toContain("no engine\nrefused\nstart it");
});

test("repeats: how far they agree, and the spread of convergence", () => {
  const repeats = { verdicts: ["conformant", "nonconformant", "conformant"] as const, converged: [420, 130, 200] };
  const page = html({
    repeats: { done: 3, asked: 20 },
    checks: [
      sampleCheck({
        evidence: "repeats/2/evidence/a",
        verdict: "flaky",
        repeats: { ...repeats, verdicts: [...repeats.verdicts] },
      }),
      sampleCheck({ id: "p/s/b", repeats: { verdicts: ["conformant", "conformant"], converged: [] } }),
    ],
  });
  wellFormed(page);
  const text = shown(page).join("\n");
  expect(text).toContain("2 conformant, 1 nonconformant of 3\n130 ms\n200 ms\n420 ms\n3\n");
  expect(text).toContain("2 of 2 conformant\n0\n");
  expect(text).toContain("3 of 20 repeats were done.");
  expect(page).toContain('<a href="repeats/2/evidence/a/">evidence</a>');
  expect(html()).not.toContain("<h2>Repeats</h2>");
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
        diagnosis: { cause: nasty, file: nasty },
        skip: { reason: nasty, condition: nasty, reference: nasty },
      }),
    );
    const page = html({
      checks,
      dataPlane: nasty,
      target: nasty,
      startedAt: nasty,
      deselected: [nasty],
      failures: [{ what: nasty, why: nasty, hint: nasty }],
      errata: [{ id: nasty, page: nasty, text: nasty }],
      steps: [{ name: nasty, ms: 1 }],
    });
    wellFormed(page);
    expect(page).not.toMatch(/<script|<img|\u001b|\u0000/);
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
    expect(
      html({ checks: [sampleCheck({ verdict: "skipped", skip: { reason: "r", condition: "c", reference: target } })] }),
    ).not.toMatch(/href="(?!evidence)/);
  });

  test("addresses of the web are links, and nothing is loaded from any", () => {
    expect(link('https://istio.io/a?b=1&c="').html).toBe(
      '<a href="https://istio.io/a?b=1&amp;c=%22">https://istio.io/a?b=1&amp;c=&quot;</a>',
    );
    expect(html()).not.toMatch(/ src=|<link|@import|url\(/);
    expect(html()).toContain("default-src 'none'");
  });
});
