import { rbacYaml } from "#fixtures/targets/existing/rbac";
import { HarnessError } from "#helpers/system/errors";
import { pages } from "../suites/pages.ts";
import { rbac } from "./commands/existing.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run rbac`: the least rights with which checks run on somebody's cluster, as YAML. */
await main(rbac, async ({ values: { account = "default/meshproof" }, positionals }) => {
  const known = pages.map(({ name }) => name);
  const [unknown] = positionals.filter((page) => !known.includes(page));
  if (unknown !== undefined)
    throw new HarnessError(`there is no page ${unknown}`, { hint: `take one of ${known.join(", ")}` });
  if (!/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(account))
    throw new HarnessError(`Expected --account to be <namespace>/<name>, got "${account}"`, {
      hint: "name a ServiceAccount that is there, or is to be",
    });
  print(rbacYaml(positionals.length > 0 ? positionals : known, account).trimEnd());
});
