import { describe, expect, test } from "vitest";
import { sampleCheck, sampleRun } from "../samples.ts";
import { diagnosis, html, id, pages, openedText, wellFormed } from "./samples.ts";

describe("a card", () => {
  test("says command, documented against observed, why, and how to run it again, in this order", () => {
    const check = sampleCheck({
      verdict: "nonconformant",
      reason: "got an answer",
      observed: "HTTP/1.1 200\nexit code 56",
      diagnosis: { ...diagnosis, file: "evidence/page-one/outside/a b/why.md" },
    });
    const page = html({
      checks: [check],
      pages,
      errata: [{ id: "typo", page: "page-one", text: "a typo", blocks: check.blocks }],
    });
    wellFormed(page);
    expect(page).toContain(`<details id="check:${id}" class="card" data-verdict="nonconformant" open="open">`);
    expect(openedText(page, id).slice(0, 22)).toEqual([
      "✗ nonconformant plain http on 8080 is reset",
      "Page &lt;One&gt; &gt; From outside, 412 ms",
      "Command",
      "curl -v http://a",
      "This place in the document",
      "Documented (-) and observed (+)",
      "- curl: (56) Recv failure: Connection reset by peer",
      "+ HTTP/1.1 200",
      "exit code 56",
      "reason",
      "got an answer",
      "likely cause",
      "No PeerAuthentication is in force. why.md",
      "errata",
      "typo: a typo",
      "again",
      "npm test -- --id page-one/outside/plain-http",
      "check",
      id,
      "Copy: run it againCopy: explain itCopy: by hand",
    ]);
    expect(page).toContain('<a href="https://example.com/one/#out">This place in the document</a>');
    expect(page).toContain('<a href="evidence/page-one/outside/a%20b/why.md">why.md</a>');
    expect(page).toContain(`data-copy="npm run explain -- ${id}"`);
    expect(page).toContain('data-copy="curl -v http://a" data-shell="">Copy: by hand');
  });

  test("says that a control failed, and what that should have got", () => {
    const control = { what: "the client inside asks", expected: "200", observed: "503" };
    const page = html({ checks: [sampleCheck({ verdict: "inconclusive", reason: "r", hint: "look", control })] });
    const text = openedText(page, id);
    expect(text.slice(2, 9)).toEqual([
      "The control failed",
      "the client inside asks. What it should have got (-) and got (+):",
      "- 200",
      "+ 503",
      "Documented, and not decided",
      "curl: (56) Recv failure: Connection reset by peer",
      "exit code 56",
    ]);
    expect(text).toContain("look");
  });

  test("says which answers came when they differ", () => {
    const kinds = [
      { what: "200", count: 2, right: true },
      { what: "503", count: 1, right: false },
    ];
    const unstable = { sequence: "✓✗✓", right: 2, wrong: 1, kinds };
    const text = openedText(html({ checks: [sampleCheck({ verdict: "nonconformant", unstable })] }), id);
    expect(text.join("\n")).toContain("2 as documented, 1 not: ✓✗✓\n✓ 2× 200\n✗ 1× 503");
  });

  test("holds a wrong answer against one as documented, header by header", () => {
    const kinds = [
      { what: "HTTP/1.1 200 OK / server: envoy / content-type: text/html", count: 3, right: true },
      { what: "HTTP/1.1 503", count: 1, right: false },
      { what: "HTTP/1.1 200 OK / content-type: text/plain / server: envoy / via: x", count: 2, right: false },
    ];
    const unstable = { sequence: "✓✗✓✗✗✓", right: 3, wrong: 3, kinds };
    const text = openedText(html({ checks: [sampleCheck({ verdict: "nonconformant", observed: "o", unstable })] }), id);
    const at = text.indexOf("An answer as documented (-), 3×, and one that is not (+), 2×");
    expect(text.slice(at + 1, at + 7)).toEqual([
      "HTTP/1.1 200 OK",
      "server: envoy",
      "- content-type: text/html",
      "+ content-type: text/plain",
      "+ via: x",
      "reason",
    ]);
    expect(text[at - 3]).toBe("Documented");
  });

  test("has its evidence folded in, and links to files alone", () => {
    const evidence = new Map([
      [
        id,
        [
          { path: `evidence/${id}/trace.txt`, text: "* TLS <handshake>" },
          { path: `evidence/${id}/transcript.txt`, text: "$ curl", omittedLines: 12 },
          { path: `evidence/${id}/proxies/a/clusters.txt` },
        ],
      ],
    ]);
    const page = html({ checks: [sampleCheck({ verdict: "nonconformant" })] }, { evidence });
    wellFormed(page);
    expect(openedText(page, id)).toEqual(
      expect.arrayContaining([
        "The request once more, with curl's trace",
        "* TLS &lt;handshake&gt;",
        "Transcript: what was sent, and the raw answers",
        `12 lines are left out; all of it: evidence/${id}/transcript.txt`,
        "Other files of its evidence (1)",
        "proxies/a/clusters.txt",
      ]),
    );
    expect(page.match(/href="evidence[^"]*\/"/g)).toBeNull();
  });

  test("whose reason or cause others share is opened once", () => {
    const lost = { verdict: "inconclusive", reason: "the namespace did not come up" } as const;
    const page = html({ checks: ["p/s/a", "p/s/b", "p/s/c"].map((each) => sampleCheck({ id: each, ...lost })) });
    expect(page.match(/<details [^>]*open="open"/g)).toHaveLength(1);
    const ofOneCause = ["p/s/a", "p/s/b"].map((each) =>
      sampleCheck({ id: each, verdict: "nonconformant", reason: `of ${each}`, diagnosis }),
    );
    expect(html({ checks: ofOneCause }).match(/<details [^>]*open="open"/g)).toHaveLength(1);
  });
});

test("every check has its row, in order; one that holds opens to what was sent and seen, and how often", () => {
  const [first, ...others] = sampleRun().checks;
  const page = html({ checks: [{ ...first!, held: 60, asked: 75, converged: 130 }, ...others], pages });
  const rows = page
    .split("<h2>Checks</h2>")[1]!
    .match(/<h3>.*?<\/h3>|<h4>.*?<\/h4>|<(?:summary|div) class="row">.*?<\/(?:summary|div)>/g)!;
  expect(rows.map((each) => each.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|"))).toEqual([
    "|Page &lt;One&gt;|",
    "|inside|",
    "|✓ conformant|87 ms|60×|inside, http answers 200 by mTLS|",
    "|From outside|",
    "|✗ nonconformant|412 ms|plain http on 8080 is reset|",
    "|? inconclusive|1 min 01 s|mTLS on 8443 answers 200 over HTTP/2|",
    "|page-two|",
    "|all|",
    "|- skipped|0 ms|the NetworkPolicy holds|",
  ]);
  const text = openedText(page, "page-one/inside/ok").join("\n");
  expect(text).toContain("command\ncurl -v http://a\ndocumented\ncurl: (56) Recv");
  expect(text).toContain(
    "held\n0 of 60: a leak of 5 % would have been seen\nasked\n75 requests\nconverged\nafter 130 ms",
  );
});
