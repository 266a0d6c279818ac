import { createAuthority } from "#helpers/probes/certificates";
import { hosts, type Host } from "#helpers/probes/outside-hosts";
import { startOrigin } from "#fixtures/internet/origin";
import { takeInventory } from "#helpers/kube/inventory";
import { removeLeftovers } from "#helpers/check/leftovers";
import { HarnessError } from "#helpers/system/errors";
import type { Kube } from "#helpers/kube/client";
import { removeAtOnce } from "./at-once.ts";
import { withOwnPods } from "./as-typed.ts";
import type { Reader } from "./attempt.ts";
import { keptLabels } from "./kept-labels.ts";
import { contradiction, installedSettings } from "./held.ts";
import { tellLeftovers } from "./leftovers.ts";
import type { PageJob } from "./page-job.ts";
import { type Pass, planPasses } from "./plan.ts";
import { atRest } from "./ready.ts";
import { makeScratch } from "./scratch.ts";
import { readersEnvironment, TypedShell } from "./shell.ts";
import { expectedAt, leaveBlock, typeBlock } from "./type-block.ts";

/** Longest that what a block asks for may take to come about. Milliseconds. */
const propagation = 20_000;

/** Types a page, once for each of its tabs, and removes all that it made. */
export async function typePage(job: PageJob): Promise<void> {
  const { page, typed, copy, kube, removals, resources } = job;
  for (const pass of planPasses(page, typed, copy)) {
    const before = await takeInventory(kube);
    removals.add(`the namespaces of ${page.id}`, () => removeAtOnce(kube, resources));
    removals.add(`what ${page.id} has made`, () => removeLeftovers(kube, resources));
    removals.add("labels of the cluster's own namespaces", await keptLabels(kube));
    try {
      await typePass(job, pass);
      await tellLeftovers(job, pass, before);
    } finally {
      await removals.run();
    }
  }
}

async function typePass(job: PageJob, pass: Pass): Promise<void> {
  const { page, typed, tell, signal } = job;
  const { shell, reader } = await readerFor(job);
  const stop = () => shell.end();
  signal.addEventListener("abort", stop, { once: true });
  const installed = await installedSettings();
  let before: string[] = [];
  try {
    for (const item of pass.items) {
      signal.throwIfAborted();
      const began = Date.now();
      const notRun = typed.notRun.find(({ block }) => block === item.id);
      const expected = expectedAt(typed.errata, item, pass.tab);
      const outcome = notRun
        ? await leaveBlock(notRun.reason, contradiction(notRun, item, pass.items, installed), expected, item, reader)
        : await typeBlock(item, expected, before, reader);
      const { id, lines, again } = item;
      tell({ page: page.id, tab: pass.tab, id, lines, again, outcome, ms: Date.now() - began });
      if (item.steps.length > 0) before = item.steps.map(({ command }) => command);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    shell.end();
  }
}

/** A reader's shell, and the hosts outside that the page asks. */
async function readerFor({ typed, target, kube, removals }: PageJob): Promise<{ shell: TypedShell; reader: Reader }> {
  const outside = typed.hosts && target.internet !== "live" ? typed.hosts.map(hostNamed) : [];
  const ca = outside.length > 0 ? await createAuthority("O=meshproof,CN=stand-in internet") : undefined;
  const defer = (what: string, remove: () => Promise<unknown>) => removals.add(what, remove);
  for (const host of outside) await startOrigin({ target, defer }, host, ca);
  const scratch = await makeScratch(target, ca?.certificate);
  removals.add(`the folder ${scratch.folder}`, () => scratch.remove());
  const shell = new TypedShell(scratch.folder, readersEnvironment(scratch, target));
  removals.add("the shell", async () => shell.end());
  const reader = {
    type: async (command: string) =>
      shell.type(await withOwnPods(command, (name, namespace) => podOf(kube, name, namespace))),
    rest: () => atRest(kube),
    within: propagation,
  };
  return { shell, reader };
}

async function podOf(kube: Kube, deployment: string, namespace: string): Promise<string> {
  const pods = await kube.list("v1", "Pod", namespace);
  const found = pods.find(
    ({ metadata }) => metadata?.name?.startsWith(`${deployment}-`) && !metadata.deletionTimestamp,
  );
  if (found?.metadata?.name) return found.metadata.name;
  throw new HarnessError(`there is no pod of ${deployment} in ${namespace} to put in the page's place`, {
    hint: "see what the page's earlier blocks have made: kubectl get pods -A",
  });
}

function hostNamed(name: string): Host {
  const found = hosts.find((host) => host === name);
  if (found) return found;
  throw new HarnessError(`no container of ours stands in for ${name}`, { hint: `known are ${hosts.join(", ")}` });
}
