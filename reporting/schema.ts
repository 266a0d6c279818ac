import { z } from "zod";

const verdict = z.enum(["conformant", "nonconformant", "inconclusive", "flaky", "skipped"]);
const ms = z.number().nonnegative();
const count = z.number().int().nonnegative();

const check = z.object({
  id: z.string().min(1),
  page: z.string(),
  section: z.string(),
  title: z.string(),
  blocks: z.array(z.string()),
  prints: z.string(),
  mutants: z.array(z.object({ name: z.string(), says: z.string() })),
  errata: z.array(z.string()),
  verdict,
  ms,
  reason: z.string().optional(),
  observed: z.string().optional(),
  hint: z.string().optional(),
  unstable: z
    .object({
      sequence: z.string(),
      right: count,
      wrong: count,
      kinds: z.array(z.object({ what: z.string(), count, right: z.boolean() })),
    })
    .optional(),
  diagnosis: z.object({ cause: z.string(), file: z.string().optional() }).optional(),
  converged: ms.optional(),
  held: count.optional(),
  skip: z.object({ reason: z.string(), condition: z.string(), reference: z.string() }).optional(),
  said: z.array(z.object({ kind: z.string(), name: z.string(), values: z.array(z.string()) })).optional(),
  repeats: z.object({ verdicts: z.array(verdict), converged: z.array(ms) }).optional(),
  evidence: z.string(),
  stack: z.string().optional(),
});

const versions = z.object({
  istio: z.string(),
  envoy: z.string(),
  kubernetes: z.string(),
  cni: z.string(),
  gatewayApi: z.string(),
  images: z.record(z.string(), z.string()),
});

/**
 * conformance.json: the same as the type RunRecord, which a unit test holds it against. Fields that it does not know are
 * left out and no error: a newer meshproof of the same schema ("meshproof/v1", "meshproof/v1.1") may write more.
 */
export const runSchema = z.object({
  schema: z
    .string()
    .regex(/^meshproof\/v1(\.\d+)?$/, 'expected "meshproof/v1"')
    .transform(() => "meshproof/v1" as const),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  target: z.string(),
  dataPlane: z.string(),
  internet: z.enum(["stand-in", "live"]),
  versions: versions.nullable(),
  checks: z.array(check),
  repeats: z.object({ done: count, asked: count }).optional(),
  deselected: z.array(z.string()).optional(),
  failures: z.array(z.object({ what: z.string(), why: z.string().optional(), hint: z.string() })),
  pages: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        sections: z.array(z.object({ slug: z.string(), title: z.string() })),
      }),
    )
    .optional(),
  errata: z.array(z.object({ id: z.string(), page: z.string(), text: z.string() })),
  steps: z.array(z.object({ name: z.string(), ms })),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
