/** One document that the suite reproduces; `name` is its folder here, and its URL's last part. */
export interface Page {
  name: string;
  title: string;
  url: string;
  /** How long its checks take, about: which page is begun first where it is not known which of them are selected. */
  seconds: number;
  /** True where the page changes what every workload in the mesh sees: it then runs alone, last. */
  meshWide: boolean;
  /**
   * What the page makes or changes on the cluster: a namespace ("test"), one name in a namespace ("default/curl"), or one
   * object, as an inventory names it. What an interrupted run left there is removed before the next.
   * It is also what the page locks: pages that share an entry meet, and never run side by side.
   * What its mutants alone make is among it, under names that no other page uses: an inventory sets others' names aside.
   */
  resources: string[];
  /** Does it take Istio from the cluster? Nothing can be run after it. */
  removesMesh?: true;
}

export const pages: Page[] = [
  {
    name: "ingress-sidecar-tls-termination",
    seconds: 30,
    title: "Ingress Sidecar TLS Termination",
    url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    meshWide: false,
    resources: ["test", "default/curl", "default/left-of-sidecar-tls"],
  },
  {
    name: "ingress-sidecar-tls-termination-older-edition",
    seconds: 30,
    title: "Ingress Sidecar TLS Termination, older edition",
    url: "https://istio.io/latest/zh/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    meshWide: false,
    resources: ["test", "default/sleep", "default/left-of-sidecar-tls"],
  },
  {
    name: "istio-tls-configuration",
    seconds: 45,
    title: "Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections",
    url: "https://alexandre-vazquez.com/istio-tls-configuration/",
    meshWide: false,
    resources: [
      "tls-blog",
      "default/bookinfo-gateway-https",
      "default/httpbin-over-https",
      "default/se-app",
      "default/tls-app",
      "default/credential-beside-gateway",
      "default/credential-beside-gateway-again",
      "default/wikipedia-egress-gateway",
      "default/wikipedia-over-egress-gateway",
      "istio-system/httpbin-credential",
      "istio-system/wikipedia-ca",
    ],
  },
  {
    name: "mtls-migration",
    seconds: 40,
    title: "Mutual TLS Migration",
    url: "https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/",
    meshWide: true,
    resources: [
      "foo",
      "bar",
      "legacy",
      "default/left-of-migration",
      "PeerAuthentication.security.istio.io istio-system/default",
    ],
  },
  {
    name: "egress-gateway",
    seconds: 130,
    title: "Egress Gateways",
    url: "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/",
    meshWide: false,
    resources: [
      "test-egress",
      "default/curl",
      "default/curl-secret",
      "default/cnn",
      "default/istio-egressgateway",
      "default/egressgateway-for-cnn",
      "default/direct-cnn-through-egress-gateway",
      "default/cnn-www",
      "default/direct-cnn-www-through-egress-gateway",
      "default/cnn-egress-gateway",
      "default/direct-cnn-to-egress-gateway",
      "default/forward-cnn-from-egress-gateway",
      "default/left-of-egress",
      "istio-system/foreign-egress",
      // Labels, for the network policy to find the namespaces by.
      "Namespace default",
      "Namespace istio-system",
      "Namespace kube-system",
    ],
  },
  {
    name: "authz-http",
    seconds: 45,
    title: "HTTP Traffic",
    url: "https://istio.io/latest/docs/tasks/security/authorization/authz-http/",
    meshWide: false,
    resources: [
      ...["allow-nothing", "productpage-viewer", "details-viewer", "reviews-viewer", "ratings-viewer"],
      ...["allowed-now-and-then", "left-of-authorization", "second-endpoint"],
      ...["bookinfo-gateway", "bookinfo", "bookinfo-stand-in", "outside-the-policy"],
      ...["productpage", "details", "ratings", "reviews"].flatMap((app) => [app, `bookinfo-${app}`, `${app}-v1`]),
      ...["reviews-v2", "reviews-v3"],
    ]
      .map((object) => `default/${object}`)
      // No object of it: allow-nothing has no selector and so binds every sidecar of default, the egress page's Gateway of the
      // Gateway API among them. default/curl of the ingress pages has none and may be there.
      .concat("Namespace default"),
  },
  {
    name: "canary-upgrade",
    seconds: 240,
    title: "Canary Upgrades",
    url: "https://istio.io/latest/docs/setup/upgrade/canary/",
    meshWide: true,
    resources: ["test-ns", "app-ns-1", "app-ns-2", "app-ns-3", "traffic", "traffic-outside"],
  },
  {
    name: "in-place-upgrade",
    seconds: 450,
    title: "In-place Upgrades",
    url: "https://istio.io/latest/docs/setup/upgrade/in-place/",
    meshWide: true,
    resources: ["test-ns", "traffic", "traffic-outside"],
  },
  {
    name: "secure-gateways",
    seconds: 100,
    title: "Secure Gateways",
    url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/",
    meshWide: false,
    resources: [
      ...[
        "httpbin",
        "helloworld",
        "helloworld-v1",
        "helloworld-stand-in",
        "mygateway",
        "past-the-gateway",
        "left-of-secure-gateways",
      ].map((object) => `default/${object}`),
      ...["mygateway", "mygateway-istio", "pinned-credential", "foreign"].map((object) => `istio-system/${object}`),
      ...["httpbin-credential", "httpbin-credential-cacert", "helloworld-credential"].map(
        (object) => `istio-system/${object}`,
      ),
    ],
  },
  {
    name: "uninstall",
    seconds: 10,
    title: "Ingress Sidecar TLS Termination: uninstalling Istio",
    url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    meshWide: true,
    removesMesh: true,
    resources: [],
  },
];

/** What all pages but this one make or change: an inventory taken while others run leaves it out. */
export function resourcesOfOthers(page: string): string[] {
  const own = pages.find(({ name }) => name === page)?.resources ?? [];
  const beside = pages.filter(({ meshWide }) => !meshWide);
  return beside.flatMap(({ resources }) => resources).filter((touch) => !own.includes(touch));
}
