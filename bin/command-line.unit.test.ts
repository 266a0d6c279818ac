import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { standInPrograms } from "#helpers/system/stand-in-programs";
import { asksForHelp, type Command, readCommandLine } from "./command-line.ts";
import * as all from "./commands/index.ts";
import { helpText } from "./help-text.ts";

const commands: Command[] = Object.values(all);
const { scripts } = JSON.parse(readFileSync(path.join(projectDir, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
/** The words behind `--` of an example's first command. */
const wordsOf = (line: string) =>
  (/ -- (.*)/.exec(line)?.[1] ?? "")
    .match(/'[^']*'|"[^"]*"|\S+/g)
    ?.map((word) => word.replace(/^(['"])(.*)\1$/, "$2")) ?? [];

test("every npm script of ours is a command, and reads its arguments as one", () => {
  const own = Object.entries(scripts).filter(([, line]) => line.includes(" bin/"));
  const names = own.map(([name]) => (name === "test" ? "npm test" : `npm run ${name}`));
  expect(commands.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const texts = own.map(([, line]) => readFileSync(path.join(projectDir, line.split(" ").at(-1)!), "utf8"));
  expect(texts.filter((text) => !/^await main\(\w+, async/m.test(text))).toEqual([]);
});

describe.each(commands.map((each) => [each.name, each] as const))("%s", (name, command) => {
  test("tells what it does, all that it takes, and two examples or more, in lines of at most 100 characters", () => {
    const help = helpText(command);
    const options = Object.keys(command.options).map((option) => `--${option}`);
    const wanted = [`Usage: ${name} `, "-h, --help", ...options, ...command.examples.map(([line]) => line)];
    expect(wanted.filter((text) => !help.includes(text))).toEqual([]);
    expect(command.examples.length).toBeGreaterThan(1);
    expect(help.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("its own examples are such as it takes", () => {
    for (const [line] of command.examples.filter(([line]) => line.includes(name)))
      expect(() => readCommandLine(command, wordsOf(line), {}), line).not.toThrow();
  });

  test("refuses an option that it does not know, with the way to its help", () => {
    const error = () => readCommandLine(command, ["--no-such-thing"], {});
    expect(error).toThrow(HarnessError);
    expect(error).toThrow(`\`${name}\` does not know --no-such-thing\n  do:  \`${name} -- --help\``);
  });

  test("refuses arguments beyond those that it names", () => {
    const named = command.arguments ?? [];
    if (named.some(({ many }) => many)) return;
    const given = [...named.map(() => "a"), "superfluous"];
    expect(() => readCommandLine(command, given, {})).toThrow(/takes (no arguments|only <.*>)\n.*superfluous/);
  });
});

test("the nearest option is named", () => {
  expect(() => readCommandLine(all.down as Command, ["--al"], {})).toThrow(/does not know --al\n.*nearest is --all/);
});

test("help is asked for by -h and --help, whatever stands beside it, and not behind --", () => {
  expect([["-h"], ["--bogus", "--help"], ["--all", "-h"]].map(asksForHelp)).toEqual([true, true, true]);
  expect([[], ["--", "--help"], ["--helpful"]].map(asksForHelp)).toEqual([false, false, false]);
});

test("`--help` of a command that changes something changes nothing, and a wrong option neither", async () => {
  const { calls } = await standInPrograms({ docker: "exit 1", "apt-get": "exit 1", kind: "exit 1" });
  const up = (option: string) =>
    run(process.execPath, ["--import", "tsx", "bin/up.ts", option], { cwd: projectDir, timeout: 60_000 });
  const [help, wrong] = await Promise.all([up("--help"), up("--hepl")]);
  expect([help.exitCode, help.stderr, help.stdout.split("\n")[0]]).toEqual([0, "", "Usage: npm run up -- [options]"]);
  expect([wrong.exitCode, wrong.stdout]).toEqual([2, ""]);
  expect(wrong.stderr).toContain("`npm run up` does not know --hepl\n  why: nearest is --help");
  expect(await calls()).toEqual([]);
});
