import {
  KubernetesObjectApi,
  CoreV1Api,
  Exec,
  PatchStrategy,
  setHeaderOptions,
  type V1EphemeralContainer,
} from "@kubernetes/client-node";
import { noteApplied } from "./applied.ts";
import { appliedObjects } from "./applied-objects.ts";
import { noteChange } from "#helpers/verdict/changes";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { asHarnessError, getJson, isConflict, isNotFound, unlessOvertaken } from "./answers.ts";
import { SharedConnections } from "./config.ts";
import { Shells } from "./shell.ts";
import { appliedByKubectl, replacementFor } from "./kubectl-object.ts";
import { type Guest, labelled, labelTakenAway, notOurs } from "./guest.ts";
import { allowedChange, isRuns } from "./guest-objects.ts";
import { type AnyObject, nameOf, type ObjectRef, parseObjects } from "./objects.ts";

const FIELD_MANAGER = "meshproof";

/** The one connection to the cluster's API: everything that is read or changed there goes through it. */
export class Kube {
  /** Namespaces that were written to through this connection: what diagnostics look at. */
  readonly writtenTo = new Set<string>();
  /** The shells that are open in containers. */
  readonly shells = new Shells(this);
  private readonly objects: KubernetesObjectApi;
  private readonly core: CoreV1Api;

  private constructor(
    readonly config: SharedConnections,
    readonly kubeconfig: string,
    /** Undefined on a cluster of ours, all of which is ours. */
    readonly guest: Guest | undefined,
  ) {
    this.objects = KubernetesObjectApi.makeApiClient(config);
    this.core = config.makeApiClient(CoreV1Api);
  }

  /**
   * @param kubeconfig path of a kubeconfig file; its current context is used
   * @param limit milliseconds that one request may take
   * @param guest on a cluster that is somebody's: what is made bears the run's label, and what does not is left alone
   * @throws HarnessError when the file can't be read or names no cluster
   */
  static connect(kubeconfig: string, limit?: number, guest?: Guest): Kube {
    const config = new SharedConnections(limit);
    try {
      config.loadFromFile(kubeconfig);
    } catch (cause) {
      throw new HarnessError(`cannot read the kubeconfig ${kubeconfig}`, {
        why: messageOf(cause),
        hint: "run `npm run up`, which writes it",
        cause,
      });
    }
    if (!config.getCurrentCluster()) {
      throw new HarnessError(`the kubeconfig ${kubeconfig} names no cluster`, {
        hint: "run `npm run up`, which writes it",
      });
    }
    return new Kube(config, kubeconfig, guest);
  }

  /** The API server's address. */
  get server(): string {
    return this.config.getCurrentCluster()!.server;
  }

  /** The client of the API's exec, on this connection. */
  execClient(): Exec {
    return new Exec(this.config);
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

  /** Reads an object; undefined when there is none. */
  async find(ref: ObjectRef): Promise<AnyObject | undefined> {
    try {
      return (await this.objects.read(ref as AnyObject & ObjectRef)) as AnyObject;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw asHarnessError(`read ${nameOf(ref)}`, error, this.config.limit);
    }
  }

  /** Is it ours to change? All of a cluster of ours is; of somebody's what bears our label, or is in a namespace that does. */
  async isOurs(object: AnyObject): Promise<boolean> {
    return this.guest === undefined || isRuns((ref) => this.find(ref), object);
  }

  /** Reads an object that is ours to change; undefined where there is none, or somebody's. */
  async findOurs(ref: ObjectRef): Promise<AnyObject | undefined> {
    const found = await this.find(ref);
    return found && (await this.isOurs(found)) ? found : undefined;
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

  /**
   * Asks a question that the API takes as an object, a review of rights say; it stores none.
   * @param path of the kind's list
   * @returns the answered object
   */
  async review(path: string, object: AnyObject): Promise<AnyObject> {
    const shared = await this.config.httpsOptions();
    const headers = { ...shared.headers, accept: "application/json", "content-type": "application/json" };
    const options = { ...shared, method: "POST", headers };
    const { limit } = this.config;
    return this.asked(`answer a ${object.kind}`, () => getJson(new URL(path, this.server), options, limit, object));
  }

  /** All objects of a kind, in one namespace or in all. */
  async list(apiVersion: string, kind: string, namespace?: string, labelSelector?: string): Promise<AnyObject[]> {
    const found = await this.asked(`list ${kind}`, () =>
      this.objects.list(apiVersion, kind, namespace, undefined, undefined, undefined, undefined, labelSelector),
    );
    return found.items as AnyObject[];
  }

  /** A container's log since `sinceSeconds` ago (whole when not given). */
  async logs(
    namespace: string,
    pod: string,
    container: string,
    sinceSeconds?: number,
    previous = false,
  ): Promise<string> {
    return this.asked(`read the log of ${pod}.${namespace}/${container}`, () =>
      this.core.readNamespacedPodLog({ namespace, name: pod, container, sinceSeconds, previous, timestamps: false }),
    );
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
   * GET of an API path with an Accept header of the caller's choice; the parsed JSON body.
   * @param limit milliseconds until the whole answer must be there
   */
  async get<T>(path: string, accept = "application/json", limit = this.config.limit): Promise<T> {
    const server = new URL(path, this.server);
    const shared = await this.config.httpsOptions();
    const options = { ...shared, method: "GET", headers: { ...shared.headers, accept } };
    return this.asked(`GET ${path}`, () => getJson<T>(server, options, limit));
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

  private async asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw asHarnessError(what, error, this.config.limit);
    }
  }
}
