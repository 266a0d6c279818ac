import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { typed } from "./commands/proof.ts";
import { main } from "./main.ts";
import { readTypedArgs } from "./typed/args.ts";

/**
 * `npm run typed -- <folder>`: types each page's blocks word for word in a shell, on the target that is up, and compares
 * what is printed with what the page prints. Exit code 1 where a block is otherwise than documented without an erratum, or
 * works in spite of one; 2 where that cannot be told.
 */
await main(typed, async (line) => {
  const args = readTypedArgs(line);
  const [{ onCluster }, { typeCopies }] = await Promise.all([
    import("./on-cluster.ts"),
    import("./typed/type-copies.ts"),
  ]);
  const { cluster } = readConfig();
  let interruption: AbortSignal | undefined;
  try {
    return await onCluster(cluster, (signal) => typeCopies(args, (interruption = signal)));
  } catch (error) {
    throw interruption?.aborted ? interrupted(error) : error;
  }
});
process.exit();

/** The cluster needs longer to empty a namespace than a person waits after Ctrl-C. */
function interrupted(cause: unknown): HarnessError {
  return new HarnessError(cause instanceof HarnessError ? cause.what : "interrupted", {
    why: "what the page made is being removed; what is left of it the next run, and `npm test`, removes first",
    hint: "run `npm run typed` again",
    cause,
  });
}
