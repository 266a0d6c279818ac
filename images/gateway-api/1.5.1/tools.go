//go:build tools

// Package tools keeps the module whose CRDs are installed in go.mod; nothing of it is compiled.
package tools

import _ "sigs.k8s.io/gateway-api/apis/v1"
