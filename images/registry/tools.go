//go:build tools

// Package tools names the commands that are built, so that go.mod and go.sum hold what they need.
package main

import (
	_ "github.com/google/go-containerregistry/cmd/crane"
)
