import type { CatalogueSection } from "#helpers/catalogue/index";

const check = (id: string) => `in-place-upgrade/${id}`;

/** What stands before the page's first heading: it has no block. */
export const inPlaceUpgrades: CatalogueSection = { slug: "in-place-upgrades", title: "In-place Upgrades", blocks: [] };

export const upgradeSteps: CatalogueSection = {
  slug: "upgrade-steps",
  title: "Upgrade steps",
  blocks: [
    {
      id: "in-place-upgrade/upgrade-steps/config-view",
      lines: [53, 53],
      sha256: "8443f2a331a53561a1b638520819ea45bce554c9251da243f1d5ec468b49c699",
      kind: "command",
      claim: "kubectl tells which cluster it is configured for.",
      checks: [check("upgrade-steps/config-view")],
      byHand: ["kubectl config view"],
    },
    {
      id: "in-place-upgrade/upgrade-steps/precheck",
      lines: [59, 61],
      sha256: "456f303236aab599f2cbd67cfbc1262199831852ee304dfbc1b36f3e17138dba",
      kind: "output",
      claim: "The new istioctl finds nothing that stands in the way.",
      checks: [check("upgrade-steps/precheck")],
      prints: "No issues found when checking the cluster, and where to get started",
      byHand: ["istioctl x precheck"],
    },
    {
      id: "in-place-upgrade/upgrade-steps/upgrade",
      lines: [67, 67],
      sha256: "05009b4aba12ae9b33100a06f0ecbf0b023267b629e12e09ce1bc2a49bd96a8e",
      kind: "command",
      claim:
        "istioctl asks, then upgrades control plane and gateways in their place; the lower version's takes them back.",
      checks: [
        check("in-place-upgrades/by-revision-is-not-refused"),
        check("upgrade-steps/made-ready"),
        check("upgrade-steps/asks-first"),
        check("upgrade-steps/says-that-it-is-done"),
        check("upgrade-steps/control-plane-is-new"),
        check("upgrade-steps/gateways-are-new"),
        check("upgrade-steps/same-file-keeps-settings"),
        check("upgrade-steps/nothing-lost"),
        check("upgrade-steps/sidecars-stay-old"),
        check("upgrade-steps/old-sidecars-are-configured"),
        check("steps-to-downgrade/says-that-it-is-done"),
        check("steps-to-downgrade/old-version-is-back"),
        check("steps-to-downgrade/nothing-lost"),
        check("steps-to-downgrade/by-install"),
        check("steps-to-downgrade/inventory-equals-before"),
      ],
      variant:
        "With the files and values that the mesh was installed with, as the page's warning asks, two istiods among them. The question is answered with no at first, then with yes.",
      byHand: [
        "istioctl upgrade -f fixtures/mesh/istio-operator.yaml -f suites/in-place-upgrade/two-replicas.yaml",
        "istioctl version",
      ],
    },
    {
      id: "in-place-upgrade/upgrade-steps/restart",
      lines: [91, 91],
      sha256: "e89768c23012f483d84623d753098356e95b0cbd92707a1e48e3a7654b096de6",
      kind: "command",
      claim: "The data plane is of the new version once its pods are restarted, and not before.",
      checks: [
        check("upgrade-steps/sidecars-stay-old"),
        check("upgrade-steps/old-sidecars-are-configured"),
        check("upgrade-steps/restarted-sidecars-are-new"),
        check("upgrade-steps/nothing-lost-at-restart"),
        check("steps-to-downgrade/sidecars-are-old-again"),
        check("steps-to-downgrade/nothing-lost-at-restart"),
      ],
      variant: "In each namespace that has sidecars: the page's line restarts those of kubectl's own namespace alone.",
      byHand: ["for n in test-ns traffic; do kubectl rollout restart deployment -n $n; done", "istioctl proxy-status"],
    },
  ],
};

/** Its steps are those of the upgrade, by the lower version's istioctl: it has no block. */
export const stepsToDowngrade: CatalogueSection = {
  slug: "steps-to-downgrade",
  title: "Steps to downgrade to a lower Istio version",
  blocks: [],
};
