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
export interface Place {
  tab: Tab;
  step: Step;
}

/** @param restore the step is made anew unless told */
export function breaking(
  { tab, step }: Place,
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
export function gatewayMissing(place: Place): Break {
  const { gateway } = configured[place.tab];
  const yaml = gatewayYaml(place);
  return breaking(place, "the Gateway mygateway is missing", ({ kube }) => kube.remove(gateway), {
    without: called(gateway),
    ...(place.tab === "istio-apis" && { restore: ({ kube }) => kube.apply(yaml, namespace) }),
  });
}

/** The Gateway as the page has it at a step. */
export const gatewayYaml = ({ tab, step }: Place) =>
  manifest(`${step === "renewed" ? "single-host" : step}.gateway.${tab}`);

export function routeMissing(place: Place, service: "httpbin" | "helloworld"): Break {
  const route = configured[place.tab][service];
  return breaking(place, `the ${route.kind} ${service} is missing`, ({ kube }) => kube.remove(route), {
    without: called(route),
    restore: ({ kube }) => kube.apply(routeOf(place, service), namespace),
  });
}

const routeOf = ({ tab }: Place, service: "httpbin" | "helloworld") =>
  manifest(`${service === "httpbin" ? "single-host" : "multiple-hosts"}.route.${tab}`);

/** The route leads to a port that the service has not got. */
export function routeToAnotherPort(place: Place, service: "httpbin" | "helloworld"): Break {
  const route = configured[place.tab][service];
  const port = service === "httpbin" ? 8000 : 5000;
  const other = replaced(routeOf(place, service), `${port}\n`, `${port + 1}\n`);
  return breaking(
    place,
    `the ${route.kind} ${service} leads to port ${port + 1}`,
    ({ kube }) => kube.apply(other, namespace),
    {
      weakens: called(route),
      restore: ({ kube }) => kube.apply(routeOf(place, service), namespace),
    },
  );
}

/** The route takes every path. */
export function routeOfEveryPath(place: Place): Break {
  const from = place.tab === "istio-apis" ? "prefix: /delay" : "value: /delay";
  const other = replaced(routeOf(place, "httpbin"), from, from.replace("/delay", "/"));
  return breaking(place, "the route of httpbin takes every path", ({ kube }) => kube.apply(other, namespace), {
    weakens: called(configured[place.tab].httpbin),
    restore: ({ kube }) => kube.apply(routeOf(place, "httpbin"), namespace),
  });
}

/** The Gateway as the step has it, but for a few words. */
export function gatewayWith(place: Place, what: string, from: string | RegExp, to: string): Break {
  const { gateway } = configured[place.tab];
  const yaml = gatewayYaml(place);
  const other = replaced(yaml, from, to);
  return breaking(place, `the Gateway ${what}`, ({ kube }) => kube.apply(other, namespace), {
    weakens: called(gateway),
    restore: ({ kube }) => kube.apply(yaml, namespace),
  });
}

export function replaced(yaml: string, from: string | RegExp, to: string): string {
  const other = yaml.replace(from, to);
  if (other === yaml) throw new Error(`the manifest has no ${from}`);
  return other;
}

export const onAnotherPort = (place: Place): Break =>
  gatewayWith(
    place,
    "listens on another port",
    place.tab === "istio-apis" ? "number: 443" : "port: 443",
    place.tab === "istio-apis" ? "number: 8888" : "port: 8888",
  );

/** It serves whatever name a client asks for. */
export const ofEveryHost = (place: Place): Break =>
  place.tab === "istio-apis"
    ? gatewayWith(place, "serves every host", "- httpbin.example.com", '- "*"')
    : gatewayWith(place, "serves every host", /\n +hostname: .*/, "");

/** Clients need no certificate. */
export const simple = (place: Place): Break =>
  place.tab === "istio-apis"
    ? gatewayWith(place, "has tls.mode SIMPLE", "mode: MUTUAL", "mode: SIMPLE")
    : gatewayWith(place, "has not the option that makes it MUTUAL", /\n +options:\n.*MUTUAL/, "");

/** Every second connection comes to an endpoint that asks no client for a certificate, and routes nothing. */
export function pastTheGateway(place: Place, folder: "example_certs1" | "example_certs2" = "example_certs1"): Break {
  const leak = secondTlsEndpoint<SecureGateways>({
    service: serviceOf[place.tab],
    namespace,
    certificate: ({ certificates }) => certificates.httpbin[folder],
    description: folder === "example_certs1" ? "the first certificate" : "the renewed certificate",
  });
  return breaking(place, leak.name, leak.break, { leaks: true, restore: leak.restore });
}

/** No load balancer gives the gateway's Service an address. */
export const noAddress = (place: Place): Break =>
  breaking(
    place,
    "the gateway's Service has no address",
    ({ terminal }) =>
      terminal.must(
        `kubectl patch svc mygateway-istio -n istio-system --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":null}}}'`,
      ),
    { restore: balance },
  );
