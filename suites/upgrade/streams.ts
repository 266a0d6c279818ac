import type { Source } from "#fixtures";

const serving = "http://serving.test-ns:8000/status/200";

/** To the sample as it is: it closes its port as soon as its pod is told to end. */
export const toSample = "to-the-sample";

/** Who sends what: 72 requests a second in all. */
export const sources: readonly Source[] = [
  {
    // Its sidecar stays with the old control plane until the roll-back: an old client, while servers become new ones.
    namespace: "traffic",
    labels: { "istio-injection": "enabled" },
    streams: [
      { name: "kept-connections", url: serving, qps: 15, connections: 3 },
      { name: "own-connections", url: serving, qps: 10, connections: 2, options: ["-keepalive=false"] },
      { name: "strict-mtls", url: "http://strict.test-ns:8000/status/200", qps: 10, connections: 2 },
      {
        name: "egress-gateway",
        // Nobody has this address: the sidecar takes the request by its host.
        url: "http://egress.test/status/200",
        qps: 5,
        connections: 1,
        options: ["-resolve", "240.0.0.1"],
      },
      { name: toSample, url: "http://httpbin.test-ns:8000/status/200", qps: 12, connections: 2 },
    ],
  },
  {
    namespace: "traffic-outside",
    streams: [
      { name: "without-a-sidecar", url: serving, qps: 5, connections: 1, options: ["-keepalive=false"] },
      {
        name: "sidecar-tls",
        url: "https://tls.test-ns:8443/status/200",
        qps: 5,
        connections: 1,
        options: ["-k", "-keepalive=false"],
      },
      {
        name: "ingress-gateway",
        url: "http://istio-ingressgateway.istio-system/status/200",
        qps: 10,
        connections: 2,
        options: ["-H", "Host: upgrade.test", "-keepalive=false"],
      },
    ],
  },
];
