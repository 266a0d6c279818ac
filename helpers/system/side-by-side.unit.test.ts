import { expect, test } from "vitest";
import { run } from "./command.ts";
import { sideBySide } from "./side-by-side.ts";

/** Runs the commands in a real shell, as a container has it. */
async function answers(commands: string[]) {
  const { script, answersIn } = sideBySide(commands);
  return answersIn(await run("sh", ["-c", script], { timeout: 10_000 }));
}

test("each command has its own answer: streams, exit code, in the order of the commands", async () => {
  expect(
    await answers(["sleep 0.1; echo first", "echo out; echo err >&2; exit 56", "printf 'no line break'"]),
  ).toMatchObject([
    { exitCode: 0, stdout: "first\n", stderr: "" },
    { exitCode: 56, stdout: "out\n", stderr: "err\n" },
    { exitCode: 0, stdout: "no line break", stderr: "" },
  ]);
});

test("they run at the same time, each a process of its own", async () => {
  const began = performance.now();
  const seen = await answers(Array<string>(40).fill("x=${x:-unset}; echo $x; x=set; sleep 0.3"));
  expect(performance.now() - began).toBeLessThan(6_000);
  expect(new Set(seen.map(({ stdout }) => stdout))).toEqual(new Set(["unset\n"]));
});

test("a quote in a command stays what it is", async () => {
  expect(await answers([`printf '%s' "it's \\$d"`])).toMatchObject([{ stdout: "it's $d" }]);
});

test("an answer that is missing is our failure", () => {
  const { answersIn } = sideBySide(["true", "true"]);
  expect(() => answersIn({ stdout: "", stderr: "mktemp: not found" })).toThrow(/2 commands were run side by side, 0/);
});
