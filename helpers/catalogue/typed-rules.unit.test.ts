import { expect, it } from "vitest";
import { block, check, erratum, page } from "./samples.ts";
import type { TypedPage } from "./errata.ts";
import { typedProblems } from "./typed-rules.ts";

const sample = page([block()], { errata: [erratum()] });
const typed = (changes: Partial<TypedPage> = {}): TypedPage => ({
  errata: { typo: { by: "typing", at: [{ block: "page/section/1", prints: [] }] } },
  notRun: [],
  ...changes,
});
const problems = (changes: Partial<TypedPage> = {}, checks = [check()]) =>
  typedProblems(sample, typed(changes), checks);

it("has nothing against a page whose errata are all shown", () => {
  expect(problems()).toEqual([]);
  expect(problems({ errata: { typo: { by: "leftovers", left: [] } } })).toEqual([]);
  const naming = [check({ errata: ["typo"] })];
  expect(problems({ errata: { typo: { by: "check", check: "page/section/works" } } }, naming)).toEqual([]);
});

it.each<[Partial<TypedPage>, string]>([
  [{ errata: {} }, "erratum typo of page is shown by nothing"],
  [
    { errata: { ...typed().errata, other: { by: "copy", has: /x/ } } },
    "catalogue/typed.ts of page shows erratum other, which does not exist",
  ],
  [
    { notRun: [{ block: "page/section/2", reason: "r", held: "uninstall" }] },
    "catalogue/typed.ts of page names block page/section/2, which does not exist",
  ],
  [
    { notRun: [{ block: "page/section/1", reason: "r", held: { in: "page/section/3" } }] },
    "catalogue/typed.ts of page names block page/section/3, which does not exist",
  ],
  [{ again: [{ section: "gone" }] }, "catalogue/typed.ts of page names section gone, which does not exist"],
  [
    { errata: { typo: { by: "check", check: "page/section/gone" } } },
    "erratum typo is shown by check page/section/gone, which does not exist",
  ],
  [
    { errata: { typo: { by: "check", check: "page/section/works" } } },
    "erratum typo is shown by check page/section/works, which does not name it",
  ],
])("%j: %s", (changes, problem) => {
  expect(problems(changes)).toEqual([problem]);
});

it("demands that an erratum names the block in which it is shown", () => {
  const two = page([block(), block({ id: "page/section/2", lines: [3, 4] })], { errata: [erratum()] });
  const shown: TypedPage = typed({ errata: { typo: { by: "typing", at: [{ block: "page/section/2", prints: [] }] } } });
  expect(typedProblems(two, shown, [])).toEqual(["erratum typo is shown in page/section/2, which it does not name"]);
});
