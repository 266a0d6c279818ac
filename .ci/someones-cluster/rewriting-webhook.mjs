// A mutating webhook of somebody's: listens beside the cluster, and rewrites what is made there. It writes its
// MutatingWebhookConfiguration for `kubectl apply`.
//   node rewriting-webhook.mjs <address that the cluster reaches> <key> <certificate> <configuration to write> <what>
// what: "labels" takes labels of meshproof's away from Deployments; "sidecars" keeps pods out of the mesh.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";

const [address, key, certificate, to, what] = process.argv.slice(2);
const rewrites = {
  labels: {
    rule: { apiGroups: ["apps"], apiVersions: ["v1"], resources: ["deployments"] },
    patch: ({ metadata: { labels = {} } }) =>
      "meshproof/run" in labels ? [{ op: "remove", path: "/metadata/labels/meshproof~1run" }] : [],
  },
  sidecars: {
    rule: { apiGroups: [""], apiVersions: ["v1"], resources: ["pods"] },
    patch: ({ metadata: { labels } }) =>
      labels ? [{ op: "add", path: "/metadata/labels/sidecar.istio.io~1inject", value: "false" }] : [],
  },
};
const { rule, patch } = rewrites[what];
const tls = { key: readFileSync(key), cert: readFileSync(certificate) };

const server = createServer(tls, async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { uid, object } = JSON.parse(Buffer.concat(chunks)).request;
  const patches = Buffer.from(JSON.stringify(patch(object))).toString("base64");
  const answer = { uid, allowed: true, patchType: "JSONPatch", patch: patches };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response: answer }));
});
server.listen(0, address, () => {
  const { port } = server.address();
  const webhook = {
    name: "rewrites.shop.example",
    clientConfig: { url: `https://${address}:${port}/`, caBundle: tls.cert.toString("base64") },
    // Before Istio's own, whose name comes later in the alphabet: webhooks are called in that order.
    rules: [{ ...rule, operations: ["CREATE"], scope: "Namespaced" }],
    namespaceSelector: {
      matchExpressions: [
        { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system", "istio-system", "shop"] },
      ],
    },
    ...{ sideEffects: "None", admissionReviewVersions: ["v1"], failurePolicy: "Fail" },
  };
  const configuration = {
    ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingWebhookConfiguration" },
    ...{ metadata: { name: "a-shop-rewrites" }, webhooks: [webhook] },
  };
  writeFileSync(to, JSON.stringify(configuration));
  console.log(`${address}:${port}, ${what}`);
});
