import {
  KubernetesObjectApi,
  CoreV1Api,
  Exec,
  PatchStrategy,
  ApiException,
  setHeaderOptions,
  type KubernetesObject,
  type V1EphemeralContainer,
} from "@kubernetes/client-node";
import { request } from "node:https";
import { parseAllDocuments } from "yaml";
import { HarnessError, messageOf } from "./errors.ts";
import { SharedConnections } from "./kube-config.ts";

const FIELD_MANAGER = "meshproof";

/** Names one object of any kind. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** Any object as the API server gives it. */
export type AnyObject = KubernetesObject & {
  spec?: unknown;
  status?: unknown;
  data?: unknown;
  [field: string]: unknown;
};

/** The one connection to the cluster's API: everything that is read or changed there goes through it. */
export class Kube {
  /** Namespaces that were written to through this connection: what diagnostics look at. */
  readonly writtenTo = new Set<string>();
  private readonly objects: KubernetesObjectApi;
  private readonly core: CoreV1Api;

  private constructor(
    readonly config: SharedConnections,
    readonly kubeconfig: string,
  ) {
    this.objects = KubernetesObjectApi.makeApiClient(config);
    this.core = config.makeApiClient(CoreV1Api);
  }

  /**
   * @param kubeconfig path of a kubeconfig file; its current context is used
   * @throws HarnessError when the file can't be read or names no cluster
   */
  static connect(kubeconfig: string): Kube {
    const config = new SharedConnections();
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
    return new Kube(config, kubeconfig);
  }

  /** The client of the API's exec, on this connection. */
  execClient(): Exec {
    return new Exec(this.config);
  }

  /** Server-side apply of every document in a YAML text; objects without a namespace go to `namespace`. */
  async apply(yaml: string, namespace?: string): Promise<AnyObject[]> {
    const applied: AnyObject[] = [];
    for (const object of parseObjects(yaml, namespace)) applied.push(await this.applyObject(object));
    return applied;
  }

  /** Server-side apply of one object: creates it, or makes it what is given. */
  async applyObject(object: AnyObject): Promise<AnyObject> {
    this.noteWrite(object);
    return this.asked(`apply ${nameOf(object)}`, () =>
      this.objects.patch(object, undefined, undefined, FIELD_MANAGER, true, PatchStrategy.ServerSideApply),
    );
  }

  /** Asks the API server and its admission webhooks whether they would take the object; nothing is stored. */
  async dryRun(object: AnyObject): Promise<void> {
    await this.asked(`take ${nameOf(object)}`, () =>
      this.objects.patch(object, undefined, "All", FIELD_MANAGER, true, PatchStrategy.ServerSideApply),
    );
  }

  /** Changes some fields of an object (a JSON merge patch; `null` removes a field). */
  async merge(ref: ObjectRef, changes: object): Promise<AnyObject> {
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
      throw asHarnessError(`read ${nameOf(ref)}`, error);
    }
  }

  /** Deletes an object if it is there; dependents follow in the background. */
  async remove(ref: ObjectRef, graceSeconds?: number): Promise<void> {
    try {
      await this.objects.delete(ref, undefined, undefined, graceSeconds, undefined, "Background");
    } catch (error) {
      if (!isNotFound(error)) throw asHarnessError(`delete ${nameOf(ref)}`, error);
    }
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
    const change = { namespace, name: pod, body: { spec: { ephemeralContainers: [container] } } };
    const strategic = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
    await this.asked(`add the container ${container.name} to ${pod} in ${namespace}`, () =>
      this.core.patchNamespacedPodEphemeralcontainers(change, strategic),
    );
  }

  /** GET of an API path with an Accept header of the caller's choice; the parsed JSON body. */
  async get<T>(path: string, accept = "application/json"): Promise<T> {
    const server = new URL(path, this.config.getCurrentCluster()!.server);
    const shared = await this.config.httpsOptions();
    const options = { ...shared, method: "GET", headers: { ...shared.headers, accept }, timeout: 15_000 };
    return this.asked(`GET ${path}`, () => getJson<T>(server, options));
  }

  private noteWrite({ kind, metadata }: { kind?: string; metadata?: { name?: string; namespace?: string } }): void {
    const namespace = kind === "Namespace" ? metadata?.name : metadata?.namespace;
    if (namespace) this.writtenTo.add(namespace);
  }

  private async asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw asHarnessError(what, error);
    }
  }
}

/** The objects in a YAML text, each with the namespace it will live in. */
export function parseObjects(yaml: string, namespace?: string): AnyObject[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as AnyObject | null)
    .filter((object): object is AnyObject => object !== null)
    .map((object) => ({ ...object, metadata: { ...(namespace && { namespace }), ...object.metadata } }));
}

/** "kind/name in namespace", for messages. */
export function nameOf(ref: { kind?: string; metadata?: { name?: string; namespace?: string } }): string {
  const { name, namespace } = ref.metadata ?? {};
  return `${ref.kind?.toLowerCase()}/${name}${namespace ? ` in ${namespace}` : ""}`;
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}

function asHarnessError(what: string, error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  const why = error instanceof ApiException ? `${error.code}: ${apiMessage(error.body)}` : messageOf(error);
  return new HarnessError(`the cluster's API did not ${what}`, {
    why,
    hint: "see `kubectl --kubeconfig .meshproof/kubeconfig get pods -A`; `npm run up` repairs the cluster",
    cause: error,
  });
}

function apiMessage(body: unknown): string {
  const status = typeof body === "string" ? safeParse(body) : body;
  return (status as { message?: string } | undefined)?.message ?? String(body);
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return { message: `${text.slice(0, 300)} (${messageOf(error)})` };
  }
}

function getJson<T>(url: URL, options: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode}: ${apiMessage(body)}`));
        else resolve(JSON.parse(body) as T);
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer within 15 s")));
    sent.on("error", reject);
    sent.end();
  });
}
