// The page's sections, in its order: once with the Istio APIs, once with the Gateway API.
import "./sections/before-you-begin.ts";
import "./sections/certificates.ts";
import "./sections/single-host.istio-apis.ts";
import "./sections/multiple-hosts.istio-apis.ts";
import "./sections/mutual-tls.istio-apis.ts";
import "./sections/key-formats.ts";
import "./sections/cleanup.istio-apis.ts";
import "./sections/sni-routing.istio-apis.ts";
import "./sections/sni-routing.gateway-api.ts";
import "./sections/single-host.address.ts";
import "./sections/single-host.allowed-routes.ts";
import "./sections/single-host.gateway-api.ts";
import "./sections/multiple-hosts.gateway-api.ts";
import "./sections/mutual-tls.gateway-api.ts";
import "./sections/troubleshooting.ts";
import "./sections/cleanup.ts";
