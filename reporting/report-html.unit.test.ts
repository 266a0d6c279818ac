import { expect, test } from "vitest";
import { diagnosis, headings, html, id, pages, shown, openedText, wellFormed } from "./report/samples.ts";
import { sampleCheck, sampleRun } from "./samples.ts";

test("what was run and what came of it stand first", () => {
  const page = html({ deselected: ["page-one/inside/other"], filter: { files: ["suites/page-one"], pattern: "a|b" } });
  wellFormed(page);
  expect(shown(page).slice(0, 12)).toEqual([
    "Data plane: upstream Envoy 1.39.3, without Istio's own filters",
    "meshproof: 1 documented claim did not hold, and 1 check could not be decided",
    "Partial run: 4 of 5 (npm test -- suites/page-one -t 'a|b')",
    "✓ 1 conformant",
    "✗ 1 nonconformant",
    "? 1 inconclusive",
    "~ 0 flaky",
    "- 1 skipped",
    "1 deselected by the filter",
    "Istio 1.31 (commit eed52ebb66ad, 2026-08-27), Kubernetes 1.34.10, Gateway API 1.5.1, network plugin Calico 3.31.0.",
    "kind cluster meshproof. Exit code 1. Started 2026-01-02 03:04:05 UTC, took 1 min 07 s.",
    "Search checks",
  ]);
  expect(shown(page)).toContain("page-one/inside/other");
  expect(shown(html()).join("\n")).not.toContain("Partial run");
  expect(shown(html({ versions: null }))).toContain("Versions: not known, the target was not prepared.");
});

test("the parts stand in the order in which they are needed", () => {
  const check = sampleCheck({ verdict: "nonconformant", diagnosis });
  const errata = [{ id: "typo", page: "page-one", text: "8443 should be 8080" }];
  const failures = [{ what: "no engine", why: "refused", hint: "start it" }];
  expect(headings(html({ checks: [check, ...sampleRun().checks], errata, failures, pages }))).toEqual([
    "Failures of the harness",
    "Likely causes",
    "Nonconformant: documented claims that did not hold",
    "Inconclusive: could not be told",
    "Documents",
    "Steps",
    "Checks",
    "Skipped",
    "Errata of the documents",
    "Provenance",
  ]);
});

test("a cause stands once, with the object that it names and the checks that it explains", () => {
  const checks = [
    sampleCheck({ verdict: "nonconformant", diagnosis }),
    sampleCheck({ id: "page-one/outside/second", verdict: "nonconformant", diagnosis }),
  ];
  const page = html({ checks });
  expect(shown(page).join("\n")).toContain(
    `1 cause, 2 checks, PeerAuthentication foo/default: No PeerAuthentication is in force.\n${id}\npage-one/outside/second`,
  );
  expect(page).toContain('<a href="#check%3Apage-one%2Foutside%2Fsecond">');
  expect(openedText(page, "page-one/outside/second")).toContain("the same as of others: cause 1");
});

test("a row per document: verdicts, blocks, duration, edition, hash", () => {
  const page = html({ pages, errata: [{ id: "typo", page: "page-one", text: "t" }] });
  expect(shown(page).join("\n")).toContain(
    "Page &lt;One&gt;\n✓ 1 conformant\n✗ 1 nonconformant\n? 1 inconclusive\n1 of 1\n1 min 02 s\nes, copy 002\n0123456789ab\n1\n",
  );
});

test("a cause that explains many checks names the first, and folds the others", () => {
  const checks = ["a", "b", "c", "d", "e", "f", "g"].map((name) =>
    sampleCheck({ id: `p/s/${name}`, verdict: "nonconformant", diagnosis }),
  );
  const page = html({ checks });
  wellFormed(page);
  expect(page).toMatch(
    /1 cause, 7 checks[\s\S]*p\/s\/e<\/code>[\s\S]*<summary>and 2 more<\/summary>[\s\S]*p\/s\/f<\/code>/,
  );
});

test("the timeline says in words what it draws", () => {
  const checks = [
    sampleCheck({
      startedAt: "2026-01-02T03:04:20.000Z",
      finishedAt: "2026-01-02T03:04:25.000Z",
      setUp: { startedAt: "2026-01-02T03:04:15.000Z", ms: 5_000 },
    }),
  ];
  const steps = [{ name: "page-one", ms: 20_000, startedAt: "2026-01-02T03:04:14.000Z" }];
  const page = html({ checks, steps });
  wellFormed(page);
  expect(page).toContain('aria-label="page-one: from 9.0 s to 29.0 s: set-up 5.0 s, 1 check 5.0 s, clean-up 9.0 s"');
  expect(page).toContain('<rect class="span check conformant" x="223.9" y="0" width="74.6" height="20">');
});

test("provenance, skips, errata, failures of the harness and steps without times", () => {
  const page = html({
    failures: [{ what: "no engine", why: "refused", hint: "start it" }],
    errata: [{ id: "typo", page: "page-one", text: "8443 should be 8080" }],
    tool: { name: "meshproof", version: "0.1.0", commit: "abc", changed: true },
    host: { os: "Linux 6.8", arch: "x64", cpus: 2, memoryBytes: 2 ** 33, node: "20.19.0" },
    settings: { internet: "live", keep: false },
    workloads: [{ workload: "foo/curl", container: "curl", image: "meshproof/curl:1", imageID: "sha256:4567" }],
  });
  wellFormed(page);
  const text = shown(page).join("\n");
  expect(text).toContain("no NetworkPolicy engine\ncanary was let through\ndocs/skips.md#policy");
  expect(text).toContain("page-one (1)\ntypo: 8443 should be 8080");
  expect(text).toContain("cluster\n5.2 s\npage-one\n1 min 02 s");
  expect(text).toContain("no engine\nrefused\nstart it");
  expect(text).toContain("0.1.0, commit abc, with changes that are not committed");
  expect(text).toContain("Linux 6.8, x64, 2 CPUs, 8.0 GiB, Node.js 20.19.0");
  expect(text).toContain("internet=live keep=false");
  expect(text).toContain("localhost/meshproof/proxyv2\nsha256:0123");
  expect(text).toContain("foo/curl\ncurl\nmeshproof/curl:1\nsha256:4567");
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
  expect(html()).not.toContain("<h2>Repeats</h2>");
});
