// Reads a Gateway API ConformanceReport (YAML) from its input into that project's own types, refuses what these do not
// have, and prints it as they hold it.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	v1 "sigs.k8s.io/gateway-api/conformance/apis/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	report, err := read(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func read(from io.Reader) (*v1.ConformanceReport, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	var report v1.ConformanceReport
	if err := yaml.UnmarshalStrict(text, &report); err != nil {
		return nil, err
	}
	if report.APIVersion != v1.GroupVersion.String() || report.Kind != "ConformanceReport" {
		return nil, fmt.Errorf("it is %s %s, not %s ConformanceReport", report.APIVersion, report.Kind, v1.GroupVersion)
	}
	if _, err := time.Parse(time.RFC3339, report.Date); err != nil {
		return nil, err
	}
	if err := report.Implementation.Validate(); err != nil {
		return nil, err
	}
	return &report, profiles(report.ProfileReports)
}

// The types take any text for a result, and any number for what it is made of.
func profiles(all []v1.ProfileReport) error {
	if len(all) == 0 {
		return fmt.Errorf("it has no profiles")
	}
	for _, profile := range all {
		core := profile.Core
		switch core.Result {
		case v1.Success, v1.Partial, v1.Failure:
		default:
			return fmt.Errorf("profile %s: %q is no result", profile.Name, core.Result)
		}
		if int(core.Failed) != len(core.FailedTests) || int(core.Skipped) != len(core.SkippedTests) {
			return fmt.Errorf("profile %s: its statistics do not count its tests", profile.Name)
		}
		if (core.Failed > 0) != (core.Result == v1.Failure) {
			return fmt.Errorf("profile %s: %d failed, and its result is %s", profile.Name, core.Failed, core.Result)
		}
	}
	return nil
}
