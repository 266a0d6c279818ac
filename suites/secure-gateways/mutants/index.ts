import { secondTlsEndpoint, type Mutant } from "#fixtures";
import { balance } from "../ingress.ts";
import type { SecureGateways } from "../page.ts";
import { configured, manifest, namespace, serviceOf, type Step, type Tab } from "../resources.ts";
import { again, at } from "../steps.ts";

/* Ways to break the mesh under the page. Each first brings the page to the step of the check that it is for. */

export type Break = Omit<Mutant<SecureGateways>, "failsWith">;
type Change = Break["break"];
type More = Partial<Pick<Break, "without" | "weakens" | "leaks">>;

/** Where in the page a check looks. */
export interface Position {
  tab: Tab;
  step: Step;
}

/** @param restore the step is made anew unless told */
export function breaking(
  { tab, step }: Position,
  name: string,
  change: Change,
  more: More & { restore?: Change } = {},
): Break {
  const { restore = (state: SecureGateways) => again(state, tab, step), ...others } = more;
  return {
    name,
    break: async (state) => {
      await at(state, tab, step);
      await change(state);
    },
    restore,
    ...others,
  };
}

/** How `npm run prove` calls an object of the page. */
export const called = ({ kind, metadata }: { kind: string; metadata: { name: string; namespace?: string } }) =>
  `${kind} ${metadata.namespace}/${metadata.name}`;

/** With the Gateway API's goes all that is deployed for it: then the step is made anew. */
export function gatewayMissing(position: Position): Break {
  const { gateway } = configured[position.tab];
  const yaml = gatewayYaml(position);
  return breaking(position, "the Gateway mygateway is missing", ({ kube }) => kube.remove(gateway), {
    without: called(gateway),
    ...(position.tab === "istio-apis" && { restore: ({ kube }) => kube.apply(yaml, namespace) }),
  });
}

/** The Gateway as the page has it at a step. */
export const gatewayYaml = ({ tab, step }: Position) =>
  manifest(`${step === "renewed" ? "single-host" : step}.gateway.${tab}`);

export function routeMissing(position: Position, service: "httpbin" | "helloworld"): Break {
  const route = configured[position.tab][service];
  return breaking(position, `the ${route.kind} ${service} is missing`, ({ kube }) => kube.remove(route), {
    without: called(route),
    restore: ({ kube }) => kube.apply(routeOf(position, service), namespace),
  });
}

const routeOf = ({ tab }: Position, service: "httpbin" | "helloworld") =>
  manifest(`${service === "httpbin" ? "single-host" : "multiple-hosts"}.route.${tab}`);

/** The route leads to a port that the service has not got. */
export function routeToAnotherPort(position: Position, service: "httpbin" | "helloworld"): Break {
  const route = configured[position.tab][service];
  const port = service === "httpbin" ? 8000 : 5000;
  const other = replaced(routeOf(position, service), `${port}\n`, `${port + 1}\n`);
  return breaking(
    position,
    `the ${route.kind} ${service} leads to port ${port + 1}`,
    ({ kube }) => kube.apply(other, namespace),
    {
      weakens: called(route),
      restore: ({ kube }) => kube.apply(routeOf(position, service), namespace),
    },
  );
}

/** The route takes every path. */
export function routeOfEveryPath(position: Position): Break {
  const from = position.tab === "istio-apis" ? "prefix: /delay" : "value: /delay";
  const other = replaced(routeOf(position, "httpbin"), from, from.replace("/delay", "/"));
  return breaking(position, "the route of httpbin takes every path", ({ kube }) => kube.apply(other, namespace), {
    weakens: called(configured[position.tab].httpbin),
    restore: ({ kube }) => kube.apply(routeOf(position, "httpbin"), namespace),
  });
}

/** The Gateway as the step has it, but for a few words. */
export function gatewayWith(position: Position, what: string, from: string | RegExp, to: string): Break {
  const { gateway } = configured[position.tab];
  const yaml = gatewayYaml(position);
  const other = replaced(yaml, from, to);
  return breaking(position, `the Gateway ${what}`, ({ kube }) => kube.apply(other, namespace), {
    weakens: called(gateway),
    restore: ({ kube }) => kube.apply(yaml, namespace),
  });
}

export function replaced(yaml: string, from: string | RegExp, to: string): string {
  const other = yaml.replace(from, to);
  if (other === yaml) throw new Error(`the manifest has no ${from}`);
  return other;
}

export const onAnotherPort = (position: Position): Break =>
  gatewayWith(
    position,
    "listens on another port",
    position.tab === "istio-apis" ? "number: 443" : "port: 443",
    position.tab === "istio-apis" ? "number: 8888" : "port: 8888",
  );

/** Routes of every namespace may bind themselves to it. */
export const allowsEveryNamespace = (position: Position): Break =>
  gatewayWith(
    position,
    "takes routes of every namespace",
    /from: Selector\n +selector:\n.*\n.*metadata\.name: default/,
    "from: All",
  );

/** It serves whatever name a client asks for. */
export const ofEveryHost = (position: Position): Break =>
  position.tab === "istio-apis"
    ? gatewayWith(position, "serves every host", "- httpbin.example.com", '- "*"')
    : gatewayWith(position, "serves every host", /\n +hostname: .*/, "");

/** Clients need no certificate. */
export const simple = (position: Position): Break =>
  position.tab === "istio-apis"
    ? gatewayWith(position, "has tls.mode SIMPLE", "mode: MUTUAL", "mode: SIMPLE")
    : gatewayWith(position, "has not the option that makes it MUTUAL", /\n +options:\n.*MUTUAL/, "");

/** Every second connection comes to an endpoint that asks no client for a certificate, and routes nothing. */
export function pastTheGateway(
  position: Position,
  folder: "example_certs1" | "example_certs2" = "example_certs1",
): Break {
  const leak = secondTlsEndpoint<SecureGateways>({
    service: serviceOf[position.tab],
    namespace,
    certificate: ({ certificates }) => certificates.httpbin[folder],
    description: folder === "example_certs1" ? "the first certificate" : "the renewed certificate",
  });
  return breaking(position, leak.name, leak.break, { leaks: true, restore: leak.restore });
}

/** No load balancer gives the gateway's Service an address. */
export const noAddress = (position: Position): Break =>
  breaking(
    position,
    "the gateway's Service has no address",
    ({ terminal }) =>
      terminal.must(
        `kubectl patch svc mygateway-istio -n istio-system --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":null}}}'`,
      ),
    { restore: balance },
  );
