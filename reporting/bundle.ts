import { readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { create } from "tar";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { leaksIn } from "#helpers/verdict/leaks";

/** What an archive must not give away beside what `helpers/leaks.ts` knows. */
const forms: [RegExp, string][] = [
  [
    /"auths?"\s*:\s*(?:\{[^}]*\{[^}]*"(?:auth|identitytoken)"\s*:\s*)?"[A-Za-z0-9+/=._-]{12,}"/,
    "a registry's login (Docker)",
  ],
  [
    /^\s*(?:-\s*)?(?:token|id-token|refresh-token|password)\s*:\s*["']?(?!\[)[A-Za-z0-9._~+/=-]{12,}/m,
    "a kubeconfig's token or password",
  ],
];

/**
 * Makes one archive (tar.gz) of a reports folder, to be sent to somebody. Every file is searched for secrets first; where
 * one is found there is no archive, an older one of that name neither.
 * @param folder of the reports
 * @param file absolute path of the archive
 * @returns how many files are in it
 * @throws HarnessError that names the first file with a secret, and its kind; where there are no reports
 */
export async function bundleReports(folder: string, file: string): Promise<number> {
  await rm(file, { force: true });
  const names = await filesIn(folder);
  for (const name of names) await assertHoldsNoSecret(folder, name);
  const draft = `${file}.${process.pid}`;
  try {
    const prefix = path.basename(folder);
    // In one order and without whose they are: the same reports make the same archive.
    await create({ gzip: true, cwd: folder, file: draft, portable: true, prefix }, names);
    await rename(draft, file);
  } catch (cause) {
    throw new HarnessError(`the archive ${file} cannot be written`, {
      why: messageOf(cause),
      hint: "make room there, or give another place: --out <file>",
      cause,
    });
  } finally {
    await rm(draft, { force: true });
  }
  return names.length;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw noReports(folder, messageOf(cause), cause);
  });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== ".lock");
  const names = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
  if (!names.includes("conformance.json")) throw noReports(folder, "it holds no conformance.json");
  return names.filter((name) => !name.endsWith(".tar.gz"));
}

async function assertHoldsNoSecret(folder: string, name: string): Promise<void> {
  const text = await readFile(path.join(folder, name), "utf8");
  const [found] = [...leaksIn(text), ...forms.filter(([form]) => form.test(text)).map(([, what]) => what)];
  if (found === undefined) return;
  throw new HarnessError(`the reports are not bundled: ${path.join(folder, name)} holds ${found}`, {
    why: "an archive is made to be sent to others",
    hint: "remove it from there, and report how it came in: reports of meshproof hold no secrets",
  });
}

function noReports(folder: string, why: string, cause?: unknown): HarnessError {
  const hint = "run `npm test` first, or set MESHPROOF_REPORTS to the folder of its reports";
  return new HarnessError(`there are no reports to bundle in ${folder}`, { why, hint, cause });
}
