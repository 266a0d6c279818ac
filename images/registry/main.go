// A mirror of what a run needs: a registry of images (the distribution project's, with the file system as its only storage)
// and beside it a server of files.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/auth/htpasswd"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
)

func main() {
	if folder, address := os.Getenv("FILES"), os.Getenv("FILES_ADDRESS"); folder != "" {
		go func() {
			server := &http.Server{
				Addr:              address,
				Handler:           http.FileServer(http.Dir(folder)),
				ReadHeaderTimeout: 10 * time.Second,
			}
			log.Fatal(server.ListenAndServe())
		}()
	}
	if err := registry.RootCmd.Execute(); err != nil {
		os.Exit(1)
	}
}
