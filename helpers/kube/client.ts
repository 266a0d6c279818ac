import { PatchStrategy, setHeaderOptions, type V1EphemeralContainer } from "@kubernetes/client-node";
import { noteChange } from "#helpers/verdict/changes";
import { asHarnessError, isConflict, isNotFound, unlessOvertaken } from "./answers.ts";
import { noteApplied } from "./applied.ts";
import { appliedObjects } from "./applied-objects.ts";
import { type Guest, labelled, labelTakenAway, notOurs } from "./guest.ts";
import { allowedChange } from "./guest-objects.ts";
import { appliedByKubectl, replacementFor } from "./kubectl-object.ts";
import { type AnyObject, nameOf, type ObjectRef, parseObjects } from "./objects.ts";
import { KubeReader, readConnections } from "./reader.ts";
import { Shells } from "./shell.ts";

const FIELD_MANAGER = "meshproof";

/** The one connection to the cluster's API: everything that is read or changed there goes through it. */
export class Kube extends KubeReader {
  /** Namespaces that were written to through this connection: what diagnostics look at. */
  readonly writtenTo = new Set<string>();
  /** The shells that are open in containers. */
  readonly shells = new Shells(this);

  /**
   * @param kubeconfig path of a kubeconfig file; its current context is used
   * @param limit milliseconds that one request may take
   * @param guest on a cluster that is somebody's: what is made bears the run's label, and what does not is left alone
   * @throws HarnessError when the file can't be read or names no cluster
   */
  static connect(kubeconfig: string, limit?: number, guest?: Guest): Kube {
    return new Kube(readConnections(kubeconfig, limit), kubeconfig, guest);
  }

  /** Server-side apply of every document in a YAML text; objects without a namespace go to `namespace`. */
  async apply(yaml: string, namespace?: string): Promise<AnyObject[]> {
    const applied: AnyObject[] = [];
    for (const object of parseObjects(yaml, namespace)) applied.push(await this.applyObject(object));
    noteApplied(appliedObjects(yaml, namespace));
    return applied;
  }

  /**
   * Server-side apply of one object: creates it, or makes it what is given. What kubectl has applied before is written
   * anew: of its lists, a server-side apply would keep what is kubectl's beside what is given.
   * @throws HarnessError where it is somebody's, or a webhook of somebody's cluster takes the run's label away
   */
  async applyObject(given: AnyObject): Promise<AnyObject> {
    this.noteWrite(given);
    const object = this.guest ? labelled(given, this.guest) : given;
    const applied = await this.asked(`apply ${nameOf(object)}`, () => unlessOvertaken(() => this.applyOnce(object)));
    await this.removeUnlessLabelled(applied);
    return applied;
  }

  private async applyOnce(object: AnyObject): Promise<AnyObject> {
    const there = await this.find(object as AnyObject & ObjectRef);
    if (there && !(await this.isOurs(there))) throw notOurs(object);
    return appliedByKubectl(there)
      ? this.objects.replace(replacementFor(there!, object), undefined, undefined, FIELD_MANAGER)
      : this.objects.patch(object, undefined, undefined, FIELD_MANAGER, true, PatchStrategy.ServerSideApply);
  }

  /**
   * Creates an object. False where one of that name is there already.
   * @throws HarnessError where a webhook of somebody's cluster takes the run's label away
   */
  async create(given: AnyObject): Promise<boolean> {
    const object = this.guest ? labelled(given, this.guest) : given;
    return this.unlessConflict(`create ${nameOf(object)}`, async () =>
      this.removeUnlessLabelled(await this.objects.create(object, undefined, undefined, FIELD_MANAGER)),
    );
  }

  /** Writes an object in place of the version that its `resourceVersion` names. False where it has changed since. */
  async replace(object: AnyObject): Promise<boolean> {
    return this.unlessConflict(`write ${nameOf(object)}`, () =>
      this.objects.replace(object, undefined, undefined, FIELD_MANAGER),
    );
  }

  /**
   * Asks the API server and its admission webhooks whether they would take the object; nothing is stored.
   * @returns what they would make of it
   */
  async dryRun(object: AnyObject): Promise<AnyObject> {
    return this.asked(`take ${nameOf(object)}`, () =>
      this.objects.patch(object, undefined, "All", FIELD_MANAGER, true, PatchStrategy.ServerSideApply),
    );
  }

  /** Changes some fields of an object (a JSON merge patch; `null` removes a field). */
  async merge(ref: ObjectRef, wanted: object): Promise<AnyObject> {
    let changes = wanted;
    const there = this.guest && (await this.find(ref));
    if (there && !(await this.isOurs(there))) {
      if (ref.kind !== "Namespace") throw notOurs(ref);
      const allowed = allowedChange(there, wanted);
      if (!allowed) return there;
      changes = allowed;
    }
    this.noteWrite(ref);
    const body = { ...ref, ...changes, metadata: { ...ref.metadata, ...(changes as Partial<ObjectRef>).metadata } };
    return this.asked(`patch ${nameOf(ref)}`, () =>
      this.objects.patch(body, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch),
    );
  }

  /**
   * Deletes an object if it is there and ours; dependents follow in the background.
   * @param resourceVersion delete just this version of it; nothing happens where it has changed
   */
  async remove(ref: ObjectRef, graceSeconds?: number, resourceVersion?: string): Promise<void> {
    if (this.guest && !(await this.findOurs(ref))) return;
    const only = resourceVersion === undefined ? undefined : { preconditions: { resourceVersion } };
    noteChange();
    try {
      await this.objects.delete(ref, undefined, undefined, graceSeconds, undefined, "Background", only);
    } catch (error) {
      if (only && isConflict(error)) return;
      if (!isNotFound(error)) throw asHarnessError(`delete ${nameOf(ref)}`, error, this.config.limit);
    }
  }

  /** `kubectl debug`: adds a container to a running pod. It stays as long as the pod: the API has no way to take it out. */
  async addEphemeralContainer(namespace: string, pod: string, container: V1EphemeralContainer): Promise<void> {
    const target = { apiVersion: "v1", kind: "Pod", metadata: { name: pod, namespace } };
    if (this.guest && !(await this.findOurs(target))) throw notOurs(target);
    const change = { namespace, name: pod, body: { spec: { ephemeralContainers: [container] } } };
    const strategic = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
    await this.asked(`add the container ${container.name} to ${pod} in ${namespace}`, () =>
      this.core.patchNamespacedPodEphemeralcontainers(change, strategic),
    );
  }

  /**
   * Takes away again what was just made on somebody's cluster and does not bear the run's label: nobody could tell later that
   * it is ours. Its uid sees to it that nothing else goes in its place.
   */
  private async removeUnlessLabelled(made: AnyObject): Promise<void> {
    if (this.guest === undefined || (await this.isOurs(made))) return;
    const uid = made.metadata?.uid;
    const ref = made as AnyObject & ObjectRef;
    await this.objects.delete(ref, undefined, undefined, 0, undefined, "Background", { preconditions: { uid } });
    throw labelTakenAway(made);
  }

  private noteWrite({ kind, metadata }: { kind?: string; metadata?: { name?: string; namespace?: string } }): void {
    const namespace = kind === "Namespace" ? metadata?.name : metadata?.namespace;
    if (namespace) this.writtenTo.add(namespace);
    noteChange();
  }

  private async unlessConflict(what: string, ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask();
      return true;
    } catch (error) {
      if (isConflict(error) || isNotFound(error)) return false;
      throw asHarnessError(what, error, this.config.limit);
    }
  }
}
