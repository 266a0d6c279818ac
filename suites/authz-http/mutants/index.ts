import { bookinfoGateway, secondEndpoint, type Mutant } from "#fixtures";
import type { AuthzHttp } from "../page.ts";
import { namespace, policyRef, policyYaml, routeRef, type Policy, type Step } from "../resources.ts";
import { at } from "../steps.ts";

/* Ways to break the mesh under the page's policies. Each first brings the page to the step of the check that it is for. */

export type Break = Omit<Mutant<AuthzHttp>, "failsWith">;
type Change = Break["break"];

/** @param more what a proof has to know of it besides */
export function breaking(
  step: Step,
  name: string,
  change: Change,
  restore: Change,
  more: Partial<Pick<Break, "without" | "weakens" | "leaks">> = {},
): Break {
  const first = async (state: AuthzHttp) => {
    await at(state, step);
    await change(state);
  };
  return { name, break: first, restore, ...more };
}

/** Made anew: a server-side apply of `spec: {}` over a spec that has fields leaves null, which the API server refuses. */
const mended =
  (policy: Policy): Change =>
  async ({ kube }) => {
    await kube.remove(policyRef(policy));
    await kube.apply(policyYaml(policy));
  };

/** The policy is not there. */
export function missing(policy: Policy, step: Step = policy): Break {
  return breaking(
    step,
    `the AuthorizationPolicy ${policy} is missing`,
    ({ kube }) => kube.remove(policyRef(policy)),
    mended(policy),
    { without: `AuthorizationPolicy ${namespace}/${policy}` },
  );
}

/** The policy says something else. @param what it is about, for people */
function changed(policy: Policy, what: string, from: string, to: string, step: Step = policy): Break {
  const weaker = policyYaml(policy).replace(from, to);
  if (weaker === policyYaml(policy)) throw new Error(`${policy} has no ${from}`);
  return breaking(step, `${policy} ${what}`, ({ kube }) => kube.apply(weaker), mended(policy));
}

/** It binds the pods of another app. */
export const selects = (policy: Policy, app: string): Break =>
  changed(policy, `selects ${app}`, /app: \w+/.exec(policyYaml(policy))![0], `app: ${app}`);

/** It allows another service account. */
export const allows = (policy: Policy, account: string): Break =>
  changed(
    policy,
    `allows the service account ${account}`,
    /cluster\.local\S+/.exec(policyYaml(policy))![0],
    `cluster.local/ns/default/sa/${account}`,
  );

/** It allows whoever has an identity in the namespace. */
export const allowsAll = (policy: Policy): Break =>
  changed(policy, "allows every service account of the namespace", /sa\/[\w-]+/.exec(policyYaml(policy))![0], "sa/*");

/** It allows POST as well. */
export const allowsPost = (policy: Policy): Break =>
  changed(policy, "allows POST as well", "              - GET\n", "              - GET\n              - POST\n");

/** allow-nothing binds the pods of one app alone. */
export const bindsAlone = (app: string): Break =>
  changed("allow-nothing", `binds ${app} alone`, "spec: {}", `spec: { selector: { matchLabels: { app: ${app} } } }`);

/** A later step's policy is there already. */
export function tooEarly(policy: Policy, step: Step): Break {
  return breaking(
    step,
    `${policy} is there before its step`,
    ({ kube }) => kube.apply(policyYaml(policy)),
    ({ kube }) => kube.remove(policyRef(policy)),
  );
}

/** Another policy allows a quarter of all requests: those whose id, which a proxy gives them, ends in 0 to 3. */
export function nowAndThen(app: string, step: Step): Break {
  const ref = policyRef("allowed-now-and-then");
  const when = [{ key: "request.headers[x-request-id]", values: ["*0", "*1", "*2", "*3"] }];
  const spec = { selector: { matchLabels: { app } }, action: "ALLOW", rules: [{ when }] };
  return breaking(
    step,
    `another policy allows a quarter of the requests to ${app}`,
    ({ kube }) => kube.applyObject({ ...ref, spec }),
    ({ kube }) => kube.remove(ref),
    { leaks: true },
  );
}

/** About half of the requests to a service come to a pod without a sidecar. */
export function pastTheSidecar(service: string, step: Step): Break {
  const leak = secondEndpoint({ namespace, service, portName: "http", port: 9080 });
  return breaking(step, leak.name, leak.break, leak.restore, { leaks: true });
}

/** Another policy, which allows nobody anything, and which the page does not delete. */
export const policyLeftBehind = breaking(
  "ratings-viewer",
  "a policy that the page does not delete",
  ({ kube }) =>
    kube.applyObject({ ...policyRef("left-of-authorization"), spec: { selector: { matchLabels: { app: "none" } } } }),
  ({ kube }) => kube.remove(policyRef("left-of-authorization")),
);

export const policyRemovedBefore = breaking(
  "ratings-viewer",
  "ratings-viewer is gone before the page deletes it",
  ({ kube }) => kube.remove(policyRef("ratings-viewer")),
  async () => undefined,
);

/** The same words and the same number, and no policy behind them. */
export const deniedByTheGateway = breaking(
  "allow-nothing",
  "the gateway itself answers 403 with the words of a denial",
  ({ kube }) =>
    kube.merge(routeRef("bookinfo"), {
      spec: {
        http: [
          {
            match: [{ uri: { exact: "/productpage" } }],
            directResponse: { status: 403, body: { string: "RBAC: access denied" } },
          },
        ],
      },
    }),
  restoreGateway,
);

/** The Gateway and the VirtualService, as the sample has them. */
export function restoreGateway({ kube }: AuthzHttp): Promise<unknown> {
  return kube.apply(bookinfoGateway, namespace);
}
