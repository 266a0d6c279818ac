import { removeAll, type Mutant } from "#fixtures";
import type { BlogTls } from "../page.ts";
import { egressRef, manifest, type Form } from "../resources.ts";
import { breakOf } from "./consume.ts";

/* Ways to break the mesh under the page's picture, in which the egress gateway originates the TLS. */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

const objects = {
  gateway: "Gateway default/wikipedia-egress-gateway",
  rule: "DestinationRule tls-blog/egressgateway-for-wikipedia",
  route: "VirtualService default/wikipedia-over-egress-gateway",
} as const;

export const missing = (which: keyof typeof objects, form: Form): Break => ({
  ...breakOf(`the ${objects[which]} is missing`, form, ({ kube }) => removeAll(kube, [egressRef[which]])),
  without: objects[which],
});

/** Applies the three again, one of them changed. */
function changed(name: string, form: Form, which: keyof typeof objects, change: (yaml: string) => string): Break {
  return {
    ...breakOf(name, form, ({ kube }) => kube.apply(change(manifest("consume-tls.egress-gateway")))),
    weakens: objects[which],
  };
}

export const gatewayWithoutTls = (form: Form) =>
  changed("the egress gateway's server speaks plain HTTP on 443", form, "gateway", (yaml) =>
    yaml.replace("protocol: HTTPS", "protocol: HTTP").replace(/ {6}tls:\n {8}mode: ISTIO_MUTUAL\n(?=---)/, ""),
  );

export const plainTextToGateway = (form: Form) =>
  changed("the sidecar goes to the egress gateway without mutual TLS", form, "rule", (yaml) =>
    yaml.replace("mode: ISTIO_MUTUAL\n              sni: wikipedia.org", "mode: DISABLE"),
  );

export const pastItNowAndThen = (form: Form): Break => ({
  ...changed("a fifth of the requests goes past the egress gateway", form, "route", (yaml) =>
    yaml.replace(
      /( {8})- destination:\n {12}host: istio-egress[^]*?number: 443\n/,
      (gateway, indent: string) =>
        `${gateway}${indent}  weight: 80\n${indent}- destination:\n${indent}    host: wikipedia.org\n` +
        `${indent}    port:\n${indent}      number: 80\n${indent}  weight: 20\n`,
    ),
  ),
  leaks: true,
});
