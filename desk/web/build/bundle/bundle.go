// Package bundle makes scripts of TypeScript.
package bundle

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Scripts gives a script for each TypeScript file that lies in a folder itself, by its name. Files in folders below are parts of those.
func Scripts(folder string) (map[string][]byte, error) {
	sources, err := filepath.Glob(filepath.Join(folder, "*.ts"))
	if err != nil {
		return nil, err
	}
	built := api.Build(api.BuildOptions{
		EntryPoints: sources, Outdir: "out", Bundle: true, Format: api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsEndOfFile,
	})
	if len(built.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(built.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	files := map[string][]byte{}
	for _, f := range built.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	return files, nil
}
