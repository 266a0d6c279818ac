import { KubeConfig, type RequestContext } from "@kubernetes/client-node";
import type { Agent, RequestOptions } from "node:https";
import { requestLimit } from "./answers.ts";

type HttpsAgent = NonNullable<ReturnType<RequestContext["getAgent"]>>;

/**
 * A kubeconfig whose requests share their connections. The client makes a TLS handshake for every request otherwise,
 * which two cores feel: an inventory alone is more than a hundred.
 */
export class SharedConnections extends KubeConfig {
  private agent: HttpsAgent | undefined;
  private options: Promise<RequestOptions> | undefined;

  /** @param limit milliseconds that one request may take */
  constructor(readonly limit = requestLimit) {
    super();
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

  /** Options for node:https that authenticate a request; the same for all. */
  httpsOptions(): Promise<RequestOptions> {
    this.options ??= this.makeOptions();
    return this.options;
  }

  private async makeOptions(): Promise<RequestOptions> {
    const options: RequestOptions = {};
    await this.applyToHTTPSOptions(options);
    // An inventory asks a hundred questions at once: few connections make few TLS handshakes. Not so for the client's
    // own requests: node-fetch takes a connection that is handed on at once for one that closed ("Premature close").
    Object.assign(keptAlive(options.agent as Agent), { maxSockets: 8 });
    return options;
  }
}

/** Node's agents read this field on every response; their types don't know it. */
function keptAlive<T extends object>(agent: T): T {
  Object.assign(agent, { keepAlive: true });
  return agent;
}
