#!/bin/sh
# Registers the node and the pool of pod addresses, then becomes the policy engine.
set -e
calico-node -startup
exec calico-node -felix
