import { removeAll, type Mutant } from "#fixtures";
import { consume, consumeAnew } from "../forms.ts";
import type { BlogTls } from "../page.ts";
import { manifest, ref, type Form } from "../resources.ts";

/* Ways to break the mesh under "How To Consume SSL from Istio?", each from the form that the check works with. */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

export function breakOf(name: string, form: Form, change: (state: BlogTls) => Promise<unknown>): Break {
  return {
    name,
    break: async (state) => {
      await consume(state, form);
      await change(state);
    },
    restore: (state) => consumeAnew(state, form),
  };
}

/** Replaces it as a whole: an apply would merge it with what kubectl has written. */
const rule = (change: (yaml: string) => string) => async (state: BlogTls) => {
  await removeAll(state.kube, [ref.destinationRule]);
  await state.kube.apply(change(manifest("consume-tls.destination-rule")));
};

export const entryMissing = (form: Form): Break => ({
  ...breakOf("the ServiceEntry se-app is missing", form, ({ kube }) => kube.remove(ref.serviceEntry)),
  without: "ServiceEntry default/se-app",
});

export const ruleMissing = (form: Form): Break => ({
  ...breakOf("the DestinationRule tls-app is missing", form, ({ kube }) => kube.remove(ref.destinationRule)),
  without: "DestinationRule default/tls-app",
});

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

export const certificateNotVerified = (form: Form): Break => ({
  ...breakOf(
    "the DestinationRule has insecureSkipVerify",
    form,
    rule((yaml) => yaml.replace(/caCertificates: .*/, "insecureSkipVerify: true")),
  ),
  weakens: "DestinationRule default/tls-app",
});

export const httpEntry = (form: Form) =>
  breakOf("the ServiceEntry leads http on 80 to 443", form, async (state) => {
    await state.kube.apply(manifest("consume-tls.service-entry"));
    await rule((yaml) => yaml)(state);
  });

export const withoutResolution = (form: Form): Break => ({
  ...breakOf("the ServiceEntry's resolution is NONE", form, ({ kube }) =>
    kube.apply(manifest("consume-tls.service-entry.published").replace("resolution: DNS", "resolution: NONE")),
  ),
  weakens: "ServiceEntry default/se-app",
});
