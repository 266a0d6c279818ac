import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { nightlyReport } from "./commands/reports.ts";
import { nightlyArguments } from "./nightly-arguments.ts";
import { readIssues } from "./nightly-issues.ts";

const read = (argv: string[]) => nightlyArguments(readCommandLine(nightlyReport, argv).values);

test("the command line", () => {
  const argv = ["--combination", "a", "--run", "reports", "--last-green", "", "--link", "https://github.com/o/r"];
  expect(read(argv)).toEqual({
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
  [[], /lacks --combination, --run/],
  [["--combination", "a"], /lacks --run/],
  [["--what"], /--what/],
  [["--combination", "a", "--run", "b", "--link", "javascript:x"], /no https address/],
])("%j is refused", (argv, message) => {
  expect(() => read(argv)).toThrow(message);
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
