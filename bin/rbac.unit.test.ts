import { expect, test } from "vitest";
import { rightsFor } from "#fixtures/targets/existing/rights";
import { pages } from "../suites/pages.ts";

/** Somebody's mesh is neither upgraded nor uninstalled. */
const never = ["canary-upgrade", "in-place-upgrade", "uninstall"];

test("every page that can be asked of somebody's cluster says which rights it needs", () => {
  const lookAlone = rightsFor([]).length;
  const without = pages.filter(({ name }) => rightsFor([name]).length === lookAlone).map(({ name }) => name);
  expect(without).toEqual(never);
});
