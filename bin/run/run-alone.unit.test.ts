import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { againCommand } from "#helpers/verdict/again-command";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { collectChecks } from "../collect.ts";
import { readCommandLine } from "../command-line.ts";
import { test as command } from "../commands/run.ts";
import { readArgs } from "./args.ts";
import { type FoundCheck, isSelected } from "./select.ts";

let found: Omit<FoundCheck, "selected">[];
beforeAll(async () => {
  found = await collectChecks();
}, 60_000);

/** What a shell makes of command lines: the words that each gives to npm. */
async function words(commands: string[]): Promise<string[][]> {
  const [unit, record] = ["\u001f", "\u001e"];
  const npm = `npm() { printf '%s${unit}' "$@"; printf '${record}'; }`;
  const { stdout } = await run("sh", ["-c", [npm, ...commands].join("\n")], { timeout: 10_000 });
  return stdout
    .split(record)
    .slice(0, -1)
    .map((line) => line.split(unit).slice(0, -1));
}

describe("the command that runs a check alone", () => {
  test("is one line, and means to a shell what it says, for every check", async () => {
    const commands = found.map(({ declaration }) => againCommand(declaration));
    // Nothing that a shell, a report or a message would take for a quote, a pattern or an end.
    expect(commands.filter((line) => !/^[a-z0-9 ./-]+$/.test(line))).toEqual([]);
    const given = await words(commands);
    expect(given).toHaveLength(found.length);
    expect(given.map(([one, two, three, id]) => [one, two, three, id])).toEqual(
      found.map(({ declaration }) => ["test", "--", "--id", declaration.id]),
    );
  });

  test("selects that check and no other, for every check", async () => {
    const given = await words(found.map(({ declaration }) => againCommand(declaration)));
    const wrong = found.flatMap(({ declaration: { id } }, index) => {
      const args = readArgs(readCommandLine(command, given[index]!.slice(2), {}));
      const selected = found.filter((check) => isSelected(check, args, projectDir)).map((one) => one.declaration.id);
      return selected.join() === id ? [] : [`${id}: ${selected.join(", ") || "none"}`];
    });
    expect(found.length).toBeGreaterThan(90);
    expect(wrong).toEqual([]);
  });
});

test("every check says where it is declared: there its suite calls documented()", () => {
  const wrong = found.flatMap(({ declaration: { id, at } }) => {
    const [file = "", line] = at?.split(":") ?? [];
    const text = file && readFileSync(path.join(projectDir, file), "utf8").split("\n")[Number(line) - 1];
    return text && /\bdocumented\(/.test(text) ? [] : [`${id}: ${at}: ${text}`];
  });
  expect(wrong).toEqual([]);
});
