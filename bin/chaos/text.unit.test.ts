import { expect, test } from "vitest";
import { firstError } from "./provoke.ts";
import { scenarios, scenariosOf } from "./scenarios.ts";
import type { ChaosOutcome, Scenario } from "./scenario.ts";
import { chaosLine, chaosTable } from "./text.ts";

const scenario: Scenario = { id: "istiod-deleted", does: "istiod's pod is deleted", wants: { exit: [0, 2] } };
const outcome = (changes: Partial<ChaosOutcome>): ChaosOutcome => ({
  ...{ scenario, turn: 0, exit: 0, seconds: 12.1, message: "", problems: [], ...changes },
});

test("a turn is a line, and what was not as wanted below it", () => {
  expect(chaosLine(outcome({}), 3)).toBe("✓ istiod-deleted 1 of 3: exit 0 after 12.1 s");
  expect(chaosLine(outcome({ exit: "killed", problems: ["container x is left"] }), 1)).toBe(
    "✗ istiod-deleted 1 of 1: killed after 12.1 s\n    container x is left",
  );
});

test("a scenario is a row, whatever its turns came to", () => {
  const turns = [
    outcome({}),
    outcome({ exit: 2, seconds: 3, message: "✗ the pod | is gone" }),
    outcome({ problems: ["no"] }),
  ];
  expect(chaosTable(turns).split("\n")[2]).toBe(
    "| istiod-deleted | istiod's pod is deleted | 2 of 3 | exit 0, 12.1 s; exit 2, 3 s | ✗ the pod \\| is gone |",
  );
});

test("what a run said was wrong is its first error, else the first check that could not be decided, else its end", () => {
  expect(firstError("x\n  ? inconclusive it\n✗ the disk is full\n  why: …\n")).toBe("✗ the disk is full");
  expect(firstError("x\n    ? inconclusive  1 s  it\n0 passed\n")).toBe("? inconclusive  1 s  it");
  expect(firstError("x\n13 passed, 0 failed\n\n")).toBe("13 passed, 0 failed");
});

test("every scenario has a name of its own, and says what it does", () => {
  const ids = scenarios.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(scenarios.filter(({ does, wants }) => does === "" || wants.exit.length === 0)).toEqual([]);
});

test("scenarios are chosen by part of their name", () => {
  expect(scenariosOf(["istiod", "coredns"]).map(({ id }) => id)).toEqual(["istiod-deleted", "coredns-down"]);
  expect(() => scenariosOf(["nothing-like-it"])).toThrow(/no scenario's name contains "nothing-like-it"/);
});
