import { asPage, genericSecret, removeAll } from "#fixtures";
import type { BlogTls } from "./page.ts";
import { egressRef, manifest, originCaSecret, ref, type Form } from "./resources.ts";

/**
 * Brings about the ServiceEntry and the DestinationRule of a form. Each check names the form that it needs, whatever was
 * there before; the page removes both in the end. What the proxies answer may still be the older form's for a moment.
 */
export async function consume(state: BlogTls, form: Form): Promise<void> {
  if (state.form && same(state.form, form)) return;
  const before = state.form;
  state.form = undefined;
  await asPage(async () => {
    if (before?.atEgressGateway) await removeAll(state.kube, Object.values(egressRef));
    if (form.rule === "none") await state.kube.remove(ref.destinationRule);
    if (form.atEgressGateway) await giveGatewayTheCa(state);
    await state.terminal.must("kubectl apply -f -", manifestsOf(state, form).join("---\n"));
  });
  state.form = form;
}

/** The same again, after a mutant has changed something behind our back: kubectl would keep what it did not write. */
export async function consumeAnew(state: BlogTls, form: Form): Promise<void> {
  await removeAll(state.kube, [ref.serviceEntry, ref.destinationRule, ...Object.values(egressRef)]);
  state.form = undefined;
  await consume(state, form);
}

function same(one: Form, other: Form): boolean {
  return one.entry === other.entry && one.rule === other.rule && one.atEgressGateway === other.atEgressGateway;
}

function manifestsOf(state: BlogTls, form: Form): string[] {
  const rule = ruleOf(state, form);
  return [
    manifest(form.entry === "http" ? "consume-tls.service-entry" : "consume-tls.service-entry.published"),
    ...(rule === undefined ? [] : [rule]),
    ...(form.atEgressGateway ? [manifest("consume-tls.egress-gateway")] : []),
  ];
}

/** YAML of the form's DestinationRule. The real origin's certificate is from a CA that every system knows. */
export function ruleOf({ target }: BlogTls, { rule, atEgressGateway }: Form): string | undefined {
  if (rule === "none") return undefined;
  if (rule === "impostor") return manifest("consume-tls.destination-rule").replace("/ca.crt", "/impostor.crt");
  if (rule === "published" || target.internet === "live") return manifest("consume-tls.destination-rule.published");
  return manifest(atEgressGateway ? "consume-tls.destination-rule.at-gateway" : "consume-tls.destination-rule");
}

/** A thing of ours: the real wikipedia.org's CA is known to the gateway. */
async function giveGatewayTheCa({ kube, certificates }: BlogTls): Promise<void> {
  const { metadata } = originCaSecret;
  const secret = genericSecret(metadata.name, { "ca.crt": certificates.origin.certificate });
  await kube.applyObject({ ...secret, metadata });
}
