// Command build makes the scripts in desk/assets of their sources in desk/web. Run it with go generate ./desk.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/desk/web/build/bundle"
)

func main() {
	files, err := bundle.Scripts("web")
	for name, body := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join("assets", name), body, 0o644)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
