import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";

/* What `npm run imports` refuses, seen on a few tiny files that stand where the project's own would. */

const files = {
  "helpers/system/one.ts": `import type { Two } from "./two.ts";\nexport type One = Two | 1;`,
  "helpers/system/two.ts": `export type Two = import("./one.ts").One[];`,
  "helpers/system/up.unit.test.ts": `import "#fixtures";`,
  "helpers/system/command.ts": `import "execa";`,
  "helpers/kube/client.ts": `import "../astray.ts";`,
  "helpers/astray.ts": "",
  "helpers/probes/up.ts": `import "#helpers/check/page";\nimport "#helpers/kube/client";`,
  "helpers/check/page.ts": "",
  "fixtures/index.ts": `import type { One } from "#helpers/system/one";\nimport "execa";\nexport type F = One;`,
  "fixtures/mesh/up.ts": `export const later = () => import("../../suites/page/catalogue.ts");`,
  "fixtures/engine/up.unit.test.ts": `import "#fixtures/mesh/up";`,
  "reporting/beside.ts": `import type { F } from "#fixtures";\nexport type R = F;`,
  "suites/page/page.test.ts": `import "#fixtures";\nimport "#helpers/system/command";\nimport "#helpers/system/gone";`,
  "suites/page/catalogue.ts": `import "#helpers/system/command";\nimport "#bin/other";`,
  "bin/other.ts": "",
  "bin/main.ts": `import "#fixtures/mesh/up";\nimport "#reporting/beside";\nimport "#helpers/system/command";`,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-imports-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  for (const name of ["package.json", "tsconfig.json"])
    await symlink(path.join(projectDir, name), path.join(folder, name));
  await mkdir(path.join(folder, "node_modules/execa"), { recursive: true });
  await writeFile(path.join(folder, "node_modules/execa/index.js"), "");
});

afterAll(() => rm(folder, { recursive: true }));

test("circles, of types as well, crossed walls and imports that cannot be followed are told, and nothing else", async () => {
  const program = path.join(projectDir, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", path.join(projectDir, ".dependency-cruiser.js"), "."];
  const { stdout, exitCode } = await run(process.execPath, args, { cwd: folder, timeout: 20_000 });
  const errors = stdout.split("\n").flatMap((line) => /^ *error (.*)$/.exec(line)?.[1]?.trim() ?? []);
  expect(errors.sort()).toEqual([
    "a folder of its own: helpers/kube/client.ts → helpers/astray.ts",
    "checks import #fixtures: suites/page/page.test.ts → helpers/system/command.ts",
    "no circle: helpers/system/one.ts →",
    "the place of execa: fixtures/index.ts → node_modules/execa/index.js",
    "the wall of fixtures/engine: fixtures/engine/up.unit.test.ts → fixtures/mesh/up.ts",
    "the wall of fixtures: fixtures/mesh/up.ts → suites/page/catalogue.ts",
    "the wall of helpers/kube: helpers/kube/client.ts → helpers/astray.ts",
    "the wall of helpers/probes: helpers/probes/up.ts → helpers/check/page.ts",
    "the wall of helpers/system: helpers/system/up.unit.test.ts → fixtures/index.ts",
    "the wall of helpers: helpers/system/up.unit.test.ts → fixtures/index.ts",
    "the wall of reporting: reporting/beside.ts → fixtures/index.ts",
    "the wall of suites: suites/page/catalogue.ts → bin/other.ts",
    "unknown import: suites/page/page.test.ts → #helpers/system/gone",
  ]);
  expect(exitCode).toBe(errors.length);
});
