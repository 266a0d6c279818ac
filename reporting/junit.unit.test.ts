import { describe, expect, test } from "vitest";
import { junitXml } from "./junit.ts";
import { objectionsOf, parseXml, type XmlElement } from "./junit-rules.ts";
import { sampleCheck, sampleRun } from "./samples.ts";
import { assertWellFormed } from "./xml.ts";

const junit = (changes: Parameters<typeof sampleRun>[0] = {}) => junitXml(sampleRun(changes), "reports");
const suites = (xml: string) => parseXml(xml).children;
const cases = (xml: string) =>
  suites(xml).flatMap(({ children }) => children.filter(({ name }) => name === "testcase"));
const outcome = (testcase: XmlElement) => testcase.children.find(({ name }) => name !== "system-out");

test("every verdict has its element, every check its class and name; the counts add up", () => {
  const xml = junit();
  expect(parseXml(xml).attributes).toEqual({
    name: "meshproof",
    tests: "4",
    failures: "1",
    errors: "1",
    time: "67.000",
  });
  expect(
    suites(xml).map(({ attributes: { name, tests, failures, errors, skipped } }) => [
      name,
      tests,
      failures,
      errors,
      skipped,
    ]),
  ).toEqual([
    ["page-one/inside", "1", "0", "0", "0"],
    ["page-one/outside", "2", "1", "1", "0"],
    ["page-two/all", "1", "0", "0", "1"],
  ]);
  expect(xml).toContain('<property name="dataPlane" value="upstream Envoy 1.39.3, without Istio\'s own filters"/>');
  expect(cases(xml).map((each) => [each.attributes.classname, each.attributes.name, outcome(each)?.name])).toEqual([
    ["page-one.inside", "inside, http answers 200 by mTLS", undefined],
    ["page-one.outside", "plain http on 8080 is reset", "failure"],
    ["page-one.outside", "mTLS on 8443 answers 200 over HTTP/2", "error"],
    ["page-two.all", "the NetworkPolicy holds", "skipped"],
  ]);
});

test("a suite is a file of tests, and says it, its page and its document", () => {
  const file = "suites/page-one/outside.http.test.ts";
  const pages = [{ id: "page-one", title: "One", url: "https://istio.io/one/", sections: [] }];
  const [first] = suites(junit({ checks: [sampleCheck({ file })], pages }));
  expect(first!.attributes).toMatchObject({
    name: "page-one/outside.http",
    id: "page-one/outside.http",
    package: "page-one",
    file,
    url: "https://istio.io/one/",
    timestamp: "2026-01-02T03:04:05.000Z",
  });
});

test("the suites' times are what their pages took, set-up included", () => {
  const timeOf = (xml: string) => suites(xml).map(({ attributes }) => attributes.time);
  // page-one took 61.8 s, of which its checks took 61.499 s; of page-two there is no step.
  expect(timeOf(junit())).toEqual(["0.388", "61.412", "0.000"]);
});

test("a failure says all that a reader of it alone needs", () => {
  const diagnosis = { cause: "the Sidecar is missing", file: "evidence/a/why.md" };
  const at = "suites/page-one/outside.test.ts:12";
  const check = sampleCheck({ verdict: "nonconformant", reason: "no answer\nat all", observed: "000", diagnosis, at });
  const [failed] = cases(junit({ checks: [check] })).map(outcome);
  expect(failed!.attributes).toEqual({
    type: "nonconformant",
    message: "no answer; likely cause: the Sidecar is missing",
  });
  expect(failed!.text.split("\n\n")).toEqual([
    "no answer\nat all",
    "documented:\ncurl: (56) Recv failure: Connection reset by peer\nexit code 56",
    "observed:\n000",
    [
      "likely cause: the Sidecar is missing",
      "id: page-one/outside/plain-http",
      "file: suites/page-one/outside.test.ts:12",
      "again: npm test -- --id page-one/outside/plain-http",
      "evidence: reports/evidence/a/why.md",
    ].join("\n"),
  ]);
});

test("a control that failed is told as that", () => {
  const control = { what: "the allowed client", expected: "200", observed: "503" };
  const check = sampleCheck({ verdict: "inconclusive", reason: "the control failed", control, hint: "look" });
  expect(outcome(cases(junit({ checks: [check] }))[0]!)!.text).toContain(
    "the control failed\ncontrol: the allowed client\nit should have got: 200\nit got: 503\ndo: look",
  );
});

test("a skip says why as an attribute and as text", () => {
  const why = "no NetworkPolicy engine; canary was let through; docs/skips.md#policy";
  expect(outcome(cases(junit()).at(-1)!)).toMatchObject({ attributes: { message: why }, text: why });
});

test("failures outside of checks are errors in it", () => {
  const xml = junit({ checks: [], failures: [{ what: "no engine", why: "gone", hint: "start it" }] });
  expect(xml).toContain('tests="1" failures="0" errors="1"');
  expect(xml).toContain('<error message="no engine" type="harness">no engine\ngone\ndo: start it</error>');
});

describe("Jenkins' schema", () => {
  test.each([
    ["a run with a check of each verdict", junit()],
    ["a run without checks", junit({ checks: [], versions: null })],
    ["failures of the harness", junit({ failures: [{ what: "w", hint: "h" }] })],
    ["all that a check can say", junit({ checks: [sampleCheck({ file: "suites/a/b.test.ts", verdict: "flaky" })] })],
    ["a time that is none", junit({ startedAt: "then" })],
  ])("takes %s", (_name, xml) => {
    expect(objectionsOf(xml)).toEqual([]);
  });

  test.each([
    ["skipped on testsuites", '<testsuites skipped="1"/>', "testsuites has no attribute skipped"],
    ["timestamp on testsuites", '<testsuites timestamp="t"/>', "testsuites has no attribute timestamp"],
    [
      "a suite without its counts",
      '<testsuites><testsuite name="a" tests="0" errors="0"/></testsuites>',
      "testsuite lacks failures",
    ],
    ["a time with a unit", '<testsuites time="1 s"/>', "time of testsuites is 1 s"],
    ["text between suites", "<testsuites>Unit</testsuites>", "text in testsuites"],
    ["another root", '<testcase name="a"/>', "the root is testcase"],
    [
      "a file on a test case",
      '<testsuites><testsuite name="a" tests="1" errors="0" failures="0"><testcase name="b" file="c"/></testsuite></testsuites>',
      "testcase has no attribute file",
    ],
  ])("refuses %s", (_name, xml, objection) => {
    expect(objectionsOf(xml)).toEqual([objection]);
  });
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
  expect(objectionsOf(xml)).toEqual([]);
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
