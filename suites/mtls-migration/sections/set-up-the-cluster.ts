import { describe } from "vitest";
import { expectPrinted, holds, kubectlGet, noteContainers, type Kube, type PodSpec, type Terminal } from "#fixtures";
import {
  foreignTlsToFoo,
  legacyInjected,
  notInjectedInBar,
  ruleInBar,
  strictInBar,
  strictInFoo,
} from "../mutants/index.ts";
import {
  deploymentMissing,
  httpbinMissing,
  httpbinOnAnotherPort,
  otherPort,
  sampleMissing,
} from "../mutants/objects.ts";
import { documented, lockDown, namespaces } from "../page.ts";
import { byTheLoop } from "../requests.ts";

const allReached = `curl.foo to httpbin.foo: 200
curl.foo to httpbin.bar: 200
curl.bar to httpbin.foo: 200
curl.bar to httpbin.bar: 200
curl.legacy to httpbin.foo: 200
curl.legacy to httpbin.bar: 200
`;

describe("Set up the cluster", () => {
  documented(
    {
      id: "set-up-the-cluster/workloads-as-injected",
      claim: "in foo and bar the Deployments carry the sidecar that kube-inject wrote, in legacy curl has none",
      blocks: ["set-up-the-cluster/foo-and-bar", "set-up-the-cluster/legacy"],
      prints: "kubectl apply -f <(istioctl kube-inject -f …) -n foo and -n bar; kubectl apply -f … -n legacy",
      breaks: [
        { ...legacyInjected, failsWith: /legacy: curl 2\/2 Running: curl istio-proxy/ },
        { ...notInjectedInBar, failsWith: /bar: curl 1\/1 Running: curl$/m },
        ...deploymentMissing,
      ],
    },
    async ({ kube }) => {
      const lists = await Promise.all(namespaces.map((namespace) => workloadsOf(kube, namespace)));
      // The sidecar stands in the Deployment itself: kube-inject wrote it, not the mesh's webhook.
      expectPrinted(
        lists.flat().join("\n"),
        `foo: curl 2/2 Running: curl istio-proxy
foo: httpbin 2/2 Running: httpbin istio-proxy
bar: curl 2/2 Running: curl istio-proxy
bar: httpbin 2/2 Running: httpbin istio-proxy
legacy: curl 1/1 Running: curl`,
      );
    },
  );

  documented(
    {
      id: "set-up-the-cluster/services-and-accounts",
      claim: "each sample brought its Service and its ServiceAccount along: httpbin on 8000, curl on 80",
      blocks: ["set-up-the-cluster/foo-and-bar", "set-up-the-cluster/legacy"],
      prints: "kubectl apply -f <(istioctl kube-inject -f …) -n foo and -n bar; kubectl apply -f … -n legacy",
      breaks: [...sampleMissing, ...otherPort],
    },
    async ({ terminal }) => {
      const lists = await Promise.all(namespaces.map((namespace) => servicesOf(terminal, namespace)));
      expectPrinted(
        lists.join(""),
        `foo ServiceAccount curl <none>
foo ServiceAccount httpbin <none>
foo Service curl 80
foo Service httpbin 8000
bar ServiceAccount curl <none>
bar ServiceAccount httpbin <none>
bar Service curl 80
bar Service httpbin 8000
legacy ServiceAccount curl <none>
legacy Service curl 80`,
      );
    },
  );

  documented(
    {
      id: "set-up-the-cluster/permissive-matrix",
      claim: "without any policy, curl with a sidecar and without reaches httpbin in foo and in bar: six times 200",
      blocks: ["set-up-the-cluster/foo-and-bar", "set-up-the-cluster/legacy", "set-up-the-cluster/permissive-matrix"],
      prints: allReached,
      breaks: [
        { ...strictInFoo, failsWith: /curl\.legacy to httpbin\.foo: 000\ncommand terminated with exit code 56/ },
        { ...foreignTlsToFoo, failsWith: /curl\.foo to httpbin\.foo: 503\n/ },
        {
          ...httpbinMissing("bar"),
          failsWith: /curl\.legacy to httpbin\.bar: 000\ncommand terminated with exit code 6/,
        },
        { ...httpbinOnAnotherPort("bar"), failsWith: /curl\.bar to httpbin\.bar: 503/ },
      ],
    },
    async (state) => {
      await lockDown(state, "none");
      await holds(byTheLoop(state), ({ text, applied }) => expectPrinted(text, allReached, applied));
    },
  );

  documented(
    {
      id: "set-up-the-cluster/no-peer-authentication",
      needs: ["no-peer-authentications"],
      claim: "before the migration no namespace of the mesh has a PeerAuthentication",
      blocks: ["set-up-the-cluster/no-peer-authentication"],
      prints: "No resources found",
      breaks: [{ ...strictInBar, failsWith: /bar +default +STRICT/ }],
    },
    async (state) => {
      await lockDown(state, "none");
      const { text } = await state.terminal.run("kubectl get peerauthentication --all-namespaces");
      expectPrinted(text, "No resources found\n");
    },
  );

  documented(
    {
      id: "set-up-the-cluster/no-destination-rule",
      needs: ["no-destination-rules"],
      claim: "before the migration no namespace of the mesh has a DestinationRule",
      blocks: ["set-up-the-cluster/no-destination-rule"],
      prints: "No resources found",
      breaks: [{ ...ruleInBar, failsWith: /bar +plain-text-to-httpbin +httpbin\.foo\.svc\.cluster\.local/ }],
    },
    async ({ terminal }) => {
      const { text } = await terminal.run("kubectl get destinationrule --all-namespaces");
      expectPrinted(text, "No resources found\n");
    },
  );
});

/** A line per Deployment: its pod's READY and STATUS, and the containers that the Deployment itself asks for. */
async function workloadsOf(kube: Kube, namespace: string): Promise<string[]> {
  const pods = await kubectlGet(kube, `/api/v1/namespaces/${namespace}/pods`);
  const deployments = await kube.list("apps/v1", "Deployment", namespace);
  return deployments.map(({ metadata, spec }) => {
    const { READY, STATUS } = pods.find(({ NAME }) => NAME?.startsWith(`${metadata?.name}-`)) ?? {};
    noteContainers(`${metadata?.name}.${namespace}`, (spec as DeploymentSpec).template.spec);
    return `${namespace}: ${metadata?.name} ${READY} ${STATUS}: ${containersOf(spec as DeploymentSpec).join(" ")}`;
  });
}

interface DeploymentSpec {
  template: { spec: PodSpec };
}

/** A native sidecar is an init container that keeps running: restartPolicy Always. */
function containersOf({ template: { spec } }: DeploymentSpec): string[] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  return [...spec.containers, ...sidecars].map(({ name }) => name);
}

/** The samples' Services and ServiceAccounts in a namespace; every namespace has one more account of its own. */
async function servicesOf(terminal: Terminal, namespace: string): Promise<string> {
  const columns = "NAMESPACE:.metadata.namespace,KIND:.kind,NAME:.metadata.name,PORT:.spec.ports[*].port";
  const { text } = await terminal.run(
    `kubectl get serviceaccounts,services -n ${namespace} --no-headers -o custom-columns=${columns} | grep -v ' default '`,
  );
  return text.replaceAll(/ +/g, " ");
}
