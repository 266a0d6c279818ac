import type { CatalogueSection } from "#helpers/catalogue/index";

export const uninstallOldControlPlane: CatalogueSection = {
  slug: "uninstall-old-control-plane",
  title: "Uninstall old control plane",
  blocks: [
    {
      id: "canary-upgrade/uninstall-old-control-plane/by-revision",
      lines: [205, 205],
      sha256: "4b1c4a8df35272a902817ceedd5ecececa4e885f7086c40c08a67698107c37ec",
      kind: "command",
      claim: "A control plane with a revision's name is uninstalled by it.",
      checks: [
        "canary-upgrade/uninstall-old-control-plane/only-canary",
        "canary-upgrade/uninstall-old-control-plane/nothing-lost",
        "canary-upgrade/uninstall-old-control-plane/by-file-takes-all",
      ],
      variant: "The old control plane has no revision's name: its revision is default.",
      byHand: ["istioctl uninstall --revision default -y"],
    },
    {
      id: "canary-upgrade/uninstall-old-control-plane/by-file",
      lines: [211, 211],
      sha256: "a2ca2f271cb9335f41adf32bb763582dc7b9d55d5c5e70f87b1850b6105cda31",
      kind: "command",
      claim: "A control plane without one is uninstalled by what it was installed with.",
      checks: ["canary-upgrade/uninstall-old-control-plane/by-file-takes-all"],
      variant: "With --dry-run: it would remove the canary and the gateways as well, see the errata.",
      byHand: ["istioctl uninstall -f fixtures/mesh/istio-operator.yaml -y --dry-run"],
    },
    {
      id: "canary-upgrade/uninstall-old-control-plane/pods",
      lines: [217, 219],
      sha256: "0d6a4a7241b0d94898433db0bc27046c0ee9257e6fa3d57effe6a370dc846181",
      kind: "output",
      claim: "Only the canary is left.",
      checks: ["canary-upgrade/uninstall-old-control-plane/only-canary"],
      prints: "istiod-canary-…, 1/1 Running",
      byHand: ["kubectl get pods -n istio-system -l app=istiod"],
    },
  ],
};

export const uninstallCanaryControlPlane: CatalogueSection = {
  slug: "uninstall-canary-control-plane",
  title: "Uninstall canary control plane",
  blocks: [
    {
      id: "canary-upgrade/uninstall-canary-control-plane/uninstall",
      lines: [230, 230],
      sha256: "e7517ae47305209602077c7db931620bb6135698d852782e48606e0168f0725c",
      kind: "command",
      claim: "Once the old gateways are there again, the canary can be uninstalled.",
      checks: [
        "canary-upgrade/uninstall-canary-control-plane/rolled-back",
        "canary-upgrade/uninstall-canary-control-plane/nothing-lost",
      ],
      variant:
        "After the upgrade was completed, so that the old control plane is installed again as well, by its own istioctl; workloads are moved back before the canary goes.",
      byHand: ["istioctl install -f fixtures/mesh/istio-operator.yaml -y", "istioctl uninstall --revision=canary"],
    },
  ],
};

export const cleanup: CatalogueSection = {
  slug: "cleanup",
  title: "Cleanup",
  blocks: [
    {
      id: "canary-upgrade/cleanup/namespaces",
      lines: [247, 247],
      sha256: "76ce0b740388c8fea2c873aa757f1e9826939e83f72e9c88e832e4034e395534",
      kind: "command",
      claim: "The page's namespaces are deleted.",
      checks: ["canary-upgrade/cleanup/inventory-equals-before"],
      variant: "Without istio-system: the other pages use that mesh.",
      byHand: ["kubectl delete ns test-ns app-ns-1 app-ns-2 app-ns-3"],
    },
  ],
};
