package alert

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/xml"
	"errors"
	"html/template"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/atom"
	"github.com/tollbook/tollbook/ledger"
)

// feedLong is how many incidents a feed holds.
const feedLong = 50

//go:embed templates/entry.html
var entryText string

var entryHTML = template.Must(template.New("entry").Funcs(template.FuncMap{"figure": func(q ledger.Quote) string { return Figure(&q) }}).Parse(entryText))

// writeFeed writes the incidents that were told last as a feed, where it is another than the one that is there. It is there as a whole or not at all.
func (s *Sender) writeFeed(ctx context.Context, f *File, r *Result, to ledger.Alerting) error {
	told, err := s.Ledger.LatestTold(ctx, to, feedLong)
	if err != nil {
		return err
	}
	out := atom.Feed{ID: "urn:tollbook:alert:" + url.QueryEscape(r.Alert.Name), Title: plainText(r.Alert.Name), Updated: "1970-01-01T00:00:00Z", Author: "Tollbook"}
	if f.Desk != "" {
		out.Links = []atom.Link{{Rel: "alternate", Href: f.Desk + "/incidents?" + url.Values{"q": {r.Alert.Search}}.Encode()}}
	}
	for _, x := range told {
		m, err := s.message(ctx, f, r.Alert, []string{x.Incident})
		if err != nil {
			return err
		}
		for i := range m.Incidents {
			e, err := entryOf(&m.Incidents[i], &x)
			if err != nil {
				return err
			}
			out.Entries = append(out.Entries, e)
			out.Updated = max(out.Updated, x.At)
		}
	}
	var data bytes.Buffer
	data.WriteString(xml.Header)
	enc := xml.NewEncoder(&data)
	enc.Indent("", " ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	data.WriteByte('\n')
	path := r.Receiver.Address
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.Folder, path)
	}
	return replace(path, data.Bytes())
}

// entryOf makes an entry. Its name is the one under which the incident was told first, so that a reader of feeds shows it once.
func entryOf(x *Incident, told *ledger.Alerted) (atom.Entry, error) {
	var html bytes.Buffer
	if err := entryHTML.Execute(&html, x); err != nil {
		return atom.Entry{}, err
	}
	e := atom.Entry{ID: "urn:tollbook:incident:" + told.Name, Title: plainText(x.headline), Updated: told.At, Content: &atom.Content{Type: "html", Text: html.String()}}
	if x.URL != "" {
		e.Links = []atom.Link{{Rel: "alternate", Href: x.URL}}
	}
	return e, nil
}

// replace puts a file in place of another, as a whole.
func replace(path string, data []byte) error {
	before, err := os.ReadFile(path)
	if err == nil && bytes.Equal(before, data) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".feed-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.Write(data)
	err = cmp.Or(err, f.Chmod(0o644), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
