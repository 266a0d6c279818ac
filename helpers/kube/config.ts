import { KubeConfig, type RequestContext } from "@kubernetes/client-node";
import type { Agent, RequestOptions } from "node:https";
import { parse } from "yaml";
import { requestLimit } from "./answers.ts";

type HttpsAgent = NonNullable<ReturnType<RequestContext["getAgent"]>>;

/**
 * A kubeconfig whose requests share their connections. The client makes a TLS handshake for every request otherwise,
 * which two cores feel: an inventory alone is more than a hundred.
 */
export class SharedConnections extends KubeConfig {
  private agent: HttpsAgent | undefined;
  private sharedAgent: Agent | undefined;

  /** @param limit milliseconds that one request may take */
  constructor(readonly limit = requestLimit) {
    super();
  }

  /**
   * kubectl knows the file of a user's token as `tokenFile`, and this client, which reads it again and again, by a name of its
   * own. Without TLS, as behind `kubectl proxy`, there is none to verify, which this client wants to be told.
   */
  override loadFromString(text: string, options?: Parameters<KubeConfig["loadFromString"]>[1]): void {
    super.loadFromString(text, options);
    const { users = [] } = (parse(text) ?? {}) as { users?: { name: string; user?: { tokenFile?: string } }[] | null };
    this.clusters = this.clusters.map((cluster) =>
      cluster.server.startsWith("http://") ? { ...cluster, skipTLSVerify: true } : cluster,
    );
    const files = new Map((users ?? []).map(({ name, user }) => [name, user?.tokenFile]));
    this.users = this.users.map((user) => {
      const tokenFile = files.get(user.name);
      return tokenFile === undefined ? user : { ...user, authProvider: { name: "tokenFile", config: { tokenFile } } };
    });
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    // The client has no limit of its own: a server that keeps silent would be waited for without end.
    context.setSignal(AbortSignal.timeout(this.limit));
    this.agent ??= keptAlive(context.getAgent() as HttpsAgent);
    context.setAgent(this.agent);
  }

  /** For websockets, too: a server that takes the connection and says nothing must not be waited for without end. */
  override async applyToHTTPSOptions(options: Parameters<KubeConfig["applyToHTTPSOptions"]>[0]): Promise<void> {
    await super.applyToHTTPSOptions(options);
    Object.assign(options, { handshakeTimeout: this.limit });
  }

  /** Options for node:https that authenticate a request: anew for each, since a token may run out; all share connections. */
  async httpsOptions(): Promise<RequestOptions> {
    const options: RequestOptions = {};
    await this.applyToHTTPSOptions(options);
    // An inventory asks a hundred questions at once: few connections make few TLS handshakes. Not so for the client's
    // own requests: node-fetch takes a connection that is handed on at once for one that closed ("Premature close").
    this.sharedAgent ??= Object.assign(keptAlive(options.agent as Agent), { maxSockets: 8 });
    return { ...options, agent: this.sharedAgent };
  }
}

/** Node's agents read this field on every response; their types don't know it. */
function keptAlive<T extends object>(agent: T): T {
  Object.assign(agent, { keepAlive: true });
  return agent;
}

/** Where Kubernetes mounts a pod's token and the API's certificate. */
export const serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The kubeconfig of the ServiceAccount that this pod runs as, for kubectl and for our client. The token stays where it is:
 * the kubelet writes a new one there before it runs out.
 * @param name what its context is to be called
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function inClusterKubeconfig(name: string): { server: string; kubeconfig: string } {
  const config = new KubeConfig();
  config.loadFromCluster();
  const { server, caFile } = config.getCurrentCluster()!;
  const { tokenFile } = config.getCurrentUser()!.authProvider!.config as { tokenFile: string };
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority": caFile } }],
    users: [{ name, user: { tokenFile } }],
    // Without one, kubectl in a pod means the pod's own.
    contexts: [{ name, context: { cluster: name, user: name, namespace: "default" } }],
    "current-context": name,
  };
  return { server, kubeconfig: JSON.stringify(kubeconfig, null, 2) };
}
