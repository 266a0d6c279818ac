import { setTimeout as pause } from "node:timers/promises";
import { withEvidence, type EvidenceEntry } from "#helpers/verdict/evidence";
import type { Kube } from "#helpers/kube/client";
import type { PreparedTarget } from "#helpers/probes/prepared";
import { outcomeOf, repeat, sendAgain } from "./again.ts";
import { Bounded } from "./bounded.ts";
import { causeFound, whyText } from "./why.ts";
import { explain } from "./causes.ts";
import { askEndpoints } from "./endpoints.ts";
import { writeEvents } from "./events.ts";
import { rootNamespace, type CheckFacts, type Facts } from "./facts.ts";
import { Folder } from "./folder.ts";
import { podsConcerned, writeAnalysis, writeObjects } from "./gather.ts";
import { collectLogs } from "./logs.ts";
import { essence } from "./objects.ts";
import { collectProxies } from "./proxies.ts";
import { commandsIn, culprit } from "./subject.ts";
import { istiods } from "./views.ts";

/** What there is to look at. */
export interface Scene {
  kube: Kube;
  target: PreparedTarget;
  /** Namespaces that the page made or changed. */
  namespaces: string[];
  check: CheckFacts;
  began: Date;
  /** What the check noted so far. */
  evidence: readonly EvidenceEntry[];
  /** Folder of the check's evidence. */
  folder: string;
  /** Milliseconds that all of it may take. */
  within: number;
}

/** Everything that was collected about a failure, before anything was put back. */
export interface Collected {
  facts: Facts;
  folder: Folder;
  bounded: Bounded;
  /** Milliseconds that it took. */
  ms: number;
}

/** Envoy flushes its access log once a second: a line may come that late. Milliseconds. */
const flush = 1_200;

/** Collects all that may explain a failure and can be had in time; what can't is named. */
export async function collect(scene: Scene): Promise<Collected> {
  // What is asked here is no evidence of the check's.
  const { outcome } = await withEvidence(() => collectQuietly(scene));
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

async function collectQuietly(scene: Scene): Promise<Collected> {
  const { kube, target, began, evidence } = scene;
  const started = performance.now();
  const bounded = new Bounded(started + scene.within);
  const folder = new Folder(scene.folder);
  const facts = nothingYet(scene, new Date());
  const { namespaces } = facts;
  const [trace, analyzer = [], events = []] = await Promise.all([
    bounded.part("verbose client trace", () => writeTrace(kube, facts, bounded, folder)),
    bounded.part("istioctl analyze", () => writeAnalysis(target, namespaces, folder)),
    bounded.part("events", () => writeEvents(kube, namespaces, began, folder)),
    bounded.part("resources", () =>
      writeObjects(kube, namespaces, folder, (objects) => (facts.objects = essence(objects))),
    ),
  ]);
  const { ofPage, gateways } = podsConcerned(facts, evidence);
  const asked = bounded.part("each endpoint asked", () => askEndpoints(kube, facts, bounded.left(), folder));
  const proxies = collectProxies(
    kube,
    [...ofPage, ...gateways].filter(({ proxy }) => proxy),
    bounded,
    folder,
  );
  await pause(Math.min(bounded.left(), Math.max(0, started + flush - performance.now())));
  const logs = collectLogs(kube, { page: ofPage, mesh: [...gateways, ...istiods(facts)], began }, bounded, folder);
  const found = { ...facts, ...(await logs), proxies: await proxies, events, analyzer, ...trace };
  const endpoints = await asked;
  const complete = { ...found, ...(endpoints && { asked: endpoints }) };
  return { facts: complete, folder, bounded, ms: performance.now() - started };
}

function nothingYet({ check, began, evidence, ...scene }: Scene, failed: Date): Facts {
  const sent = commandsIn(evidence);
  const named = new Set([...scene.namespaces, ...sent.map(({ namespace }) => namespace)]);
  return {
    check,
    began: began.toISOString(),
    failed: failed.toISOString(),
    namespaces: [...named].filter((namespace) => !meshNamespaces.includes(namespace)),
    sent,
    objects: [],
    proxies: [],
    accessLogs: [],
    refusals: [],
    events: [],
    analyzer: [],
  };
}

async function writeTrace(
  kube: Kube,
  facts: Facts,
  bounded: Bounded,
  folder: Folder,
): Promise<Pick<Facts, "again" | "repeated"> | undefined> {
  const failing = culprit(facts.check, facts.sent);
  const again = failing && (await sendAgain(kube, failing, bounded.left()));
  if (!again) return undefined;
  const otherwise = !facts.check.unstable && outcomeOf(again) !== outcomeOf(failing);
  const repeated = otherwise ? await repeat(kube, failing, bounded.left() / 2) : [];
  const text = [again, ...repeated].map((each) => `$ ${each.command}\n${each.text}`).join("\n");
  await folder.write("trace.txt", "the failing request once more, with curl's own account", text);
  return { again, ...(repeated.length > 0 && { repeated }) };
}

/** They are looked at always, and are no page's. */
const meshNamespaces = [rootNamespace, "kube-system"];

/** Holds the rules against what was collected and writes why.md. @returns the likely cause, its rule and its object */
export async function writeWhy(
  { facts, folder, bounded, ms }: Collected,
  check: CheckFacts,
): Promise<ReturnType<typeof causeFound>> {
  const all = { ...facts, check };
  await folder.writeJson("facts.json", "what the rules for the likely cause read", all);
  const explanation = explain(all);
  folder.files.push({ name: "transcript.txt", what: "all that the check sent and got" });
  await folder.write(
    "why.md",
    "this text",
    whyText(all, explanation, { files: folder.files, missing: bounded.missing, ms }),
  );
  return causeFound(explanation);
}
