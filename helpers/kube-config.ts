import { KubeConfig, type RequestContext } from "@kubernetes/client-node";
import type { Agent, RequestOptions } from "node:https";

type HttpsAgent = NonNullable<ReturnType<RequestContext["getAgent"]>>;

/**
 * A kubeconfig whose requests share their connections. The client makes a TLS handshake for every request otherwise,
 * which two cores feel: an inventory alone is more than a hundred.
 */
export class SharedConnections extends KubeConfig {
  private agent: HttpsAgent | undefined;
  private options: Promise<RequestOptions> | undefined;

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    this.agent ??= keptAlive(context.getAgent() as HttpsAgent);
    context.setAgent(this.agent);
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
