import { describe, expect } from "vitest";
import { expectPrinted, type AnyObject, type Kube, type Mutant } from "#fixtures";
import { editions, type Uninstall } from "../page.ts";

describe("Cleanup the mutual TLS termination example: Istio", () => {
  for (const { id, documented } of editions) {
    documented(
      {
        id: "cleanup/uninstall-leaves-nothing",
        claim: `${id}: istioctl uninstall --purge leaves no workload, Service, webhook or role of Istio's`,
        blocks: ["cleanup/3"],
        prints: "istioctl uninstall --purge -y",
        breaks: [{ ...roleUnlabelled, failsWith: /left: ClusterRole istiod-left/ }],
      },
      async ({ kube, terminal }) => {
        const { exitCode, text } = await terminal.run("istioctl uninstall --purge -y");
        expect(`${exitCode}: ${text}`).toMatch(/^0: [\s\S]*Uninstall complete/);
        expectPrinted((await leftOfIstio(kube)).join("\n"), "");
      },
    );
  }
});

const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "istiod-left" } };

const roleUnlabelled: Omit<Mutant<Uninstall>, "failsWith"> = {
  name: "a role of istiod's has lost the label by which it is found",
  break: ({ kube }) => kube.applyObject({ ...role, rules: [] }),
  restore: ({ kube }) => kube.remove(role),
};

/** Kinds that an installation makes, and where; the namespace and the CRDs stay, as istioctl says. */
const kinds: [apiVersion: string, kind: string, namespace?: string][] = [
  ["apps/v1", "Deployment", "istio-system"],
  ["v1", "Pod", "istio-system"],
  ["v1", "Service", "istio-system"],
  ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"],
  ["admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"],
  ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
];

async function leftOfIstio(kube: Kube): Promise<string[]> {
  const found = await Promise.all(
    kinds.map(async ([apiVersion, kind, namespace]) => {
      const objects = (await kube.list(apiVersion, kind, namespace)).filter((object) => isOfIstio(object));
      return objects.map(({ metadata }) => `left: ${kind} ${metadata?.name}`);
    }),
  );
  return found.flat();
}

/** Pods end for some seconds more. */
function isOfIstio({ metadata }: AnyObject): boolean {
  return metadata?.deletionTimestamp === undefined && /istio/.test(metadata?.name ?? "");
}
