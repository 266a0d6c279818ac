import { validate } from "./commands/validate.ts";
import { main } from "./main.ts";

/**
 * `npm run validate -- --from 1.30 --to 1.31`: the checks on both versions, their comparison, the upgrade under traffic. Exit
 * code 1 where something that `--fail-on` names is found, or a claim about the upgrade did not hold, 2 when it cannot tell.
 */
await main(validate, async (line) => {
  const [{ readConfig }, { validateArguments }] = await Promise.all([
    import("#helpers/system/config"),
    import("./validate/arguments.ts"),
  ]);
  const config = readConfig();
  const args = validateArguments(line, config.versions);
  const { pairsOf } = await import("./validate/matrix.ts");
  const pairs = pairsOf(args.matrix, process.env.MESHPROOF_CLUSTER || undefined);
  const { validateCommand } = await import("./validate/command.ts");
  return validateCommand(args, pairs, config.reports);
});
process.exit();
