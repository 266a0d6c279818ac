import { setTimeout as pause } from "node:timers/promises";
import { takeInventory } from "#helpers/kube/inventory";
import { HarnessError } from "#helpers/system/errors";
import type { Kube } from "#helpers/kube/client";
import type { PreparedTarget } from "#helpers/probes/prepared";
import type { Outcome } from "./judge.ts";
import { type Item, planPasses } from "./plan.ts";
import { Removals } from "./removals.ts";
import { makeScratch } from "./scratch.ts";
import { readersEnvironment, TypedShell } from "./shell.ts";
import type { Result } from "./page-job.ts";
import type { TypedPage } from "#helpers/catalogue/errata";
import type { CataloguePage } from "#helpers/catalogue/index";

/** What Istio runs with and extends the API by. Its namespace stays, and what istiod wrote for workloads. */
const istiosOwn =
  /^(Deployment\.apps istio-system\/|\w+WebhookConfiguration\S* istio|CustomResourceDefinition\S* \S+\.istio\.io$|ClusterRole(Binding)?\S* istio)/;

/** Longest that the removal of Istio may take to be all through. Milliseconds. */
const timeLimit = 60_000;

/** A page that ends with the removal of Istio. */
export interface Uninstalling {
  page: CataloguePage;
  typed: TypedPage;
  file: string;
  text: string;
  results: Result[];
}

/**
 * Types the pages' `istioctl uninstall`, last: it takes the mesh away from everything else. Nothing that Istio runs with may
 * be left. The next `npm run up` sets the mesh up anew. The result takes the place of the block's "not run".
 * @throws HarnessError where no copy has such a block
 */
export async function typeUninstall(
  copies: readonly Uninstalling[],
  { target, kube, tell }: { target: PreparedTarget; kube: Kube; tell: (result: Result) => void },
): Promise<void> {
  const [first, ...others] = copies.flatMap((copy) => itemsOf(copy).map((item) => ({ copy, item })));
  if (!first)
    throw new HarnessError("no copy has a block that uninstalls Istio", { hint: "leave --with-uninstall away" });
  const began = Date.now();
  const outcome = await uninstall(first.item, target, kube);
  for (const { copy, item } of [first, ...others.filter((each) => each.item.text === first.item.text)]) {
    const at = copy.results.findIndex(({ id }) => id === item.id);
    const result = { ...copy.results[at]!, outcome, ms: Date.now() - began };
    copy.results[at] = result;
    tell(result);
  }
}

function itemsOf({ page, typed, file, text }: Uninstalling): Item[] {
  const blocks = typed.notRun.filter(({ held }) => held === "uninstall").map(({ block }) => block);
  const [pass] = planPasses(page, typed, { file, text });
  return pass?.items.filter(({ id }) => blocks.includes(id)) ?? [];
}

/** What is left of Istio once the API has forgotten its kinds: for some seconds it lists them and answers 404 to them. */
async function remainingObjects(kube: Kube): Promise<string[]> {
  const deadline = Date.now() + timeLimit;
  for (;;) {
    try {
      const left = [...(await takeInventory(kube)).keys()].filter((key) => istiosOwn.test(key));
      if (left.length === 0 || Date.now() > deadline) return left;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await pause(1_000);
  }
}

async function uninstall({ steps }: Item, target: PreparedTarget, kube: Kube): Promise<Outcome> {
  const removals = new Removals();
  try {
    const scratch = await makeScratch(target, undefined);
    removals.add("the reader's folder", () => scratch.remove());
    const shell = new TypedShell(scratch.folder, readersEnvironment(scratch, target));
    removals.add("the shell", async () => shell.end());
    for (const { command } of steps) {
      const { exitCode, seen } = await shell.type(command);
      if (exitCode !== 0) return { is: "differs", why: `exit code ${exitCode}\n${seen}` };
    }
  } finally {
    await removals.run();
  }
  const left = await remainingObjects(kube);
  return left.length > 0
    ? { is: "differs", why: left.map((key) => `left behind: ${key}`).join("\n") }
    : { is: "as documented" };
}
