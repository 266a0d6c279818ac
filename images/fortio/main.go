// Fortio's load runner for HTTP, without the parts of its command line that want modules which cannot be had from the module
// proxy. The options have fortio's own names; each request is a line of the access log.
package main

import (
	"flag"
	"os"

	"fortio.org/fortio/bincommon"
	"fortio.org/fortio/fhttp"
	"fortio.org/fortio/periodic"
	"fortio.org/log"
)

func main() {
	qps := flag.Float64("qps", 8, "requests a second, of all connections together")
	threads := flag.Int("c", 4, "connections")
	calls := flag.Int64("n", 0, "requests, of all connections together; until interrupted where it is 0")
	file := flag.String("access-log-file", "/dev/stdout", "where a line for each request goes")
	format := flag.String("access-log-format", "json", "json or influx")
	bincommon.SharedMain()
	log.LoggerStaticFlagSetup("loglevel")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatalf("expected one URL, got %d", flag.NArg())
	}
	options := bincommon.SharedHTTPOptions()
	options.URL = flag.Arg(0)
	options.Init(options.URL)
	run := periodic.RunnerOptions{QPS: *qps, NumThreads: *threads, Exactly: *calls, Out: os.Stderr, NoCatchUp: true}
	if *calls == 0 {
		run.Duration = -1
	}
	if err := run.AddAccessLogger(*file, *format); err != nil {
		log.Fatalf("no access log: %v", err)
	}
	if _, err := fhttp.RunHTTPTest(&fhttp.HTTPRunnerOptions{
		HTTPOptions:   *options,
		RunnerOptions: run,
		// What fails before the first answer is a lost request like any other.
		AllowInitialErrors: true,
	}); err != nil {
		log.Fatalf("%v", err)
	}
}
