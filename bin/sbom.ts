import { mkdir } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { mustRun } from "#helpers/system/command";
import { readConfig, readRunMode } from "#helpers/system/config";
import { projectDir } from "#helpers/system/paths";
import { sbom } from "./commands/supply.ts";
import { goProgram } from "./go-program.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { builtImages } from "./supply/built-images.ts";
import { licencesPage } from "./supply/licences.ts";

const syft = {
  name: "syft",
  module: "syft",
  package: "github.com/anchore/syft/cmd/syft",
  // Its packages are many: about five minutes of two cores.
  timeLimit: 30 * 60_000,
};

/** `npm run sbom [-- --out <folder>]`: a CycloneDX document of the npm packages, and one of each built image. */
await main(sbom, async ({ values: { out } }) => {
  const folder = path.resolve(out ?? path.join(readRunMode().reportsDir, "sbom"));
  await mkdir(folder, { recursive: true });
  const documents = [{ name: "npm", json: await npmPackages() }, ...(await images())];
  for (const { name, json } of documents) {
    await writeFileAtomically(path.join(folder, `${name}.cdx.json`), json);
    print(`${path.relative(process.cwd(), path.join(folder, `${name}.cdx.json`))}`);
  }
  await writeFileAtomically(path.join(folder, "licences.md"), licencesPage(documents));
  print(path.relative(process.cwd(), path.join(folder, "licences.md")));
});
process.exit();

async function npmPackages(): Promise<string> {
  const { stdout } = await mustRun("npm", ["sbom", "--sbom-format", "cyclonedx"], {
    cwd: projectDir,
    timeout: 120_000,
    hint: "run `npm ci` first",
  });
  return stdout;
}

async function images(): Promise<{ name: string; json: string }[]> {
  const { findEngine } = await import("#fixtures/engine/index");
  const engine = await findEngine({ say: () => undefined });
  const found = engine ? await builtImages(readConfig().versions, engine.env) : [];
  if (found.length === 0) {
    print("no image of these versions is built here: only the npm packages are listed");
    return [];
  }
  const program = await goProgram(syft);
  const documents: { name: string; json: string }[] = [];
  // One after the other: each is unpacked on the disk for it.
  for (const { name, tag } of found) {
    const args = [
      "scan",
      `docker:${tag}`,
      "--output",
      "cyclonedx-json",
      "--quiet",
      "--source-name",
      `meshproof/${name}`,
    ];
    const env = { ...engine!.env, SYFT_CHECK_FOR_APP_UPDATE: "false" };
    const { stdout } = await mustRun(program, args, { env, timeout: 10 * 60_000 });
    documents.push({ name: `image-${name}`, json: stdout });
  }
  return documents;
}
