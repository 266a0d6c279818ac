//go:build tools

// Package tools names the commands that are built, so that go.mod and go.sum hold what they need.
package tools

import (
	_ "github.com/projectcalico/calico/cni-plugin/cmd/calico"
	_ "github.com/projectcalico/calico/cni-plugin/cmd/install"
	_ "github.com/projectcalico/calico/node/cmd/calico-node"
)
