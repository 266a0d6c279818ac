import { describe, expect, it } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { tableOf } from "./curl-table.ts";

function answer(stdout: string, exitCode: number) {
  const text = stdout + (exitCode === 0 ? "" : `command terminated with exit code ${exitCode}\n`);
  return { command: "curl …", exitCode, stdout, stderr: "", text };
}

describe("tableOf", () => {
  it("puts kubectl's line below the answer that it belongs to", () => {
    expect(
      tableOf([
        answer("curl.foo to httpbin.foo: 200\n", 0),
        answer("curl.legacy to httpbin.foo: 000\n", 56),
        answer("curl.legacy to httpbin.bar: 200\n", 0),
      ]),
    ).toBe(
      "curl.foo to httpbin.foo: 200\n" +
        "curl.legacy to httpbin.foo: 000\ncommand terminated with exit code 56\n" +
        "curl.legacy to httpbin.bar: 200\n",
    );
  });

  it("does not believe 000 with exit code 0: an exit code was lost on the way", () => {
    expect(() => tableOf([answer("curl.legacy to httpbin.foo: 000\n", 0)])).toThrow(HarnessError);
  });
});
