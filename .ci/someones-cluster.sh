#!/usr/bin/env bash
# A cluster that is somebody's, for trials of the target `existing`: made by kind, kubectl and istioctl alone, with settings,
# a team and a load of its own, and looked at by none of meshproof's code. docs/existing-clusters.md tells what was tried on it.
#
#   someones-cluster.sh make                 KIND, ISTIOCTL, KUBECTL, NODE_IMAGE, GATEWAY_API_CRDS (a folder) name what it uses
#                                            CNI=bridge: pods on a bridge, with no engine for NetworkPolicies (make, not mesh)
#   someones-cluster.sh inventory <file>     every object of every API kind, with a hash of what was declared of it
#   someones-cluster.sh compare <old> <new>  what differs, by object; exit code 1 where anything does
#   someones-cluster.sh lost                 how many requests of the team's client failed
#   someones-cluster.sh remove
set -euo pipefail
here=$(cd "$(dirname "$0")/someones-cluster" && pwd)
name=${SOMEONES_NAME:-someones}
export KUBECONFIG=${SOMEONES_KUBECONFIG:-/tmp/$name-kubeconfig}
KUBECTL=${KUBECTL:-kubectl}

make() {
  : "${KIND:?}" "${ISTIOCTL:?}" "${NODE_IMAGE:?}" "${GATEWAY_API_CRDS:?}"
  local config="$here/kind.yaml" wait=180s
  [ "${CNI:-}" != bridge ] || config="$here/kind-without-cni.yaml" wait=0s
  KIND_EXPERIMENTAL_DOCKER_NETWORK=kind-$name timeout 600 "$KIND" create cluster --name "$name" --image "$NODE_IMAGE" \
    --config "$config" --kubeconfig "$KUBECONFIG" --wait "$wait"
  [ "${CNI:-}" != bridge ] || bridge
  mesh
}

# The plugins that every node has, and nothing that would look at a NetworkPolicy.
bridge() {
  docker exec -i "$name-control-plane" tee /etc/cni/net.d/10-bridge.conflist <"$here/bridge.conflist" >/dev/null
  timeout 180 "$KUBECTL" wait --for=condition=Ready node --all --timeout 170s
}

mesh() {
  for crd in "$GATEWAY_API_CRDS"/gateway.networking.k8s.io_*s.yaml; do "$KUBECTL" apply --server-side -f "$crd"; done
  timeout 300 "$ISTIOCTL" install -y -f "$here/istio.yaml" --set "hub=${ISTIO_HUB:-docker.io/istio}" --set "tag=${ISTIO_TAG:?}"
  "$KUBECTL" apply -f "$here/team.yaml"
  "$KUBECTL" -n shop rollout status deployment --timeout 180s
}

inventory() {
  "$KUBECTL" api-resources --verbs=list -o name | grep -vxE \
    'events(\.events\.k8s\.io)?|endpoints|endpointslices\.discovery\.k8s\.io|leases\.coordination\.k8s\.io|componentstatuses|ipaddresses\.networking\.k8s\.io' |
    sort | while read -r kind; do "$KUBECTL" get "$kind" -A -o json | python3 "$here/declared.py" "$kind"; done >"$1"
  wc -l "$1"
}

compare() { diff <(sort "$1") <(sort "$2") && echo "equal: $(wc -l <"$1") objects"; }

lost() { "$KUBECTL" -n shop logs deployment/client -c client | grep -E '^(failed|asked)' | tail -n "${1:-3}"; }

remove() { "${KIND:?}" delete cluster --name "$name" --kubeconfig "$KUBECONFIG"; }

"$@"
