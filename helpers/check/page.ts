import { readRunMode } from "#helpers/system/config";
import { HarnessError, messageOf } from "#helpers/system/errors";
import type { Kube } from "#helpers/kube/client";
import { waitForAll } from "#helpers/system/wait-for-all";
import type { CheckRecord } from "#helpers/verdict/record";
import { absent, podChanges, readPodStates, replacedSince, type PodStates } from "./pod-changes.ts";
import { rewritten } from "./rewritten.ts";
import { type Inventory, inventoryBefore, takeInventory } from "#helpers/kube/inventory";
import { readTarget, type PreparedTarget } from "#helpers/probes/prepared";

/** What a page's set-up works with. */
export interface PageScope {
  kube: Kube;
  target: PreparedTarget;
  /** Has the run just seen that there is nothing on the cluster of what the page makes? */
  clean: boolean;
  /** The cluster before the page's first step: asked for once what an interrupted run left is removed. */
  inventory(): Promise<Inventory>;
  /** Registers the removal of what was just created; run last first, each of them whatever the others do. */
  defer(what: string, remove: () => Promise<unknown>): void;
}

/** One document's state on the cluster: set up when first asked for, removed once when its suites are through. */
export class DocumentPage<State> {
  private readonly removals: { what: string; remove: () => Promise<unknown> }[] = [];
  private started: Promise<State> | undefined;
  /** What the page works with, from the moment at which its set-up began. */
  connection: (Pick<PageScope, "kube" | "target"> & { began: Date }) | undefined;
  /** The pods that its checks relied on when they were last looked at. */
  private podStates: PodStates | undefined;
  /** The same when the page began. */
  private podStatesAtFirst: PodStates | undefined;
  /** When its set-up began and how long it took, until a check has told it. */
  private setUpTime: CheckRecord["setUp"];
  /** What its set-up failed with. */
  setUpError: unknown;

  constructor(
    readonly name: string,
    private readonly setUp: (scope: PageScope, ahead: unknown) => Promise<State>,
    private readonly options: {
      /** Makes what the set-up needs and no cluster is needed for. */
      ahead?: () => Promise<unknown>;
      /** Do its own steps replace pods of the mesh? */
      replacesMesh?: boolean;
    } = {},
  ) {}

  /** The page's state. A set-up that failed fails every check of the page with the same error, at once. */
  ready(): Promise<State> {
    this.started ??= this.begin();
    return this.started;
  }

  /** What the set-up took, once: the check that it was made for tells it. */
  takeSetUpTime(): CheckRecord["setUp"] {
    const time = this.setUpTime;
    this.setUpTime = undefined;
    return time;
  }

  /** What happened to the mesh, or to the page's own pods, since this was last asked, or since the page began. */
  async podChanges(): Promise<string[]> {
    if (!this.connection || !this.podStates) return [];
    const before = this.podStates;
    this.podStates = await readPodStates(this.connection.kube);
    const happened = podChanges(before, this.podStates);
    if (this.options.replacesMesh) return happened.filter((line) => line.endsWith(" restarted"));
    return [...happened, ...absent(this.podStatesAtFirst!, before, this.podStates)];
  }

  /** What has been replaced of the mesh and of the cluster since the page began, as of when `podChanges` was asked last. */
  replaced(): string[] {
    if (this.options.replacesMesh || !this.podStates) return [];
    return replacedSince(this.podStatesAtFirst!, this.podStates);
  }

  /**
   * On somebody's cluster: what of the page's workloads is not as it was declared. On one of ours nobody rewrites what is
   * made, and what is changed there by hand is to be judged.
   */
  async rewritten(): Promise<string[]> {
    const { kube } = this.connection ?? {};
    return kube?.guest ? rewritten(kube, [...kube.writtenTo]) : [];
  }

  /**
   * Removes all that the set-up made.
   * @throws HarnessError that names everything which could not be removed
   */
  async tearDown(): Promise<void> {
    await this.started?.catch(() => "its checks have reported this already");
    const failed: string[] = [];
    for (let removal = this.removals.pop(); removal; removal = this.removals.pop()) {
      try {
        await removal.remove();
      } catch (error) {
        failed.push(`${removal.what}: ${messageOf(error)}`);
      }
    }
    if (failed.length === 0) return;
    throw new HarnessError(`the page ${this.name} left something behind`, {
      why: failed.join("\n       "),
      hint: "the page's next run removes it; `npm run down` removes the cluster",
    });
  }

  private async begin(): Promise<State> {
    // The client takes most of a second to load, which reading the suites can do without.
    const [{ Kube }, ahead] = await Promise.all([import("#helpers/kube/client"), this.options.ahead?.()]);
    // Where nothing of the page's is on the cluster, the run has just taken the inventory that the page begins with.
    const taken = await inventoryBefore(this.name, readRunMode().before);
    const target = await readTarget();
    const kube = Kube.connect(target.kubeconfig, undefined, target.guest);
    this.removals.push({ what: "the shells in its pods", remove: async () => kube.shells.close() });
    const [began, started] = [new Date(), performance.now()];
    this.connection = { kube, target, began };
    try {
      const defer: PageScope["defer"] = (what, remove) => void this.removals.push({ what, remove });
      const inventory = async () => taken ?? takeInventory(kube);
      const setUp = this.setUp({ kube, target, clean: taken !== undefined, inventory, defer }, ahead);
      const [state] = await waitForAll([
        setUp,
        readPodStates(kube).then((podStates) => (this.podStates = this.podStatesAtFirst = podStates)),
      ]);
      return state;
    } catch (error) {
      this.setUpError = error;
      throw error;
    } finally {
      this.setUpTime = { startedAt: began.toISOString(), ms: Math.round(performance.now() - started) };
    }
  }
}
