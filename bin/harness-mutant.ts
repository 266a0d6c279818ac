/** A way to break meshproof itself, which its own unit tests must notice. */
export interface HarnessMutant {
  /** What the broken harness does, for people. */
  name: string;
  /** File that is broken, relative to the project. */
  file: string;
  /** Text in it, there exactly once. */
  find: string;
  /** What stands in its place. */
  replace: string;
  /** File of unit tests that must turn red, relative to the project. */
  test: string;
}

/** A file's mutants, each as name, text to find, text in its place; its tests lie beside it. */
export function mutantsOf(file: string, ...mutants: [name: string, find: string, replace: string][]): HarnessMutant[] {
  const test = file.replace(/\.ts$/, ".unit.test.ts");
  return mutants.map(([name, find, replace]) => ({ name, file, find, replace, test }));
}
