import type { Showing, TypedPage } from "#helpers/catalogue/errata";

const page = "egress-gateway";
const [http, https] = [`${page}/egress-gateway-for-http-traffic`, `${page}/egress-gateway-for-https-traffic`];
const policies = `${page}/apply-kubernetes-network-policies`;

/** HTTP/2 has lower-case names only. */
const headerCase = (block: string): Showing => ({
  block,
  prints: [/^HTTP\/2 200 *$/m, /^content-type: text\/html; charset=utf-8$/m],
  mend: (text) => text.replace(/^Content-Type:/m, "content-type:"),
});

const escapedVariable = (block: string): Showing => ({
  block,
  prints: [/unknown --write-out variable: '\\http_code'/],
  mend: (text) => text.replace("%{\\http_code}", "%{http_code}"),
});

const ambiguousGateway = (block: string): Showing => ({
  block,
  prints: [/gateways\.gateway\.networking\.k8s\.io "istio-egressgateway" not found/],
  mend: { type: ["kubectl delete gateways.networking.istio.io istio-egressgateway"] },
});

const oneContainer = (block: string): Showing => ({
  block,
  prints: [/^curl$/],
  mend: (text) => text.replace(/^curl istio-proxy$/m, "curl"),
});

/** The line in the format of the other tab, which is today's. */
const olderLine = (block: string): Showing => ({
  block,
  prints: [
    /^\[.*"- - -" 0 - - - "-" \d+ \d+ \d+ - "-" "-" "-" "-" "\S+:443" outbound\|443\|\|edition\.cnn\.com .* edition\.cnn\.com -$/m,
  ],
  mend: (text) =>
    text
      .replace(/"- - -" 0 - ("-" "-" )?(?=\d)/, '"- - -" 0 - - - "-" ')
      .replace(/:443 (\S+) edition\.cnn\.com$/, ":443 $1 edition.cnn.com -")
      .replace(/(\d+\.\d+\.\d+\.\d+):443(?= \d)/, "$1:8443"),
});

export const typed: TypedPage = {
  hosts: ["edition.cnn.com"],
  notRun: [
    {
      block: `${page}/before-you-begin/access-log`,
      reason: "a place for the reader's own flags; the mesh was installed with these settings",
      held: "installed-with",
    },
    {
      block: `${page}/deploy-istio-egress-gateway/istio-operator`,
      reason: "fields for the reader's own configuration; the mesh was installed with these settings",
      held: "installed-with",
    },
    {
      block: `${page}/deploy-istio-egress-gateway/install-flags`,
      reason: "a place for the reader's own flags; the mesh was installed with these settings",
      held: "installed-with",
    },
  ],
  again: [
    { before: `${policies}/namespace`, section: "egress-gateway-for-https-traffic" },
    { after: `${page}/cleanup-network-policies/istio-apis`, section: "cleanup-https-gateway" },
    { after: `${page}/cleanup-network-policies/gateway-api`, section: "cleanup-https-gateway" },
  ],
  errata: {
    "client-without-sidecar": {
      by: "typing",
      at: [
        {
          block: `${page}/before-you-begin/curl`,
          ask: "kubectl get pod -l app=curl -o jsonpath='{.items[*].spec.containers[*].name} {.items[*].spec.initContainers[*].name}'",
          prints: [/^curl $/],
          mend: {
            type: [
              `kubectl patch deployment curl -p '{"spec":{"template":{"metadata":{"labels":{"sidecar.istio.io/inject":"true"}}}}}'`,
              "kubectl rollout status deployment curl",
            ],
          },
        },
      ],
    },
    "header-case": {
      by: "typing",
      at: [
        headerCase(`${http}/direct-request`),
        headerCase(`${http}/request-through-gateway`),
        headerCase(`${https}/direct-request`),
        headerCase(`${https}/request-through-gateway`),
      ],
    },
    "resolution-none": { by: "check", check: `${http}/resolution-none` },
    "request-proves-no-service-entry": { by: "check", check: `${http}/direct-past-the-gateway` },
    "http-code-escape": {
      by: "typing",
      at: [
        escapedVariable(`${policies}/request-before-policy`),
        escapedVariable(`${policies}/request-through-gateway`),
      ],
    },
    "old-http-log-line": {
      by: "typing",
      at: [
        {
          block: `${http}/log-line-istio-apis`,
          prints: [
            /^\[.*"GET \/politics HTTP\/2" 301 - via_upstream - "-" 0 \d+ \d+ \d+ ".*" outbound\|80\|\|edition\.cnn\.com \S+ \S+:8080 \S+ - -$/m,
          ],
          mend: (text) =>
            text
              .replace('301 - "-" "-" ', '301 - via_upstream - "-" ')
              .replace(/(edition\.cnn\.com) - (\S+):80 (\S+) edition\.cnn\.com -$/, "$1 $3 $2:8080 $3 - -"),
        },
      ],
    },
    "old-passthrough-log-lines": {
      by: "typing",
      at: [olderLine(`${https}/log-line-istio-apis`), olderLine(`${policies}/log-line-istio-apis`)],
    },
    "last-ten-lines": { by: "check", check: `${http}/istio-apis-log-line` },
    "ambiguous-gateway": {
      by: "typing",
      at: [
        ambiguousGateway(`${page}/cleanup-http-gateway/istio-apis`),
        ambiguousGateway(`${page}/cleanup-https-gateway/istio-apis`),
      ],
    },
    "tlsroute-hostnames": { by: "check", check: `${https}/gateway-api-tlsroute-v1` },
    "link-to-https": { by: "copy", has: /\[http:(\/\/[^\]]+)\]\(https:\1\)/ },
    "native-sidecar": {
      by: "typing",
      at: [oneContainer(`${policies}/containers-istio-apis`), oneContainer(`${policies}/containers-gateway-api`)],
    },
    "timeout-transcript": {
      by: "typing",
      at: [
        {
          block: `${policies}/request-blocked`,
          prints: [
            /^curl: \(28\) .*edition\.cnn\.com port 443 after \d+ ms/m,
            /^command terminated with exit code 28$/m,
          ],
        },
      ],
    },
  },
};
