import type { TypedPage } from "#helpers/catalogue/errata";

const page = "istio-tls-configuration";

export const typed: TypedPage = {
  notRun: [],
  errata: {
    "no-origination-on-443": { by: "check", check: `${page}/consume-tls/published-form-does-not-originate` },
    "ca-not-named": { by: "check", check: `${page}/consume-tls/rule-without-ca-trusts-the-systems` },
    "no-route": { by: "check", check: `${page}/expose-tls/gateway-alone-has-no-route` },
    "secret-namespace": { by: "check", check: `${page}/expose-tls/secret-in-the-gateways-namespace` },
    "two-samples": { by: "copy", has: /name: bookinfo-[\s\S]*credentialName: httpbin-/ },
    "egress-gateway-not-used": { by: "check", check: `${page}/consume-tls/sidecar-goes-out-itself` },
    "no-clean-up": {
      by: "leftovers",
      left: [
        "left behind: DestinationRule.networking.istio.io default/tls-app",
        "left behind: Gateway.networking.istio.io default/bookinfo-gateway-https",
        "left behind: ServiceEntry.networking.istio.io default/se-app",
      ],
    },
  },
};
