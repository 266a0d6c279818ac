import { expect, test } from "vitest";
import type { Finding } from "#fixtures/engine/finding";
import { machineExitCode, machineText } from "./machine-text.ts";

const node: Finding = { name: "Node", state: "here", text: "20.19.4" };
const engine: Finding = { name: "Docker engine", state: "made", text: "none runs here:\n- systemctl start docker" };
const go: Finding = { name: "Go", state: "missing", text: "Go is missing", mend: "install Go\nand put it on the PATH" };

test("what is there, what a run makes itself, and what mends the rest", () => {
  expect(machineText([node, engine, go])).toBe(
    [
      "✓ Node                20.19.4",
      "… Docker engine       none runs here:",
      "                      - systemctl start docker",
      "✗ Go                  Go is missing",
      "                      → install Go",
      "                      → and put it on the PATH",
      "",
      "1 missing: `npm test` would refuse",
    ].join("\n"),
  );
});

test("nothing is missing", () => {
  expect(machineText([node])).toMatch(/\nnothing is missing$/);
  expect(machineText([node, engine])).toMatch(/made or installed by `npm test` itself$/);
});

test("exit code: 2 where a run would refuse", () => {
  expect([machineExitCode([node, engine]), machineExitCode([node, go])]).toEqual([0, 2]);
});
