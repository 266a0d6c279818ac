import type { CatalogueSection } from "#helpers/catalogue/index";

export const beforeYouUpgrade: CatalogueSection = {
  slug: "before-you-upgrade",
  title: "Before you upgrade",
  blocks: [
    {
      id: "canary-upgrade/before-you-upgrade/precheck",
      lines: [25, 27],
      sha256: "b019b6177a7911028b2a7842234babd4e777f79882bf84bb28416bc2c04b3e94",
      kind: "output",
      claim: "The new istioctl finds nothing that stands in the way.",
      checks: ["canary-upgrade/before-you-upgrade/precheck"],
      prints: "No issues found when checking the cluster, and where to get started",
      byHand: ["istioctl x precheck"],
    },
  ],
};

export const controlPlane: CatalogueSection = {
  slug: "control-plane",
  title: "Control plane",
  blocks: [
    {
      id: "canary-upgrade/control-plane/install",
      lines: [49, 49],
      sha256: "0273b7a8f34f9ba366b2a22a5955c436047737f0854f21a5f1b7e95d25e2e17e",
      kind: "command",
      claim: "The new Istio is installed as revision canary, and the gateways are upgraded in place.",
      checks: ["canary-upgrade/control-plane/nothing-lost", "canary-upgrade/data-plane/gateway-on-canary"],
      variant:
        "With the settings of the mesh that is there: feature flag, egress gateway, requests, and what the data plane needs; -y, since nobody is there to confirm.",
      byHand: ["istioctl install -f fixtures/mesh/istio-operator.yaml --set revision=canary"],
    },
    {
      id: "canary-upgrade/control-plane/pods",
      lines: [55, 58],
      sha256: "e3d7c3323cd199208c2a3dd5b86fce6bfe5ab38c19034a9bd2a76b6cb2e0584e",
      kind: "output",
      claim: "Two control planes run side by side.",
      checks: ["canary-upgrade/control-plane/both-run"],
      prints: "istiod-… and istiod-canary-…, 1/1 Running, no restarts",
      byHand: ["kubectl get pods -n istio-system -l app=istiod"],
    },
    {
      id: "canary-upgrade/control-plane/services",
      lines: [62, 65],
      sha256: "2ce623eec0a0b443b02cf43f04c4d1c3e46b236e6e970ded8b75558de33793f2",
      kind: "output",
      claim: "Each control plane has a Service.",
      checks: ["canary-upgrade/control-plane/services"],
      prints: "istiod and istiod-canary, ClusterIP, with their ports",
      byHand: ["kubectl get svc -n istio-system -l app=istiod"],
    },
    {
      id: "canary-upgrade/control-plane/injectors",
      lines: [71, 74],
      sha256: "cc20164f9e719ca96bf41081a702f08ea3b3d3c913d2c6fe6a62721ec229f53d",
      kind: "output",
      claim: "Each control plane has a sidecar injector.",
      checks: ["canary-upgrade/control-plane/injectors"],
      prints: "istio-sidecar-injector and istio-sidecar-injector-canary",
      byHand: ["kubectl get mutatingwebhookconfigurations"],
    },
  ],
};

export const dataPlane: CatalogueSection = {
  slug: "data-plane",
  title: "Data plane",
  blocks: [
    {
      id: "canary-upgrade/data-plane/gateway",
      lines: [83, 84],
      sha256: "aa708c213eefa2cdd490680f43bbed79e0cf53548f63ddd1b7d25d13bb912371",
      kind: "output",
      claim: "The ingress gateway has the canary for its control plane.",
      checks: ["canary-upgrade/data-plane/gateway-on-canary"],
      prints: "istiod-canary-…",
      variant: "The egress gateway is asked for as well.",
      byHand: ["istioctl proxy-status --revision canary | grep gateway"],
    },
    {
      id: "canary-upgrade/data-plane/label",
      lines: [94, 94],
      sha256: "21ff50578a971712b57d3b84a5358d304e5758a3ea5de434806c9ebfbabd5f65",
      kind: "command",
      claim: "The label istio.io/rev=canary, without istio-injection, gives test-ns to the canary.",
      checks: ["canary-upgrade/data-plane/test-ns-on-canary", "canary-upgrade/data-plane/nothing-lost"],
      byHand: ["kubectl label namespace test-ns istio-injection- istio.io/rev=canary"],
    },
    {
      id: "canary-upgrade/data-plane/restart",
      lines: [101, 101],
      sha256: "d420b2e505ce833fa772ad63010ef11ab64eadf90020e9bef2d3b631ecd8a53a",
      kind: "command",
      claim: "Pods that are restarted get their sidecar anew.",
      checks: [
        "canary-upgrade/data-plane/test-ns-on-canary",
        "canary-upgrade/data-plane/nothing-lost",
        "canary-upgrade/data-plane/sample-refuses-at-its-end",
      ],
      byHand: ["kubectl rollout restart deployment -n test-ns"],
    },
    {
      id: "canary-upgrade/data-plane/proxy-status",
      lines: [107, 107],
      sha256: "2066b1961d52bc661c7e2990540150697d3716cc99505e234cf2b3c5cbd11fb5",
      kind: "command",
      claim: "All pods of test-ns have the canary.",
      checks: ["canary-upgrade/data-plane/test-ns-on-canary"],
      byHand: ['istioctl proxy-status --revision canary | grep "\\.test-ns "'],
    },
  ],
};
