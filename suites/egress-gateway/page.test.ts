// Tab by tab, each to its clean-up, as a person follows the page who tries both.
import "./sections/before-you-begin.ts";
import "./sections/deploy-istio-egress-gateway.ts";
import "./sections/egress-gateway-for-http-traffic.direct.ts";
import "./sections/egress-gateway-for-http-traffic.istio-apis.ts";
import "./sections/egress-gateway-for-http-traffic.notes.ts";
import "./sections/cleanup-http-gateway.istio-apis.ts";
import "./sections/egress-gateway-for-http-traffic.gateway-api.ts";
import "./sections/cleanup-http-gateway.gateway-api.ts";
import "./sections/egress-gateway-for-https-traffic.istio-apis.ts";
import "./sections/cleanup-https-gateway.istio-apis.ts";
import "./sections/egress-gateway-for-https-traffic.gateway-api.ts";
import "./sections/cleanup-https-gateway.gateway-api.ts";
import "./sections/apply-kubernetes-network-policies.before-policy.ts";
import "./sections/apply-kubernetes-network-policies.blocked.ts";
import "./sections/apply-kubernetes-network-policies.through-gateway.ts";
import "./sections/cleanup-network-policies.ts";
import "./sections/cleanup.ts";
