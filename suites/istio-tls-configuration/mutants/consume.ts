import type { Mutant } from "#fixtures";
import { consume, consumeAnew, type Form } from "../consume.ts";
import type { BlogTls } from "../page.ts";
import { manifest, ref, routeRef } from "../resources.ts";

/* Ways to break the mesh under "How To Consume SSL from Istio?", each from the form that the check works with. */

type Break = Omit<Mutant<BlogTls>, "says">;

function breakOf(name: string, form: Form, change: (state: BlogTls) => Promise<unknown>): Break {
  return {
    name,
    break: async (state) => {
      await consume(state, form);
      await change(state);
    },
    restore: (state) => consumeAnew(state, form),
  };
}

const rule = (change: (yaml: string) => string) => (state: BlogTls) =>
  state.kube.apply(change(manifest("consume-tls.destination-rule")));

export const ruleMissing = (form: Form) =>
  breakOf("the DestinationRule tls-app is missing", form, ({ kube }) => kube.remove(ref.destinationRule));

export const ruleThere = (form: Form) =>
  breakOf(
    "a DestinationRule SIMPLE is there",
    form,
    rule((yaml) => yaml),
  );

export const ruleForAnotherSni = (form: Form) =>
  breakOf(
    "the DestinationRule sets another SNI",
    form,
    rule((yaml) => `${yaml}      sni: www.example.com\n`),
  );

export const certificateNotVerified = (form: Form) =>
  breakOf(
    "the DestinationRule has insecureSkipVerify",
    form,
    rule((yaml) => yaml.replace(/caCertificates: .*/, "insecureSkipVerify: true")),
  );

export const httpEntry = (form: Form) =>
  breakOf("the ServiceEntry leads http on 80 to 443", form, async (state) => {
    await state.kube.apply(manifest("consume-tls.service-entry"));
    await rule((yaml) => yaml)(state);
  });

export const withoutResolution = (form: Form) =>
  breakOf("the ServiceEntry's resolution is NONE", form, ({ kube }) =>
    kube.apply(manifest("consume-tls.service-entry.published").replace("resolution: DNS", "resolution: NONE")),
  );

export const overTheEgressGateway = (form: Form): Break => {
  const toEgress = routeRef("wikipedia-over-egress");
  const destination = { host: "istio-egressgateway.istio-system.svc.cluster.local", port: { number: 80 } };
  return {
    name: "a VirtualService leads wikipedia.org to the egress gateway",
    break: async (state) => {
      await consume(state, form);
      await state.kube.applyObject({
        ...toEgress,
        spec: { hosts: ["wikipedia.org"], http: [{ route: [{ destination }] }] },
      });
    },
    restore: ({ kube }) => kube.remove(toEgress),
  };
};
