import { readdir } from "node:fs/promises";
import path from "node:path";
import { run } from "#helpers/system/command";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { vulnerabilities } from "./commands/supply.ts";
import { goProgram } from "./go-program.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { compiledFolders } from "./supply/built-images.ts";
import { findingLine, findingsIn } from "./supply/govulncheck.ts";

const govulncheck = { name: "govulncheck", module: "govulncheck", package: "golang.org/x/vuln/cmd/govulncheck" };

/** `npm run vulnerabilities`: what is known of the npm packages and of the compiled programs. */
await main(vulnerabilities, async () => {
  const programs = await compiledPrograms();
  if (programs.length === 0) print("no program of these versions is compiled here: only npm's packages are looked up");
  const known = [...(await ofNpm()), ...(await ofPrograms(programs))];
  print([...known.map((line) => `✗ ${line}`), `${known.length} known`].join("\n"));
  return known.length > 0 ? 1 : 0;
});
process.exit();

interface NpmAudit {
  vulnerabilities?: Record<string, { name: string; severity: string; range: string }>;
  message?: string;
}

async function ofNpm(): Promise<string[]> {
  const { stdout, stderr } = await run("npm", ["audit", "--json"], { cwd: projectDir, timeout: 120_000 });
  const audit = jsonIn(stdout);
  if (!audit?.vulnerabilities) throw didNotAnswer("npm's advisories", audit?.message ?? (stderr || stdout));
  return Object.values(audit.vulnerabilities).map(({ name, severity, range }) => `npm: ${name} ${range}: ${severity}`);
}

function jsonIn(text: string): NpmAudit | undefined {
  try {
    return JSON.parse(text) as NpmAudit;
  } catch (error) {
    // npm prints a sentence where it gets no answer; that is told.
    void error;
    return undefined;
  }
}

async function compiledPrograms(): Promise<string[]> {
  const folders = await compiledFolders(readConfig().versions);
  const files = await Promise.all(folders.map((folder) => readdir(folder, { withFileTypes: true }).catch(() => [])));
  return files.flatMap((entries, index) =>
    entries
      // Programs have no ending; what lies beside them are manifests and lists.
      .filter((entry) => entry.isFile() && !entry.name.includes("."))
      .map(({ name }) => path.join(folders[index]!, name)),
  );
}

async function ofPrograms(programs: string[]): Promise<string[]> {
  if (programs.length === 0) return [];
  const checker = await goProgram(govulncheck);
  const known: string[] = [];
  for (const program of programs) {
    const { exitCode, stdout, stderr } = await run(checker, ["-mode=binary", "-json", program], { timeout: 300_000 });
    if (exitCode !== 0) throw didNotAnswer("Go's database of vulnerabilities", stderr);
    known.push(...findingsIn(stdout).map((finding) => `${path.basename(program)}: ${findingLine(finding)}`));
  }
  return known;
}

function didNotAnswer(what: string, why: string): HarnessError {
  return new HarnessError(`${what} gave no answer`, {
    why: why.trim().split("\n").slice(0, 3).join("\n"),
    hint: "run it where the network lets it through; the nightly workflow does",
  });
}
