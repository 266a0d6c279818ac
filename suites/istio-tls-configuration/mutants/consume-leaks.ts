import type { Mutant } from "#fixtures";
import type { BlogTls } from "../page.ts";
import { manifest, ref, routeRef, type Form } from "../resources.ts";
import { breakOf } from "./consume.ts";

/* Ways in which some of the requests to wikipedia.org go otherwise than the rest. */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

const leakRoute = routeRef("wikipedia-leak");

/** A fifth of the requests: three runs of sixty all see it. */
const share = 20;

const port = (number: number) => ({ port: { number } });
const wikipedia = (more: object) => ({ host: "wikipedia.org", ...more });

/** Leads a fifth of what is for wikipedia.org to another destination. */
function shared({ kube }: BlogTls, usual: object, other: object, protocol: "http" | "tls" = "http"): Promise<unknown> {
  const route = [
    { destination: usual, weight: 100 - share },
    { destination: other, weight: share },
  ];
  const match = protocol === "tls" ? { match: [{ port: 443, sniHosts: ["wikipedia.org"] }] } : {};
  return kube.applyObject({ ...leakRoute, spec: { hosts: ["wikipedia.org"], [protocol]: [{ ...match, route }] } });
}

/** A change that needs a route beside the page's resources. */
function routed(name: string, form: Form, change: (state: BlogTls) => Promise<unknown>): Break {
  const { restore, ...rest } = breakOf(name, form, change);
  return {
    ...rest,
    restore: async (state) => {
      await state.kube.remove(leakRoute);
      await restore(state);
    },
  };
}

function leak(name: string, form: Form, change: (state: BlogTls) => Promise<unknown>): Break {
  return { ...routed(name, form, change), leaks: true };
}

/** A subset of the page's rule with a TLS setting of its own. */
async function withSubset({ kube }: BlogTls, tls: object): Promise<void> {
  await kube.merge(ref.destinationRule, { spec: { subsets: [{ name: "other", trafficPolicy: { tls } }] } });
}

export const plainTextNowAndThen = (form: Form, protocol: "http" | "tls" = "http") =>
  leak("a subset without TLS gets a fifth of the requests", form, async (state) => {
    await withSubset(state, { mode: "DISABLE" });
    await shared(state, wikipedia({}), wikipedia({ subset: "other" }), protocol);
  });

export const notVerifiedNowAndThen = (form: Form) =>
  leak("a subset with insecureSkipVerify gets a fifth of the requests", form, async (state) => {
    await withSubset(state, { mode: "SIMPLE", insecureSkipVerify: true });
    await shared(state, wikipedia({}), wikipedia({ subset: "other" }));
  });

export const tlsNowAndThen = (form: Form) =>
  leak("a subset with TLS, of a rule that should not be there, gets a fifth of the requests", form, async (state) => {
    const tls = { mode: "SIMPLE", caCertificates: "/etc/origin-ca/ca.crt" };
    const subsets = [{ name: "other", trafficPolicy: { tls } }];
    await state.kube.applyObject({ ...ref.destinationRule, spec: { host: "wikipedia.org", subsets } });
    await shared(state, wikipedia({}), wikipedia({ subset: "other" }));
  });

export const originationNowAndThen = (form: Form) =>
  leak("the ServiceEntry has port 80 too, and a fifth of its requests go on to 443 with TLS", form, async (state) => {
    const { kube } = state;
    const http = "  - name: http\n      number: 80\n      protocol: HTTP\n    - name: https";
    await kube.apply(manifest("consume-tls.service-entry.published").replace("  - name: https", http));
    const tls = { mode: "SIMPLE", caCertificates: "/etc/origin-ca/ca.crt" };
    await kube.merge(ref.destinationRule, {
      spec: { trafficPolicy: { tls: null, portLevelSettings: [{ ...port(443), tls }] } },
    });
    await shared(state, wikipedia(port(80)), wikipedia(port(443)));
  });

const egress = { host: "istio-egressgateway.istio-system.svc.cluster.local", ...port(80) };

export const overTheEgressGateway = (form: Form) =>
  routed("a VirtualService leads wikipedia.org to the egress gateway", form, ({ kube }) =>
    kube.applyObject({
      ...leakRoute,
      spec: { hosts: ["wikipedia.org"], http: [{ route: [{ destination: egress }] }] },
    }),
  );

export const overTheEgressGatewayNowAndThen = (form: Form) =>
  leak("a VirtualService leads a fifth of the requests to the egress gateway", form, (state) =>
    shared(state, wikipedia(port(80)), egress),
  );
