import { CoreV1Api, Exec, KubernetesObjectApi } from "@kubernetes/client-node";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { asHarnessError, getDated, getJson, isNotFound } from "./answers.ts";
import { SharedConnections } from "./config.ts";
import type { Guest } from "./guest.ts";
import { isRuns } from "./guest-objects.ts";
import { readDate } from "./moment.ts";
import { type AnyObject, nameOf, type ObjectRef } from "./objects.ts";

/** A connection to a cluster's API, as far as it only asks. */
export class KubeReader {
  protected readonly objects: KubernetesObjectApi;
  protected readonly core: CoreV1Api;

  protected constructor(
    readonly config: SharedConnections,
    readonly kubeconfig: string,
    /** Undefined on a cluster of ours, all of which is ours. */
    readonly guest: Guest | undefined,
  ) {
    this.objects = KubernetesObjectApi.makeApiClient(config);
    this.core = config.makeApiClient(CoreV1Api);
  }

  /** The API server's address. */
  get server(): string {
    return this.config.getCurrentCluster()!.server;
  }

  /** The client of the API's exec, on this connection. */
  execClient(): Exec {
    return new Exec(this.config);
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

  /**
   * GET of an API path with an Accept header of the caller's choice; the parsed JSON body.
   * @param limit milliseconds until the whole answer must be there
   */
  async get<T>(path: string, accept = "application/json", limit = this.config.limit): Promise<T> {
    return (await this.getDated<T>(path, accept, limit)).json;
  }

  /** The API server's clock: the second that it is in, milliseconds since 1970. */
  async toldDate(): Promise<number> {
    return readDate((await this.getDated("/version", "application/json", this.config.limit)).date);
  }

  private async getDated<T>(path: string, accept: string, limit: number) {
    const shared = await this.config.httpsOptions();
    const options = { ...shared, method: "GET", headers: { ...shared.headers, accept } };
    return this.asked(`GET ${path}`, () => getDated<T>(new URL(path, this.server), options, limit));
  }

  protected async asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw asHarnessError(what, error, this.config.limit);
    }
  }
}

/**
 * Reads a kubeconfig; its current context is used.
 * @param limit milliseconds that one request may take
 * @throws HarnessError when the file can't be read or names no cluster
 */
export function readConnections(kubeconfig: string, limit?: number): SharedConnections {
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
  if (config.getCurrentCluster()) return config;
  throw new HarnessError(`the kubeconfig ${kubeconfig} names no cluster`, {
    hint: "run `npm run up`, which writes it",
  });
}
