import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { pinnedVersions } from "#helpers/system/versions";
import type { Command } from "../command-line.ts";
import * as all from "../commands/index.ts";
import { loadCatalogue } from "../catalogue.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { offeredCommands } from "./words.ts";

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-completion-"));
  script = path.join(folder, "completion.bash");
  await writeFile(script, bashCompletion(offeredCommands(Object.values(all) as Command[], await loadCatalogue())));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a real bash offers at the end of a line, whose last word may be empty. @param before what it knew before */
async function offeredBy(line: string, before = ""): Promise<string[]> {
  const words = line.split(" ");
  const text = `${before}
    source '${script}'
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}) COMP_CWORD=${words.length - 1} COMPREPLY=()
    _meshproof npm; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, exitCode } = await run("bash", ["--norc", "-c", text], { cwd: projectDir, timeout: 30_000 });
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout.trim().split("\n").filter(Boolean);
}

test.each([
  ["npm run new", ["new-page"]],
  ["npm test -- --rep", ["--repeat"]],
  ["npm run -s list -- --j", ["--json"]],
  ["npm run down -- --a", ["--all"]],
  ["npm test -- suites/mtls", ["suites/mtls-migration"]],
  ["npm test -- --repeat 3 suites/mtls", ["suites/mtls-migration"]],
  ["npm run up -- --istio ", pinnedVersions("istio")],
  ["npm test -- --allow ", ["disruptive"]],
  ["npm test -- --id mtls-migration/clean-up/inv", ["mtls-migration/clean-up/inventory-equals-before"]],
  ["npm run explain -- mtls-mig", expect.arrayContaining(["mtls-migration"]) as string[]],
  ["npm run export -- gate", ["gateway-api"]],
  ["npm run export -- gateway-api tscon", ["tsconfig.json"]],
  [
    "npm run watch -- mtls-migration --id mtls-migration/clean-up/inv",
    ["mtls-migration/clean-up/inventory-equals-before"],
  ],
  ["npm run list -- ", []],
  ["npm test -- --repeat ", []],
  ["npm run lint -- --", []],
])("a bash that has sourced it: %s⇥", async (line, wanted) => expect(await offeredBy(line)).toEqual(wanted));

test("what was npm's own completion stays so, for all but our commands", async () => {
  const npms = `_npm() { COMPREPLY=(install "$2"); }; complete -o default -F _npm npm;`;
  expect(await offeredBy("npm ins", npms)).toEqual(["install", "ins"]);
  expect(await offeredBy("npm test -- --rep", npms)).toEqual(["--repeat"]);
});

test("every command of ours is completed, and every option that it has", () => {
  const commands = offeredCommands(Object.values(all) as Command[], []);
  const text = bashCompletion(commands);
  const options = commands.flatMap(({ script: name, options }) => options.map((option) => [name, option.name]));
  const offered = ([name, option]: string[]) =>
    new RegExp(`'${name} options'\\) offered='[^']*${option}[ ']`).test(text);
  expect(options.filter((pair) => !offered(pair))).toEqual([]);
});

test("fish knows the same places", async () => {
  const commands = offeredCommands([all.down as Command, all.explain as Command], await loadCatalogue());
  const text = fishCompletion(commands);
  expect(text).toMatch(/case 'down options'\n {12}echo '--all --istio [^']*--help -h'/);
  expect(text).toContain("case 'down --istio'\n            echo '1.30 1.31'");
  expect(text).toMatch(/case 'explain argument 0'\n {12}echo \$_meshproof_list_0/);
});

test("a long list, of ids, stands there once", async () => {
  const text = bashCompletion(offeredCommands(Object.values(all) as Command[], await loadCatalogue()));
  expect(text.match(/ mtls-migration\/clean-up\/inventory-equals-before /g)).toHaveLength(2);
});
