import { deployed, gone, until, type AnyObject, type Kube, type Mutant } from "#fixtures";
import { deployClient, type BlogTls } from "../page.ts";
import { manifest, namespace } from "../resources.ts";

/* Ways to break the page's applications: the one that asks, and the one that answers. */

type Break = Omit<Mutant<BlogTls>, "failsWith">;

const deployment = (name: string) => ({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } });
const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "httpbin", namespace } };
const service = { apiVersion: "v1", kind: "Service", metadata: { name: "httpbin", namespace } };

export const clientMissing: Break = {
  name: "the Deployment curl is missing",
  without: `Deployment ${namespace}/curl`,
  break: ({ kube }) => removeDeployment(kube, "curl"),
  restore: restoreClient,
};

export const clientNotInjected: Break = {
  name: "the application that asks has no sidecar",
  break: async ({ kube }) => {
    await kube.merge(deployment("curl"), podLabels({ "sidecar.istio.io/inject": "false" }));
    await deployed(kube, { namespace, app: "curl" });
  },
  restore: async (state) => {
    await state.kube.merge(deployment("curl"), podLabels({ "sidecar.istio.io/inject": null }));
    await restoreClient(state);
  },
};

export const httpbinMissing: Break = {
  name: "the Deployment httpbin is missing",
  without: `Deployment ${namespace}/httpbin`,
  break: ({ kube }) => removeDeployment(kube, "httpbin"),
  restore: restoreHttpbin,
};

export const serviceMissing: Break = {
  name: "the Service httpbin is missing",
  without: `Service ${namespace}/httpbin`,
  break: ({ kube }) => kube.remove(service),
  restore: restoreHttpbin,
};

export const serviceToAnotherPort: Break = {
  name: "the Service httpbin leads to a port on which nobody listens",
  weakens: `Service ${namespace}/httpbin`,
  break: ({ kube }) => kube.apply(manifest("httpbin").replace("targetPort: 8080", "targetPort: 8081"), namespace),
  restore: restoreHttpbin,
};

export const anotherAccount: Break = {
  name: "the ServiceAccount httpbin is missing, and httpbin runs under the default one",
  without: `ServiceAccount ${namespace}/httpbin`,
  break: async ({ kube }) => {
    await runUnder(kube, "default");
    await kube.remove(account);
  },
  restore: restoreHttpbin,
};

async function runUnder(kube: Kube, serviceAccountName: string): Promise<void> {
  await kube.merge(deployment("httpbin"), { spec: { template: { spec: { serviceAccountName } } } });
  await deployed(kube, { namespace, app: "httpbin" });
}

async function restoreHttpbin({ kube }: BlogTls): Promise<void> {
  await kube.apply(manifest("httpbin"), namespace);
  await deployed(kube, { namespace, app: "httpbin" });
}

async function restoreClient(state: BlogTls): Promise<void> {
  const { kube, target } = state;
  state.client = await deployClient(kube, target, () => kube.apply(manifest("client"), namespace));
}

async function removeDeployment(kube: Kube, app: string): Promise<void> {
  await kube.remove(deployment(app));
  await gone(kube, deployment(app));
  const none = async () => ((await podsOf(kube, app)).length === 0 ? true : undefined);
  await until(`the pods of ${app} gone`, none, { within: 60_000 });
}

/** Ends them without their grace period: httpbin's is half a minute. */
async function podsOf(kube: Kube, app: string): Promise<AnyObject[]> {
  const pods = await kube.list("v1", "Pod", namespace, `app=${app}`);
  await Promise.all(
    pods.map(({ metadata }) =>
      kube.remove({ apiVersion: "v1", kind: "Pod", metadata: { name: metadata!.name!, namespace } }, 0),
    ),
  );
  return pods;
}

function podLabels(labels: Record<string, string | null>): object {
  return { spec: { template: { metadata: { labels } } } };
}
