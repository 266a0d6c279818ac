import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { keptAnswer, keyOf } from "./kept-answer.ts";

let root: string;
let asked: number;
let notKept: number | undefined;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "meshproof-kept-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(path.join(root, "suites", "page"), { recursive: true });
  await writeFile(path.join(root, "suites", "page", "a.ts"), "a");
  asked = 0;
  notKept = undefined;
});

const on = () => ({ root, folders: ["suites"], files: ["lock.json", "missing"], also: ["v20"] });
const file = () => path.join(root, "kept");
/** The answer is how often it was asked for. */
const answer = (also = "v20", during?: () => Promise<void>) =>
  keptAnswer({
    file: file(),
    key: () => keyOf({ ...on(), also: [also] }),
    ask: async () => {
      await during?.();
      return { asked: (asked += 1) };
    },
    isKept: ({ asked }) => asked !== notKept,
  });

test("is asked for once, as long as nothing changes", async () => {
  expect([await answer(), await answer(), await answer()].map((each) => each.asked)).toEqual([1, 1, 1]);
});

test.each<[string, () => Promise<void>]>([
  ["a file has other content", () => writeFile(path.join(root, "suites", "page", "a.ts"), "b")],
  ["a file is new", () => writeFile(path.join(root, "suites", "page", "b.ts"), "")],
  ["a file is gone", () => rm(path.join(root, "suites", "page", "a.ts"))],
  ["another program is installed", () => writeFile(path.join(root, "lock.json"), "{}")],
  ["what is kept was cut off", async () => writeFile(file(), (await readFile(file(), "utf8")).slice(0, -1))],
  ["what is kept was changed", async () => writeFile(file(), (await readFile(file(), "utf8")).replace("1}", "9}"))],
  ["what is kept is empty", () => writeFile(file(), "")],
])("is asked for anew where %s", async (_what, change) => {
  await answer();
  await change();
  expect([await answer(), await answer()]).toEqual([{ asked: 2 }, { asked: 2 }]);
});

test("a setting is part of the question", async () => {
  await answer();
  expect(await answer("v22")).toEqual({ asked: 2 });
});

test("an answer that was found while something changed is not kept, not even for when that is changed back", async () => {
  const suite = path.join(root, "suites", "page", "a.ts");
  await answer("v20", () => writeFile(suite, "changed meanwhile"));
  await writeFile(suite, "a");
  expect(await answer()).toEqual({ asked: 2 });
});

test("an answer that must not be given again is not kept", async () => {
  notKept = 1;
  expect([await answer(), await answer(), await answer()].map((each) => each.asked)).toEqual([1, 2, 2]);
});

test("where a file cannot be read, nothing is kept", async () => {
  await symlink(root, path.join(root, "suites", "folder"));
  expect([await answer(), await answer()]).toEqual([{ asked: 1 }, { asked: 2 }]);
});

test("where it cannot be kept, it is asked for each time", async () => {
  await mkdir(file());
  expect([await answer(), await answer()]).toEqual([{ asked: 1 }, { asked: 2 }]);
});
