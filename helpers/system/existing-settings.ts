import { createHash } from "node:crypto";
import { z } from "zod";

/** The settings about a cluster that is somebody's. docs/existing-clusters.md tells what each allows. */
export const existingSettings = {
  MESHPROOF_CONTEXT: z.string().min(1).optional(),
  MESHPROOF_ALLOW: z.enum(["disruptive"]).optional(),
  MESHPROOF_DEBUG_IMAGE: z.string().min(1).optional(),
};

interface Given {
  MESHPROOF_TARGET: "kind" | "existing";
  MESHPROOF_CONTEXT?: string;
  MESHPROOF_ALLOW?: string;
  MESHPROOF_DEBUG_IMAGE?: string;
  MESHPROOF_KEEP: boolean;
}

/** Of a cluster of ours alone: what it is called, and what it is made of. */
const ofOurs = [
  "MESHPROOF_CLUSTER",
  "MESHPROOF_ISTIO",
  "MESHPROOF_ENVOY",
  "MESHPROOF_KUBERNETES",
  "MESHPROOF_GATEWAY_API",
];

/**
 * What of these settings does not fit the target, a line each. A setting that would be passed over is refused: who gives one
 * means something by it.
 * @param given all MESHPROOF_ variables that are set
 */
export function unfit(values: Given, given: Record<string, string | undefined>): string[] {
  if (values.MESHPROOF_TARGET === "kind") {
    const idle = ["MESHPROOF_CONTEXT", "MESHPROOF_ALLOW", "MESHPROOF_DEBUG_IMAGE"].filter((name) => name in given);
    return idle.map((name) => `${name} is for MESHPROOF_TARGET=existing (or --context <name>)`);
  }
  return [
    ...(values.MESHPROOF_CONTEXT === undefined
      ? ["MESHPROOF_TARGET=existing wants MESHPROOF_CONTEXT=<name>, or --context <name>: none is taken by itself"]
      : []),
    ...ofOurs
      .filter((name) => name in given)
      .map((name) => `${name} is for a cluster that meshproof makes: one that exists is judged as it is`),
    ...(values.MESHPROOF_KEEP ? [] : ["MESHPROOF_KEEP=0 is for a cluster that meshproof makes: no other is removed"]),
  ];
}

/** What is kept of a context here is kept under this name: no kind cluster of ours can have an @ in its name. */
export function nameOfContext(context: string): string {
  const safe = context.replaceAll(/[^A-Za-z0-9.-]+/g, "-").slice(0, 60);
  const hash = createHash("sha256").update(context).digest("hex").slice(0, 8);
  return safe === context ? `context@${context}` : `context@${safe}-${hash}`;
}
