import { replaced } from "./index.ts";
import { manifest } from "../state.ts";

/*
 * The page's routes from the sidecars, with a part of the requests led past the gateway, to the host itself.
 * `percent`: requests of a hundred that go to the gateway yet.
 */

const [http, https] = ["egress-gateway-for-http-traffic", "egress-gateway-for-https-traffic"];

/** The VirtualService for HTTP. */
export function httpVirtualServiceLeak(percent: number): string {
  return replaced(
    manifest(`${http}.routes.istio-apis`),
    "          weight: 100\n",
    `          weight: ${percent}\n        - destination:\n            host: edition.cnn.com\n            port:\n` +
      `              number: 80\n          weight: ${100 - percent}\n`,
  );
}

/** The HTTPRoutes. */
export function directHttpRouteLeak(percent: number): string {
  return routeLeak(manifest(`${http}.routes.gateway-api`), 80, percent);
}

/** The VirtualService for HTTPS, and what is applied with it. */
export function httpsVirtualServiceLeak(percent: number): string {
  return replaced(
    manifest(`${https}.istio-apis`),
    "              number: 443\n    - match",
    `              number: 443\n          weight: ${percent}\n        - destination:\n            host: edition.cnn.com\n` +
      `            port:\n              number: 443\n          weight: ${100 - percent}\n    - match`,
  );
}

/** The TLSRoutes, in v1alpha2 or in v1, and the Gateway. */
export function directTlsRouteLeak(percent: number, file = "gateway-api"): string {
  return routeLeak(manifest(`${https}.${file}`), 443, percent);
}

function routeLeak(yaml: string, port: number, percent: number): string {
  const toGateway = `        - name: cnn-egress-gateway-istio\n          port: ${port}\n`;
  return replaced(
    yaml,
    toGateway,
    `${toGateway}          weight: ${percent}\n        - kind: Hostname\n          group: networking.istio.io\n` +
      `          name: edition.cnn.com\n          port: ${port}\n          weight: ${100 - percent}\n`,
  );
}
