import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { nightlyArguments } from "./nightly-arguments.ts";
import { readIssues } from "./nightly-issues.ts";

test("the command line", () => {
  const argv = ["--combination", "a", "--run", "reports", "--last-green", "", "--link", "https://github.com/o/r"];
  expect(nightlyArguments(argv)).toEqual({
    combination: "a",
    run: "reports",
    // A workflow's step hands on an empty text where there is none.
    lastGreen: undefined,
    issues: undefined,
    link: "https://github.com/o/r",
    out: undefined,
  });
});

test.each([
  [[], /missing: --combination, --run/],
  [["--combination", "a"], /missing: --run/],
  [["--what"], /--what/],
  [["--combination", "a", "--run", "b", "--link", "javascript:x"], /no https address/],
])("%j is refused", (argv, message) => {
  expect(() => nightlyArguments(argv)).toThrow(message);
});

test("open issues are read, and what is none is refused: a second one might be opened", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-nightly-"));
  const file = path.join(folder, "issues.json");
  try {
    await writeFile(file, '[{"number":4,"title":"t","body":"b","url":"u"}]');
    expect(await readIssues(file)).toEqual([{ number: 4, title: "t", body: "b" }]);
    await writeFile(file, '[{"number":"4"}]');
    await expect(readIssues(file)).rejects.toThrow(/cannot read the open issues[\s\S]*number/);
    await writeFile(file, "");
    await expect(readIssues(file)).rejects.toThrow(/cannot read the open issues/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
