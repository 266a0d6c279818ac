// Tab by tab, each to its clean-up, as a person follows the page who tries both.
import "./before-you-begin.checks.ts";
import "./deploy-istio-egress-gateway.checks.ts";
import "./egress-gateway-for-http-traffic.direct.checks.ts";
import "./egress-gateway-for-http-traffic.istio-apis.checks.ts";
import "./egress-gateway-for-http-traffic.notes.checks.ts";
import "./cleanup-http-gateway.istio-apis.checks.ts";
import "./egress-gateway-for-http-traffic.gateway-api.checks.ts";
import "./cleanup-http-gateway.gateway-api.checks.ts";
import "./egress-gateway-for-https-traffic.istio-apis.checks.ts";
import "./cleanup-https-gateway.istio-apis.checks.ts";
import "./egress-gateway-for-https-traffic.gateway-api.checks.ts";
import "./cleanup-https-gateway.gateway-api.checks.ts";
import "./apply-kubernetes-network-policies.before-policy.checks.ts";
import "./apply-kubernetes-network-policies.blocked.checks.ts";
import "./apply-kubernetes-network-policies.through-gateway.checks.ts";
import "./cleanup-network-policies.checks.ts";
import "./cleanup.checks.ts";
