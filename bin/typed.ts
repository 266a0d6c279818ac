import { main, onCluster } from "./main.ts";
import { readConfig } from "#helpers/config";
import { readTypedArgs } from "./typed/args.ts";
import { typeCopies } from "./typed/type-copies.ts";

/**
 * `npm run typed -- <folder>`: types each page's blocks word for word in a shell, on the target that is up, and compares
 * what is printed with what the page prints. Exit code 1 where a block is otherwise than documented without an erratum, or
 * works in spite of one; 2 where that cannot be told.
 */
await main(async () => {
  const args = readTypedArgs(process.argv.slice(2));
  const { cluster } = readConfig();
  return onCluster(cluster, (signal) => typeCopies(args, signal));
});
process.exit();
