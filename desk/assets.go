package desk

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/tollbook/tollbook/atlas"
)

//go:generate go run ./web/build

//go:embed assets
var assetFiles embed.FS

// assets are the files that pages refer to. Their addresses hold a hash of what is in them, so that a browser keeps them for good.
type assets struct {
	sum   string // over all of them
	named map[string]asset
}

type asset struct {
	address string
	kind    string
	body    []byte
}

func loadAssets() (*assets, error) {
	a := &assets{named: map[string]asset{}}
	all := sha256.New()
	err := fs.WalkDir(assetFiles, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		all.Write(sum[:])
		name = strings.TrimPrefix(name, "assets/")
		ext := path.Ext(name)
		kind := mime.TypeByExtension(ext)
		if ext == ".js" {
			kind = "text/javascript; charset=utf-8" // whatever the system's table says
		}
		a.named[name] = asset{"/assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext, kind, body}
		return nil
	})
	sum := sha256.Sum256(atlas.World)
	all.Write(sum[:])
	a.named["world.json"] = asset{"/assets/world." + hex.EncodeToString(sum[:6]) + ".json", "application/json", atlas.World}
	a.sum = hex.EncodeToString(all.Sum(nil)[:8])
	return a, err
}

// address gives where an asset lies; a name that there is not is a mistake in a template.
func (a *assets) address(name string) (string, error) {
	if f, ok := a.named[name]; ok {
		return f.address, nil
	}
	return "", &problem{http.StatusInternalServerError, "there is no asset " + name, ""}
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ext := path.Ext(r.URL.Path)
	stem := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/assets/"), ext)
	f, ok := a.named[strings.TrimSuffix(stem, path.Ext(stem))+ext]
	if !ok || f.address != r.URL.Path {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(f.body)
}
