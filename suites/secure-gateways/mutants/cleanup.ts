import { removeAll, type ObjectRef } from "#fixtures";
import { breaking, type Break, type Position } from "./index.ts";

/* A step of the page's clean-up finds nothing to remove, or removes not all. The check itself removes the rest. */

export function goneBefore(position: Position, ref: ObjectRef): Break {
  return breaking(position, `the ${ref.kind} ${ref.metadata.name} is gone before the clean-up`, ({ kube }) =>
    removeAll(kube, [ref]),
  );
}

const metadata = { name: "left-of-secure-gateways", namespace: "default" };
const route = { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata };

export function leftBehind(position: Position): Break {
  return breaking(
    position,
    "a route that the page does not delete",
    ({ kube }) =>
      kube.applyObject({ ...route, spec: { parentRefs: [{ name: "mygateway", namespace: "istio-system" }] } }),
    { restore: ({ kube }) => kube.remove(route) },
  );
}

const other = { apiVersion: "networking.istio.io/v1", kind: "Gateway", metadata };

/** Another Gateway, which the page does not delete, keeps the port open. */
export function listensElsewhere(position: Position): Break {
  return breaking(
    position,
    "another Gateway has the same port and secret",
    ({ kube }) =>
      kube.applyObject({
        ...other,
        spec: {
          selector: { istio: "ingressgateway" },
          servers: [
            {
              port: { number: 443, name: "https-left", protocol: "HTTPS" },
              tls: { mode: "SIMPLE", credentialName: "httpbin-credential" },
              hosts: ["httpbin.example.com"],
            },
          ],
        },
      }),
    { restore: ({ kube }) => kube.remove(other) },
  );
}
