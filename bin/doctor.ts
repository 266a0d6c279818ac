import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { pages } from "../suites/pages.ts";
import { doctor } from "./commands/existing.ts";
import { checkDeclarations } from "./declarations.ts";
import { doctorExitCode, foundText, pagesText, rightsText } from "./doctor-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";
import { allowed } from "./run/args.ts";

/** `npm run doctor -- --context <name>`: what somebody's cluster can be asked, and what mends what it cannot. Reads only. */
await main(doctor, async ({ values: { allow, json } }) => {
  allowed(allow);
  const config = readConfig();
  if (config.target !== "existing")
    throw new HarnessError("`npm run doctor` wants to know which cluster", {
      hint: "name a context of your kubeconfig: npm run doctor -- --context <name>",
    });
  const { preflight } = await import("#fixtures/targets/existing/preflight");
  const { context, facts, denied, missing } = await preflight(config, pages);
  if (!json) {
    print(`context ${context.name} at ${context.server}: Kubernetes ${facts.kubernetes}\n`);
    print(`${foundText(missing)}\n\n${rightsText(denied)}\n`);
  }
  const checks = await checkDeclarations();
  if (json) print(JSON.stringify({ context: context.name, server: context.server, missing, denied }, null, 2));
  else print(pagesText(checks, missing));
  return doctorExitCode(checks, missing);
});
process.exit();
