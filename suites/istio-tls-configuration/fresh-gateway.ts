import { until } from "#fixtures";
import { onceTrue, secretsOfGateway } from "./expose.ts";
import type { BlogTls } from "./page.ts";
import { manifest, ref } from "./resources.ts";

/** The page's Gateway with another secret's name. */
export function gatewayWith(credentialName: string): string {
  return manifest("expose-tls.gateway").replace(
    "credentialName: httpbin-credential",
    `credentialName: ${credentialName}`,
  );
}

/**
 * Gives the gateway a Gateway that names a missing secret, from nothing: a listener that is there already would go on
 * serving the old secret until it has the new. For the same reason the name must be new to the gateway: one that it has
 * served it holds, deleted or not, until the last listener with it has drained, after 45 s.
 */
export async function withFreshGateway(
  state: BlogTls,
  credentialName: string,
  action: () => Promise<void>,
): Promise<void> {
  await closeGateway(state, credentialName);
  try {
    await state.terminal.must("kubectl apply -f -", gatewayWith(credentialName));
    await until(`the gateway asking for ${credentialName}`, () => asksFor(state, credentialName, true), {
      within: 20_000,
    });
    await action();
  } finally {
    await openGateway(state);
  }
}

/** Takes the Gateway away, until the gateway neither listens nor holds the secret any more. */
export async function closeGateway(state: BlogTls, credentialName: string): Promise<void> {
  await state.kube.remove(ref.gateway);
  await until("port 443 closed without a Gateway", () => onceTrue(state, (seen) => seen.outcome === "refused"), {
    within: 20_000,
  });
  await until(`no secret ${credentialName} at the gateway`, () => asksFor(state, credentialName, false), {
    within: 90_000,
  });
}

/** The page's Gateway, and what it serves, again. */
export async function openGateway(state: BlogTls): Promise<void> {
  await state.terminal.must("kubectl apply -f -", manifest("expose-tls.gateway"));
  await until("port 443 open again", () => onceTrue(state, (seen) => seen.outcome === "answer"), { within: 20_000 });
}

async function asksFor(state: BlogTls, credentialName: string, wanted: boolean): Promise<true | undefined> {
  return (await secretsOfGateway(state)).has(`kubernetes://${credentialName}`) === wanted ? true : undefined;
}
