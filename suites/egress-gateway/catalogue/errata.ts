import type { Edition, Erratum } from "#helpers/catalogue/errata";

/** The English page was read at that commit of its source; the catalogued copy bears no date. */
const inEnglishToo: Edition = { in: ["es", "en"], readAt: "istio/istio.io 1144ff0bfff4" };
const notInEnglish: Edition = { in: ["es"], notIn: ["en"], readAt: "istio/istio.io 1144ff0bfff4" };

export const errata: Erratum[] = [
  {
    id: "client-without-sidecar",
    blocks: ["egress-gateway/before-you-begin/curl"],
    edition: inEnglishToo,
    text:
      "The preparation does not say that the client needs a sidecar, and calls any pod with curl good enough. Without " +
      "injection in default nothing leads its requests to the gateway.",
    whatTheSuiteDoes: "Labels the pod itself for injection, and checks that the sidecar is there.",
  },
  {
    id: "header-case",
    blocks: [
      "egress-gateway/egress-gateway-for-http-traffic/direct-request",
      "egress-gateway/egress-gateway-for-http-traffic/request-through-gateway",
      "egress-gateway/egress-gateway-for-https-traffic/direct-request",
      "egress-gateway/egress-gateway-for-https-traffic/request-through-gateway",
    ],
    edition: inEnglishToo,
    text: "Below `HTTP/2 200` the header is printed as `Content-Type`. HTTP/2 has lower-case names only.",
    whatTheSuiteDoes: "Compares header names without regard to case.",
  },
  {
    id: "resolution-none",
    blocks: [
      "egress-gateway/egress-gateway-for-http-traffic/service-entry",
      "egress-gateway/egress-gateway-for-http-traffic/request-through-gateway",
    ],
    edition: inEnglishToo,
    text:
      "With resolution NONE, the page warns, the gateway sends the traffic to itself in an infinite loop. Seen is a 503, " +
      "at once.",
    whatTheSuiteDoes: "Expects 503 where its mutant sets NONE; the rule itself, DNS and not NONE, stands.",
  },
  {
    id: "request-proves-no-service-entry",
    blocks: [
      "egress-gateway/egress-gateway-for-http-traffic/direct-request",
      "egress-gateway/egress-gateway-for-https-traffic/direct-request",
    ],
    edition: inEnglishToo,
    text:
      "The request is to verify that the ServiceEntry was applied. By default (outboundTrafficPolicy ALLOW_ANY) it " +
      "succeeds without one as well.",
    whatTheSuiteDoes:
      "Looks into the log of the client's sidecar besides: the ServiceEntry's cluster, not PassthroughCluster.",
  },
  {
    id: "http-code-escape",
    blocks: [
      "egress-gateway/apply-kubernetes-network-policies/request-before-policy",
      "egress-gateway/apply-kubernetes-network-policies/request-through-gateway",
    ],
    edition: notInEnglish,
    text: "`%{\\http_code}` has a stray backslash: curl knows no such variable, complains, and prints no 200.",
    whatTheSuiteDoes: "Asks curl for `%{http_code}`.",
  },
  {
    id: "old-http-log-line",
    blocks: ["egress-gateway/egress-gateway-for-http-traffic/log-line-istio-apis"],
    edition: inEnglishToo,
    text:
      "The line is in the format of 2019: behind the code and the flags stand Mixer's status and the failure, where today " +
      "the response's and the connection's details stand, and the gateway's own address on the way to the origin is not " +
      "told. It has a server name, which today's hop to the gateway has not, and the gateway's port 80, which is 8080 " +
      "today. The tab for the Gateway API shows today's form.",
    whatTheSuiteDoes:
      "Reads the fields of today's default format; HTTP/2 is there still, as the port of the gateway's Service is " +
      "called http2.",
  },
  {
    id: "old-passthrough-log-lines",
    blocks: [
      "egress-gateway/egress-gateway-for-https-traffic/log-line-istio-apis",
      "egress-gateway/apply-kubernetes-network-policies/log-line-istio-apis",
    ],
    edition: inEnglishToo,
    text:
      "The lines of 2019 and 2020 have fewer fields than those in the tabs for the Gateway API: the log's default " +
      "format has grown since.",
    whatTheSuiteDoes: "Reads the fields of today's default format in both tabs.",
  },
  {
    id: "last-ten-lines",
    blocks: [
      "egress-gateway/egress-gateway-for-http-traffic/log-istio-apis",
      "egress-gateway/egress-gateway-for-http-traffic/log-gateway-api",
      "egress-gateway/egress-gateway-for-https-traffic/log-istio-apis",
      "egress-gateway/egress-gateway-for-https-traffic/log-gateway-api",
      "egress-gateway/apply-kubernetes-network-policies/log-istio-apis",
      "egress-gateway/apply-kubernetes-network-policies/log-gateway-api",
    ],
    edition: inEnglishToo,
    text:
      "With a selector kubectl logs prints the last ten lines of each pod, with `| tail` or without; the proxy flushes " +
      "its log about once a second. The line may be missing, and an older one like it may be there.",
    whatTheSuiteDoes: "Waits for a line that is newer than its own request and belongs to it.",
  },
  {
    id: "ambiguous-gateway",
    blocks: ["egress-gateway/cleanup-http-gateway/istio-apis", "egress-gateway/cleanup-https-gateway/istio-apis"],
    edition: inEnglishToo,
    text:
      "`kubectl delete gateway istio-egressgateway` means Istio's Gateway. Where the Gateway API is installed as well, " +
      "kubectl takes `gateway` for gateway.networking.k8s.io and finds no such resource.",
    whatTheSuiteDoes: "Names the resource gateways.networking.istio.io.",
  },
  {
    id: "tlsroute-hostnames",
    blocks: ["egress-gateway/egress-gateway-for-https-traffic/gateway-and-routes-gateway-api"],
    edition: inEnglishToo,
    text:
      "TLSRoute is v1alpha2 here, which only the experimental channel of the Gateway API still serves. In v1 " +
      "spec.hostnames is required, and the first of the two routes has none.",
    whatTheSuiteDoes: "Applies the page's v1alpha2 form, and a v1 form that states the host.",
  },
  {
    id: "link-to-https",
    blocks: ["egress-gateway/egress-gateway-for-http-traffic/request-through-gateway"],
    edition: inEnglishToo,
    text: "The step reads http://edition.cnn.com/politics and links to https: the request that it means is the plain one.",
    whatTheSuiteDoes: "Sends the request to http, as the command has it.",
  },
  {
    id: "native-sidecar",
    blocks: [
      "egress-gateway/apply-kubernetes-network-policies/containers-istio-apis",
      "egress-gateway/apply-kubernetes-network-policies/containers-gateway-api",
    ],
    edition: inEnglishToo,
    text:
      "Since Istio 1.27, on Kubernetes 1.33 and newer, istio-proxy is an init container that keeps running: " +
      "`{.spec.containers[*].name}` then prints `curl` alone.",
    whatTheSuiteDoes: "Expects both containers, istio-proxy where the version has it.",
  },
  {
    id: "timeout-transcript",
    blocks: ["egress-gateway/apply-kubernetes-network-policies/request-blocked"],
    edition: inEnglishToo,
    text:
      "The transcript is an old curl's on a host with IPv6 names; it has no exit code and takes minutes to come about. " +
      "Today's curl says `Connection timed out` and ends with 28.",
    whatTheSuiteDoes: "Expects exit code 28 after the name has resolved, with a limit of two seconds to connect.",
  },
];
