import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { issueSchema, type OpenIssue } from "#reporting/nightly/issue";

/**
 * The issues that are open, of a file that `gh issue list --json number,title,body` was written to.
 * @throws HarnessError where it cannot be read: without it a second issue might be opened
 */
export async function readIssues(file: string): Promise<OpenIssue[]> {
  try {
    return z.array(issueSchema).parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new HarnessError(`cannot read the open issues in ${file}`, {
      why: cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause),
      hint: "gh issue list --label nightly --state open --limit 100 --json number,title,body > <file>",
      cause,
    });
  }
}
