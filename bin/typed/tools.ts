import { findProgram } from "#fixtures/engine/machine";
import { providePackages } from "#fixtures/releases/build/programs";
import { readConfig } from "#helpers/system/config";

/** What the pages' commands take for granted on a reader's machine, and the Debian package that has it. */
const wanted = { bash: "bash", jq: "jq", openssl: "openssl", base64: "coreutils", grep: "grep", tail: "coreutils" };

/**
 * Makes sure of the programs that the pages use beside kubectl and istioctl; they are installed where that is allowed.
 * @throws HarnessError that names every missing one and the command that installs it
 */
export async function checkTools(): Promise<void> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(wanted)) if (!(await findProgram(program))) missing.push(name);
  const { provision } = readConfig();
  await providePackages([...new Set(missing)], "typing the pages", { provision, say: console.log });
}
