package archive

import (
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/tollbook/tollbook/report"
)

// A Piece is one report in an archive, as it came, or says why there is none.
type Piece struct {
	Name    string // of the archive, and where in it: "crawl.warc.gz!https://post.example/1"
	Err     error
	Crawled bool // a page that nobody chose: it need not hold an article

	kind   kind
	data   []byte
	source report.Source
}

// Size gives the bytes that a piece holds in memory.
func (p *Piece) Size() int { return len(p.data) }

// Report reads the report.
func (p *Piece) Report(opt report.Options) (rep *report.Report, err error) {
	defer func() {
		if fault := recover(); fault != nil { // of a library, on outside input
			rep, err = nil, fmt.Errorf("is not understood: %v", fault)
		}
	}()
	if p.Err != nil {
		return nil, p.Err
	}
	switch p.kind {
	case lines:
		return report.FromJSON(p.data, opt)
	case mail:
		return fromMail(p.data, opt)
	case pdf:
		return fromPDF(p.data, p.source.URL, opt)
	}
	rep, err = report.Parse(p.data, p.source, opt)
	if err == nil && rep.URL == "" {
		rep.URL = p.source.URL
	}
	return rep, err
}

// FromPage reads the report of a page as it was fetched from an address, be it HTML, text, JSON or PDF.
func FromPage(body []byte, contentType, address string, opt report.Options) (*report.Report, error) {
	p := Piece{data: body, source: report.Source{ContentType: contentType, URL: address}}
	if u, err := url.Parse(address); err == nil {
		p.source.Name = u.Path
	}
	if kindOf(p.source.Name, body[:min(len(body), headSize)]) == pdf {
		p.kind = pdf
	}
	return p.Report(opt)
}

// setAuthor keeps an author as that of a page is kept.
func setAuthor(rep *report.Report, name string) {
	if name == "" {
		return
	}
	author, _ := json.Marshal(name) // a string cannot fail
	rep.Author, rep.Extra = name, map[string]json.RawMessage{"author": author}
}
