import { HarnessError } from "#helpers/system/errors";
import type { CheckRecord } from "#helpers/verdict/record";
import { explain } from "./explain.ts";
import type { DocumentPage } from "./page.ts";

/* What a check saw decides nothing where others changed what it stands on: it is inconclusive then. */

/** How a check ended, and what it was ended by where it did not hold. */
export interface Outcome {
  record: CheckRecord;
  error?: unknown;
}

/** What a check saw while the mesh or its own workloads were replaced under it says nothing: it is inconclusive then. */
export async function unlessPodsChanged(
  page: Pick<DocumentPage<unknown>, "podChanges" | "replaced">,
  { record, error }: Outcome,
): Promise<Outcome> {
  try {
    const now = await page.podChanges();
    const happened = now.length === 0 && record.verdict === "nonconformant" ? page.replaced() : now;
    if (happened.length === 0) return { record, error };
    throw new HarnessError("the cluster changed while this was checked", {
      why: `${happened.join(", ")}; what it saw meanwhile: ${[record.verdict, record.reason].filter(Boolean).join(", ")}`,
      hint: "find out who did that (`kubectl get events -A`), and run it again when the mesh is at rest",
      cause: error,
    });
  } catch (changed) {
    return { record: { ...record, ...explain(changed) }, error: changed };
  }
}

/** What did not hold of workloads that a webhook of the cluster had rewritten says nothing of the mesh. */
export async function unlessRewritten(
  page: Pick<DocumentPage<unknown>, "rewritten">,
  { record, error }: Outcome,
): Promise<Outcome> {
  if (record.verdict !== "nonconformant") return { record, error };
  try {
    const changes = await page.rewritten();
    if (changes.length === 0) return { record, error };
    throw new HarnessError("the cluster changed the page's workloads as they were made", {
      why: `${changes.slice(0, 5).join("; ")}; what was seen of them: ${record.reason}`,
      hint: "find the webhook (`kubectl get mutatingwebhookconfigurations`), and let it leave the page's namespaces alone",
      cause: error,
    });
  } catch (rewritten) {
    return { record: { ...record, ...explain(rewritten) }, error: rewritten };
  }
}
