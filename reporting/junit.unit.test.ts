import { describe, expect, test } from "vitest";
import { junitXml } from "./junit.ts";
import { sampleCheck, sampleRun } from "./samples.ts";
import { assertWellFormed } from "./xml.ts";

test("every verdict has its element, every check its classname and evidence", () => {
  const xml = junitXml(sampleRun(), "reports");
  expect(xml).toContain('<testsuites name="meshproof" tests="4" failures="1" errors="1" skipped="1" time="67.000"');
  expect(xml).toContain('<testsuite name="page-one" tests="3" failures="1" errors="1" skipped="0"');
  expect(xml).toContain('<property name="dataPlane" value="upstream Envoy 1.39.3, without Istio\'s own filters"/>');
  expect(xml).toContain(
    '<testcase classname="page-one.outside" name="plain http on 8080 is reset" time="0.412"><failure',
  );
  expect(xml).toContain(
    'type="nonconformant">the client outside the mesh got an answer\n\ndocumented:\ncurl: (56) Recv',
  );
  expect(xml).toContain('<error message="the control failed: exit code 28" type="inconclusive">');
  expect(xml).toContain('<skipped message="no NetworkPolicy engine; canary was let through; docs/skips.md#policy"/>');
  expect(xml).toContain("<system-out>evidence: reports/evidence/page-one/outside/plain-http</system-out>");
});

test("the likely cause stands beside the evidence", () => {
  const diagnosis = { cause: "the Sidecar is missing", file: "evidence/a/why.md" };
  const xml = junitXml(sampleRun({ checks: [sampleCheck({ verdict: "nonconformant", diagnosis })] }), "reports");
  expect(xml).toContain(
    "<system-out>likely cause: the Sidecar is missing\nevidence: reports/evidence/a/why.md</system-out>",
  );
});

test("failures outside of checks are errors in it", () => {
  const xml = junitXml(
    sampleRun({ checks: [], failures: [{ what: "no engine", why: "gone", hint: "start it" }] }),
    "reports",
  );
  expect(xml).toContain('tests="1" failures="0" errors="1"');
  expect(xml).toContain('<error message="no engine" type="harness">no engine\ngone\ndo: start it</error>');
});

test.each([
  ["markup", `</failure><script>&amp; "quoted" 'too' ]]> <![CDATA[`],
  ["colours", "\u001b[31mred\u001b[39m"],
  ["control characters", "bell\u0007 nul\u0000 escape\u001b delete\u007f c1\u0085 bom\ufffe"],
  ["half a surrogate pair", "half \ud83d and whole \u{1f600}"],
  ["line ends", "one\r\ntwo\n\tthree"],
])("is well-formed whatever the mesh answers: %s", (_name, text) => {
  const check = { reason: text, observed: text, prints: text, title: text, section: text, page: text, evidence: text };
  const checks = [
    sampleCheck({ ...check, verdict: "nonconformant" }),
    sampleCheck({ ...check, verdict: "inconclusive", hint: text, stack: text }),
    sampleCheck({ ...check, verdict: "skipped", skip: { reason: text, condition: text, reference: text } }),
  ];
  const xml = junitXml(sampleRun({ checks, failures: [{ what: text, hint: text }] }), "reports");
  expect(() => assertWellFormed(xml)).not.toThrow();
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe]/);
});

describe("assertWellFormed refuses", () => {
  test.each([
    ["nothing", ""],
    ["text alone", "text"],
    ["an open element", "<a><b></b>"],
    ["elements closed in the wrong order", "<a><b></a></b>"],
    ["two roots", "<a/><b/>"],
    ["a bare ampersand", "<a>this & that</a>"],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["a bare < in an attribute", '<a b="<"/>'],
    ["a quote in an attribute", '<a b="""/>'],
    ["an attribute without quotes", "<a b=c/>"],
    ["text after the root", "<a/>text"],
  ])("%s", (_name, xml) => {
    expect(() => assertWellFormed(xml)).toThrow(/not well-formed/);
  });
});
