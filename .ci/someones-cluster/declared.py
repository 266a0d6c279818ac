"""One line for each object of a `kubectl get -o json`: kind, place, and a hash of all but what the cluster itself writes."""

import hashlib
import json
import sys

for item in json.load(sys.stdin)["items"]:
    metadata = item["metadata"]
    place = "/".join(filter(None, [metadata.get("namespace"), metadata["name"]]))
    kept = {name: metadata.get(name) for name in ("uid", "labels", "annotations", "finalizers", "ownerReferences")}
    rest = {name: value for name, value in item.items() if name not in ("status", "metadata")}
    # Whoever leads renews it there every few seconds.
    (kept["annotations"] or {}).pop("control-plane.alpha.kubernetes.io/leader", None)
    # Nodes are annotated by the network plugin, and their heartbeats are Leases of their own.
    if item["kind"] == "Node":
        kept["annotations"] = None
    declared = json.dumps([kept, rest], sort_keys=True)
    print(sys.argv[1], place, hashlib.sha256(declared.encode()).hexdigest()[:16])
