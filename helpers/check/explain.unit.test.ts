import { describe, expect, test } from "vitest";
import { ClaimError, HarnessError } from "#helpers/system/errors";
import { explain } from "./explain.ts";

function failureOf(claim: () => void) {
  try {
    claim();
  } catch (error) {
    return explain(error);
  }
  throw new Error("it holds");
}

describe("an assertion of vitest's, as the lines that were compared", () => {
  test("a list", () => {
    const failure = failureOf(() => expect(["httpbin 1/1", "curl 2/2"], "pods").toEqual(["httpbin 2/2", "curl 2/2"]));
    expect(failure).toEqual({
      verdict: "nonconformant",
      reason: "pods: seen “httpbin 1/1”, not seen “httpbin 2/2”",
      observed: "httpbin 1/1\ncurl 2/2",
    });
  });

  test("an empty list, and one that should be empty", () => {
    expect(failureOf(() => expect([]).toEqual(["a"]))).toMatchObject({ reason: "not seen “a”", observed: "nothing" });
    expect(failureOf(() => expect(["a", "b"]).toEqual([])).reason).toBe("seen “a / b”");
  });

  test("an object, its fields with their names", () => {
    const answer = { status: 503, headers: { server: "envoy", date: "now", via: "x" } };
    const failure = failureOf(() =>
      expect(answer).toMatchObject({ status: 200, headers: { server: "envoy", date: expect.stringMatching(/ GMT$/) } }),
    );
    expect(failure.reason).toBe(
      "seen “status: 503 / headers.date: now”, not seen “status: 200 / headers.date: / GMT$/”",
    );
    expect(failure.observed).toBe("status: 503\nheaders.server: envoy\nheaders.date: now");
  });

  test("a text, and a number", () => {
    const text = "HTTP/1.1 200 OK\r\nserver: envoy\r\n";
    expect(failureOf(() => expect(text).toBe("curl: (56) reset\n"))).toMatchObject({
      reason: "seen “HTTP/1.1 200 OK / server: envoy”, not seen “curl: (56) reset”",
      observed: "HTTP/1.1 200 OK\nserver: envoy",
    });
    expect(failureOf(() => expect(503, "the answer").toBe(200)).reason).toBe("the answer: seen “503”, not seen “200”");
    expect(failureOf(() => expect("000").toMatch(/^200/)).reason).toBe("seen “000”, not seen “/^200/”");
    expect(failureOf(() => expect("200").toBeUndefined()).reason).toBe("seen “200”, not seen “undefined”");
  });

  test("no answer at all: what the check says beside it", () => {
    const answer: { status: number } | undefined = undefined;
    const failure = failureOf(() =>
      expect((answer as { status: number } | undefined)?.status, "curl: (7) refused").toBe(200),
    );
    expect(failure).toMatchObject({ reason: "curl: (7) refused", observed: "curl: (7) refused" });
  });

  test("a number of lines", () => {
    const failure = failureOf(() => expect(["a", "b"], "log lines").toHaveLength(1));
    expect(failure).toMatchObject({
      reason: "log lines: seen “2 of them”, not seen “1 of them”",
      observed: "2 of them",
    });
  });

  test("what must not be: what the check says of it, and vitest's words only where it says nothing", () => {
    const failure = failureOf(() => expect("exit code 7", "curl: (7) refused").not.toMatch(/exit code/));
    expect(failure).toMatchObject({ reason: "curl: (7) refused", observed: "exit code 7" });
    expect(failureOf(() => expect("exit code 7").not.toMatch(/exit code/)).reason).toMatch(/^expected .* not to match/);
  });
});

test("a ClaimError is taken at its word", () => {
  const error = new ClaimError("expected it to be so", { expected: "so", observed: "not so" });
  expect(explain(error)).toEqual({ verdict: "nonconformant", reason: "expected it to be so", observed: "not so" });
});

test("answers that do not hold are the mesh's failure, with what was counted", () => {
  const kinds = [{ what: "HTTP/1.1 200 OK", count: 1, right: false }];
  const counted = { sequence: "✓✗✓", right: 2, wrong: 1, kinds };
  const error = Object.assign(new ClaimError("unstable: 1 of 3", { expected: "so", observed: "not so" }), counted);
  expect(explain(error)).toMatchObject({ verdict: "nonconformant", reason: "unstable: 1 of 3", unstable: counted });
});

test("ours is inconclusive, and so is a bug of ours", () => {
  expect(explain(new HarnessError("no pod", { why: "none", hint: "wait" }))).toEqual({
    verdict: "inconclusive",
    reason: "no pod: none",
    hint: "wait",
  });
  expect(explain(new TypeError("x is not a function"))).toMatchObject({
    verdict: "inconclusive",
    reason: "a bug of ours: x is not a function",
  });
});
