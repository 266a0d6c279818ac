import { capabilities, type Capability } from "#helpers/verdict/capabilities";
import { z } from "zod";

export const verdict = z
  .enum(["conformant", "nonconformant", "inconclusive", "flaky", "skipped"])
  .describe(
    "conformant: the claim held. nonconformant: it did not. inconclusive: it could not be told. flaky: repeats disagree. skipped: left out with a reason.",
  );
export const ms = z.number().nonnegative();
export const count = z.number().int().nonnegative();
export const time = z.iso.datetime();

const mutant = z.object({
  name: z.string().describe("What is broken."),
  failsWith: z.string().describe("Regular expression that the failure must match."),
});

const unstable = z.object({
  sequence: z.string().describe("Each answer in its order, ✓ as documented or ✗."),
  right: count.describe("How many were as documented."),
  wrong: count.describe("How many were not."),
  kinds: z
    .array(
      z.object({
        what: z.string().describe("The answer."),
        count: count.describe("How often it came."),
        right: z.boolean().describe("Is it the documented one?"),
      }),
    )
    .describe("The different answers, how often each came, and whether it is the documented one."),
});

const control = z.object({
  what: z.string().describe("What the allowed client did."),
  expected: z.string().describe("What it should have got."),
  observed: z.string().describe("What it got."),
});

const diagnosis = z.object({
  cause: z.string().describe("The likely cause in one sentence."),
  rule: z.string().optional().describe("Name of the rule that it is by. Without one no cause is known."),
  object: z.string().optional().describe("The object that it names, as `Kind namespace/name`."),
  file: z.string().optional().describe("Where all that was collected is told, relative to the reports folder."),
  ms: ms.optional().describe("Milliseconds that the look at the cluster took."),
});

const skip = z.object({
  reason: z.string().describe("Why it cannot be decided then."),
  condition: z.string().describe("What of the run meets the condition."),
  reference: z.string().describe("Where more is told."),
});

const recordedAnswer = z.object({
  kind: z.string().describe("http-header, access-log and others; a newer meshproof may know more."),
  name: z.string().describe("By whom, or to which question."),
  values: z.array(z.string()).describe("Each value once, without what is of one run."),
});

const repeats = z.object({
  verdicts: z.array(verdict).describe("The verdict of each repeat, in their order."),
  converged: z.array(ms).describe("Milliseconds to converge, of each conformant repeat."),
});

/** A check with its outcome. */
export const check = z.object({
  id: z.string().min(1).describe("`<page>/<section>/<slug>`: stable and unique."),
  page: z.string().describe("Id of its document; see `pages`."),
  section: z.string().describe("Slug of its section."),
  title: z.string().describe("The claim, as a sentence that is true of a conformant mesh."),
  blocks: z.array(z.string()).describe("Ids of the document's blocks that it reproduces."),
  prints: z.string().describe("What the document prints."),
  mutants: z.array(mutant).describe("Ways to break the mesh that turn it red."),
  needs: z
    .array(z.enum(Object.keys(capabilities) as Capability[]))
    .optional()
    .describe("What it needs of the target."),
  errata: z.array(z.string()).describe("Ids of the document's errata that bear on it."),
  at: z.string().optional().describe("Where it is declared, `file:line`."),
  file: z.string().optional().describe("The file of tests that runs it."),
  verdict,
  ms: ms.describe("Milliseconds of the check's own function."),
  startedAt: time.optional().describe("When it began. Absent where it did not run."),
  finishedAt: time.optional().describe("When its verdict was there; a failure's diagnosis is over by then."),
  setUp: z
    .object({ startedAt: time.describe("When it began."), ms: ms.describe("What it took.") })
    .optional()
    .describe("Its page's set-up, where it was made for this check, the first of its page."),
  reason: z.string().optional().describe("Why the verdict is what it is. Absent where it is conformant."),
  observed: z.string().optional().describe("What the mesh answered, to be set beside `prints`."),
  hint: z.string().optional().describe("What to do where it is inconclusive."),
  unstable: unstable.optional().describe("Where some answers were as documented and some were not."),
  control: control.optional().describe("Where its control failed."),
  diagnosis: diagnosis.optional().describe("What was found out about a failure."),
  converged: ms.optional().describe("Milliseconds until what it waited for had come about for good."),
  held: count
    .optional()
    .describe("Requests in a row with the documented answer, of its least asked claim about traffic."),
  asked: count.optional().describe("Requests that its claims about traffic were decided by, added up."),
  skip: skip.optional().describe("Why and when it was left out."),
  answers: z
    .array(recordedAnswer)
    .optional()
    .describe("What the mesh said in the answers that it accepted, normalised."),
  repeats: repeats.optional().describe("With --repeat: what each repeat said."),
  evidence: z.string().describe("Folder of its evidence, relative to the reports folder; empty where there is none."),
  stack: z.string().optional().describe("Of an error that is a bug of meshproof's."),
});
