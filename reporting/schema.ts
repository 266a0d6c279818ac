import { z } from "zod";
import { check, count, ms, time } from "./schema-check.ts";
import { document, erratum, host, tool, versions, workload } from "./schema-document.ts";

/** The minor version counts what was added, and in 1.4 two new names, which compare/earlier-fields.ts tells. */
export const schemaVersion = "1.4";

const cause = z.object({
  cause: z.string().describe("In one sentence."),
  object: z.string().optional().describe("The object that it names."),
  checks: z.array(z.string()).describe("Ids of the checks that failed for it."),
});

const failure = z.object({
  what: z.string().describe("What failed."),
  why: z.string().optional().describe("What is known of it."),
  hint: z.string().describe("What to do."),
});

const totals = z.object({
  conformant: count.describe("Claims that held."),
  nonconformant: count.describe("Claims that did not hold."),
  inconclusive: count.describe("Claims that could not be told."),
  flaky: count.describe("Checks whose repeats disagree."),
  skipped: count.describe("Left out with a reason."),
  deselected: count.describe("Left out by the filter."),
  failures: count.describe("Failures outside of checks."),
});

/**
 * conformance.json: the same as the type RunRecord, which a unit test holds it against. Fields that it does not know are
 * left out and no error: a newer meshproof of the same schema ("meshproof/v1", "meshproof/v1.1") may write more.
 */
export const runSchema = z.object({
  schema: z
    .string()
    .regex(/^meshproof\/v1(\.\d+)?$/, 'expected "meshproof/v1"')
    .transform(() => "meshproof/v1" as const)
    .describe("The major version of this schema."),
  schemaVersion: z.string().optional().describe("With the minor version, which counts additions."),
  tool: tool.optional().describe("The meshproof that made the record."),
  host: host.optional().describe("The machine that the run was on."),
  settings: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe("Every setting that the run had."),
  filter: z
    .object({
      ids: z.array(z.string()).optional().describe("Ids of checks, with * and ** for parts of them."),
      files: z.array(z.string()).describe("Parts of suites' paths; empty: all."),
      pattern: z.string().optional().describe("Regular expression that a check's name had to match."),
      shard: z.string().optional().describe('Which share of the selected pages: "1/3" is the first of three.'),
    })
    .optional()
    .describe("What the run was asked for."),
  startedAt: time.describe("When the run began."),
  finishedAt: time.describe("When its record was made."),
  target: z.string().describe("The cluster that was judged."),
  dataPlane: z.string().describe("What the sidecars and gateways run."),
  internet: z.enum(["stand-in", "live"]).describe("Were the documents' outside hosts containers, or the real ones?"),
  versions: versions.nullable().describe("Null where the target was not prepared."),
  workloads: z
    .array(workload)
    .optional()
    .describe("What the documents' workloads ran: each container of each pod outside of istio-system and kube-system."),
  totals: totals.optional().describe("How many checks came to which verdict."),
  checks: z.array(check).describe("Every check that was selected, in the documents' order."),
  causes: z.array(cause).optional().describe("Likely causes of what failed, each once; those of most checks first."),
  repeats: z
    .object({ done: count.describe("Repeats that were ended."), asked: count.describe("Repeats that were asked for.") })
    .optional()
    .describe("With --repeat: how often all were run."),
  deselected: z.array(z.string()).optional().describe("Ids of the checks that the filter left out."),
  failures: z.array(failure).describe("What failed outside of any check; the record may be incomplete then."),
  pages: z.array(document).optional().describe("The documents that were checked."),
  errata: z.array(erratum).describe("Mistakes of the documents, so that nobody takes them for the mesh's."),
  steps: z
    .array(
      z.object({
        name: z.string().describe("Of the step; a page's is its id."),
        ms: ms.describe("What it took."),
        startedAt: time.optional().describe("When it began."),
      }),
    )
    .describe("Milliseconds per step of the run: engine, images, cluster, mesh, each page."),
  exitCode: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .describe("0: all conformant. 1: a documented claim did not hold. 2: it could not be told."),
});
