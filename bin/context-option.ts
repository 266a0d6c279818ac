import type { Options } from "./option.ts";

/** The option that names somebody's cluster, of the commands that work on one. */
export const contextOptionTable: Options = {
  context: {
    type: "string",
    value: "name",
    description: "somebody's cluster: a context of your kubeconfig, which is read, never written",
  },
};

/**
 * Makes the context that was named a setting of this process and its children, and it the target.
 * @param values of the command line, by the options' names
 */
export function chooseContext(values: Record<string, unknown>, env: NodeJS.ProcessEnv = process.env): void {
  const { context } = values;
  if (typeof context !== "string") return;
  env.MESHPROOF_TARGET = "existing";
  env.MESHPROOF_CONTEXT = context;
}
