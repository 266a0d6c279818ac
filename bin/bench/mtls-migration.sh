#!/usr/bin/env bash
# The page Mutual TLS Migration as a careful person tries it with kubectl and istioctl: create, roll out, ask each second until
# it holds, delete. Its time is what `npm run bench -- by-hand` holds the page's run against.
# Usage: mtls-migration.sh <folder with httpbin.yaml and curl.yaml>
set -euo pipefail
samples=$1

ask() { # from, to: prints the status code
  kubectl exec "deploy/curl" -c curl -n "$1" -- curl -s -o /dev/null -w '%{http_code}' "http://httpbin.$2:8000/ip" || true
}

answers() { # the six codes, from foo, bar and legacy to httpbin in foo and in bar
  local from to all=()
  for from in foo bar legacy; do
    for to in foo bar; do all+=("$(ask "$from" "$to" 2>/dev/null)"); done
  done
  [ "${all[*]}" = "$1" ]
}

until_it_holds() {
  for _ in $(seq 60); do
    if answers "$1"; then return; fi
    sleep 1
  done
  echo "after a minute the answers are not yet $1" >&2
  exit 1
}

strict() { # in a namespace
  kubectl apply -n "$1" -f - <<POLICY
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
spec:
  mtls:
    mode: STRICT
POLICY
}

clean_up() {
  kubectl delete peerauthentication -n istio-system default --ignore-not-found
  kubectl delete namespace foo bar legacy --ignore-not-found
}
trap clean_up EXIT

for namespace in foo bar; do
  kubectl create namespace "$namespace"
  for sample in httpbin curl; do istioctl kube-inject -f "$samples/$sample.yaml" | kubectl apply -n "$namespace" -f -; done
done
kubectl create namespace legacy
kubectl apply -n legacy -f "$samples/curl.yaml"
for namespace in foo bar; do
  kubectl rollout status deployment/httpbin -n "$namespace" --timeout=120s
done
for namespace in foo bar legacy; do kubectl rollout status deployment/curl -n "$namespace" --timeout=120s; done

until_it_holds "200 200 200 200 200 200"
kubectl get peerauthentication --all-namespaces
kubectl get destinationrule --all-namespaces
strict foo
until_it_holds "200 200 200 200 000 200"
strict istio-system
until_it_holds "200 200 200 200 000 000"
