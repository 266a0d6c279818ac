/** What became of a file of unit tests. */
export interface UnitTestsEnd {
  /** Why the file could not be run at all: a syntax error, an import that fails. */
  broken: string[];
  passed: number;
  failed: { test: string; error: string; message: string }[];
}

/**
 * A mutant is killed by a test that ran and whose assertion failed. A file that cannot be loaded, or a test that ends
 * in any other error, would be red for every mutant that is no valid program.
 */
export function judge(ends: UnitTestsEnd[]): { killed: boolean; message: string } {
  const broken = ends.flatMap((end) => end.broken);
  if (broken.length > 0) return { killed: false, message: `the tests cannot be loaded: ${broken[0]}` };
  const failed = ends.flatMap((end) => end.failed);
  const [assertion] = failed.filter(({ error }) => error === "AssertionError");
  if (assertion) return { killed: true, message: `${assertion.test}: ${assertion.message}` };
  const [other] = failed;
  if (other) return { killed: false, message: `red, but by no assertion: ${other.test}: ${other.message}` };
  return { killed: false, message: `all ${ends.reduce((sum, { passed }) => sum + passed, 0)} tests passed` };
}
