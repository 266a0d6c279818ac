import type { CatalogueSection } from "#helpers/catalogue/index";

/** What the suite does otherwise than the page, in every step. */
const bookinfo =
  "Bookinfo is a stand-in: one Python script of ours in place of the sample's images, with the sample's names, labels, ports, " +
  "service accounts and gateway; its pods get their sidecars by `istioctl kube-inject`. These drain for 1 s in place of 45: on a connection that is there " +
  "already, a sidecar answers by its old policies until it is drained. The browser is a plain http request from " +
  "outside the cluster, over the node's address.";

/** Bookinfo, and the way in from outside. */
const setUp = [
  "kubectl create configmap bookinfo-stand-in --from-file=fixtures/workloads/bookinfo/bookinfo.py",
  "kubectl apply -f <(istioctl kube-inject -f fixtures/workloads/bookinfo/bookinfo.yaml)",
  "kubectl apply -f fixtures/workloads/bookinfo/bookinfo-gateway.yaml",
  "node=$(kubectl get node -o jsonpath='{.items[0].status.addresses[0].address}')",
  "port=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath='{.spec.ports[?(@.port==80)].nodePort}')",
];

export const configureAccessControl: CatalogueSection = {
  slug: "configure-access-control",
  title: "Configure access control for workloads using HTTP traffic",
  anchor: "configure-access-control-for-workloads-using-http-traffic",
  blocks: [
    {
      id: "authz-http/configure-access-control/allow-nothing",
      lines: [58, 66],
      sha256: "00bfdb4df91edd328f033634588048c3a9d5125810f82ad33a74226cd1287407",
      kind: "command",
      claim: "A policy without selector and rules denies every request to every workload of its namespace.",
      checks: [
        "authz-http/before-you-begin/product-page",
        "authz-http/before-you-begin/round-robin",
        "authz-http/configure-access-control/allow-nothing",
        "authz-http/configure-access-control/allow-nothing-inside",
      ],
      manifests: ["configure-access-control.allow-nothing.yaml"],
      variant: bookinfo,
      byHand: [
        ...setUp,
        "kubectl apply -f suites/authz-http/configure-access-control.allow-nothing.yaml",
        'curl -sS --noproxy "*" http://$node:$port/productpage',
      ],
    },
    {
      id: "authz-http/configure-access-control/productpage-viewer",
      lines: [80, 95],
      sha256: "adc0a148fc02493fcd029ba3d1949b71c33402acd2c282f1e168fc098142f2a8",
      kind: "command",
      claim: "With GET to productpage allowed the page is shown; what it asks of details and reviews is still denied.",
      checks: [
        "authz-http/configure-access-control/productpage-viewer",
        "authz-http/configure-access-control/productpage-by-get-alone",
      ],
      manifests: ["configure-access-control.productpage-viewer.yaml"],
      variant: bookinfo,
      byHand: [
        "kubectl apply -f suites/authz-http/configure-access-control.productpage-viewer.yaml",
        'curl -sS --noproxy "*" http://$node:$port/productpage; curl -sS --noproxy "*" -X POST http://$node:$port/productpage',
      ],
    },
    {
      id: "authz-http/configure-access-control/details-viewer",
      lines: [114, 132],
      sha256: "2fb79c32c027b322e0641ad9243c8aecd2c9326e404afbe0a83511d97dcc272e",
      kind: "command",
      claim: "The service account of productpage, and nobody else, may read details by GET.",
      checks: [
        "authz-http/configure-access-control/details-viewer",
        "authz-http/configure-access-control/details-to-productpage-alone",
      ],
      manifests: ["configure-access-control.details-viewer.yaml"],
      variant: bookinfo,
      byHand: [
        "kubectl apply -f suites/authz-http/configure-access-control.details-viewer.yaml",
        "kubectl exec deploy/productpage-v1 -c productpage -- python3 /opt/bookinfo/bookinfo.py ask 3 GET 'http://details:9080/details/0?'",
      ],
    },
    {
      id: "authz-http/configure-access-control/reviews-viewer",
      lines: [140, 158],
      sha256: "29707e61f29674b565f94eee7d421fcc850a2864d73733be796689ab39d81fe8",
      kind: "command",
      claim:
        "The service account of productpage, and nobody else, may read reviews by GET; ratings are still denied to reviews.",
      checks: [
        "authz-http/configure-access-control/reviews-viewer",
        "authz-http/configure-access-control/reviews-to-productpage-alone",
      ],
      manifests: ["configure-access-control.reviews-viewer.yaml"],
      variant: bookinfo,
      byHand: [
        "kubectl apply -f suites/authz-http/configure-access-control.reviews-viewer.yaml",
        "kubectl exec deploy/productpage-v1 -c productpage -- python3 /opt/bookinfo/bookinfo.py ask 3 GET 'http://reviews:9080/reviews/0?'; curl -sS --noproxy \"*\" http://$node:$port/productpage",
      ],
    },
    {
      id: "authz-http/configure-access-control/ratings-viewer",
      lines: [174, 192],
      sha256: "f911cf4451b5f80cc7517101b3d76a59b4c761519f40039cace88c9429eb8dce",
      kind: "command",
      claim:
        "The service account of reviews, and nobody else, may read ratings by GET; the page shows its stars again.",
      checks: [
        "authz-http/configure-access-control/ratings-viewer",
        "authz-http/configure-access-control/black-and-red",
        "authz-http/configure-access-control/ratings-to-reviews-alone",
      ],
      manifests: ["configure-access-control.ratings-viewer.yaml"],
      variant: bookinfo,
      byHand: [
        "kubectl apply -f suites/authz-http/configure-access-control.ratings-viewer.yaml",
        "kubectl exec deploy/reviews-v2 -c reviews -- python3 /opt/bookinfo/bookinfo.py ask 3 GET 'http://ratings:9080/ratings/0?'; curl -sS --noproxy \"*\" http://$node:$port/productpage",
      ],
    },
  ],
};
