import { type Config, readConfig } from "#helpers/system/config";
import { pages } from "../suites/pages.ts";
import { doctor } from "./commands/existing.ts";
import { collectDeclarations } from "./collect.ts";
import { doctorExitCode, foundText, pagesText, rightsText } from "./doctor-text.ts";
import { machineExitCode, machineText } from "./machine-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { allowed } from "./run/args.ts";

/**
 * `npm run doctor`: what a run needs of this machine, and what mends what is missing. With `--context <name>`: what somebody's
 * cluster can be asked. Reads only.
 */
await main(doctor, async ({ values: { allow, json } }) => {
  allowed(allow);
  const config = readConfig();
  if (config.target !== "existing") return machine(config, json);
  const { preflight } = await import("#fixtures/targets/existing/preflight");
  const { context, facts, denied, missing } = await preflight(config, pages);
  if (!json) {
    print(`context ${context.name} at ${context.server}: Kubernetes ${facts.kubernetes}\n`);
    print(`${foundText(missing)}\n\n${rightsText(denied)}\n`);
  }
  const checks = await collectDeclarations();
  if (json) print(JSON.stringify({ context: context.name, server: context.server, missing, denied }, null, 2));
  else print(pagesText(checks, missing));
  return doctorExitCode(checks, missing);
});
process.exit();

async function machine(config: Config, json: boolean): Promise<number> {
  const { lookAtMachine } = await import("#fixtures/targets/kind/look");
  const findings = await lookAtMachine(config);
  print(json ? JSON.stringify(findings, null, 2) : machineText(findings));
  return machineExitCode(findings);
}
