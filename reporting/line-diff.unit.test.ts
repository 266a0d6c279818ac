import { expect, test } from "vitest";
import { diffSigns, lineDiff } from "./line-diff.ts";

const shown = (documented: string, observed: string) =>
  lineDiff(documented, observed).map(({ kind, text }) => `${diffSigns[kind]}${text}`);

test.each([
  ["the same", "200\n200", "200\n200", [" 200", " 200"]],
  [
    "another answer",
    "curl: (56)\nexit code 56",
    "HTTP/1.1 200\nexit code 0",
    ["-curl: (56)", "-exit code 56", "+HTTP/1.1 200", "+exit code 0"],
  ],
  [
    "a row of a table",
    "foo: 200\nbar: 200\nlegacy: 000",
    "foo: 200\nbar: 503\nlegacy: 000",
    [" foo: 200", "-bar: 200", "+bar: 503", " legacy: 000"],
  ],
  ["a line more", "a\nc", "a\nb\nc", [" a", "+b", " c"]],
  ["the template's indentation", "\n      a\n        b\n    ", "a\n  b", [" a", "   b"]],
  ["nothing", "200", "", ["-200", "+"]],
])("%s", (_name, documented, observed, lines) => {
  expect(shown(documented, observed)).toEqual(lines);
});

test("what the document leaves open is shown as it was observed", () => {
  expect(shown("curl-…   1/1   Running   0   …", "curl-5b9f   1/1   Running   0   3s")).toEqual([
    " curl-5b9f   1/1   Running   0   3s",
  ]);
  expect(shown("a…b…c", "a-c")).toEqual(["-a…b…c", "+a-c"]);
  expect(shown("ab…bc", "abc")).toEqual(["-ab…bc", "+abc"]);
});

test("a row of a table is the documented one whatever its pod, its age and its columns are", () => {
  const documented = "httpbin-5bbdbd6588-z9vbs   2/2     Running   0\ncurl-557747455f-brzf6      2/2     Running   0";
  const observed = "httpbin-d976c4f4d-kjvf6   2/2   Running   0   8s\ncurl-56ddfb95dc-rsrfn   1/1   Running   0   2d3h";
  expect(shown(documented, observed)).toEqual([
    " httpbin-d976c4f4d-kjvf6   2/2   Running   0   8s",
    "-curl-557747455f-brzf6      2/2     Running   0",
    "+curl-56ddfb95dc-rsrfn   1/1   Running   0   2d3h",
  ]);
});

test("texts of thousands of lines are not compared, and shown whole", () => {
  const [long, other] = ["a\n".repeat(2_000), "a\n".repeat(1_000)];
  expect(lineDiff(long, other)).toHaveLength(3_000);
});
