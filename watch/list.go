package watch

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

const (
	maxList  = 16_000_000 // bytes of a feed, sitemap or OPML
	maxItems = 20_000     // of one list
	maxDepth = 1000       // of elements in elements; some leave elements open that end by themselves
)

// An item is an article as a list names it.
type item struct {
	url       string
	published string // RFC 3339; empty when the list does not say
	listed    string // when it was last changed, as the list says
}

// A list is what a source names: articles, and other sitemaps.
type list struct {
	items    []item
	sitemaps []item
}

// parseList reads the body of a feed or sitemap.
func parseList(kind Kind, body []byte, address string) (l list, err error) {
	defer func() {
		if fault := recover(); fault != nil { // of a library, on outside input
			l, err = list{}, fmt.Errorf("is not understood: %v", fault)
		}
	}()
	if body, err = unpacked(body); err != nil {
		return list{}, err
	}
	if kind == Sitemap {
		l, err = parseSitemap(body)
	} else {
		l.items, err = parseFeed(body)
	}
	if err != nil {
		return list{}, err
	}
	base, err := url.Parse(address)
	if err != nil {
		return list{}, err
	}
	l.items, l.sitemaps = tidyAll(l.items, base), tidyAll(l.sitemaps, base)
	return l, nil
}

// unpacked takes off gzip, in which sitemaps are often kept.
func unpacked(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1F, 0x8B}) {
		return body, nil
	}
	in, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(in, maxList+1))
	if err == nil && len(out) > maxList {
		err = fmt.Errorf("unpacks to more than %d MB", maxList/1_000_000)
	}
	return out, err
}

func parseFeed(body []byte) ([]item, error) {
	if head := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\uFEFF")), " \t\r\n"); !bytes.HasPrefix(head, []byte("{")) {
		if err := checkXML(body); err != nil {
			return nil, err
		}
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("is no feed: %w", err)
	}
	var out []item
	for _, x := range feed.Items {
		if x == nil {
			continue
		}
		i := item{url: x.Link, published: timeOf(x.PublishedParsed), listed: cmp.Or(timeOf(x.UpdatedParsed), timeOf(x.PublishedParsed))}
		if i.url == "" && (strings.HasPrefix(x.GUID, "http://") || strings.HasPrefix(x.GUID, "https://")) {
			i.url = x.GUID
		}
		out = append(out, i)
	}
	return out, nil
}

func timeOf(t *time.Time) string {
	if t == nil || t.Year() < 1900 || t.Year() > 2200 {
		return ""
	}
	return t.Format(time.RFC3339)
}

// A location is an entry of a sitemap.
type location struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	Date    string `xml:"news>publication_date"`
}

func parseSitemap(body []byte) (l list, err error) {
	if err := checkXML(body); err != nil {
		return l, err
	}
	in := newDecoder(body)
	known := false
	for len(l.items)+len(l.sitemaps) < maxItems {
		token, err := in.Token()
		if errors.Is(err, io.EOF) || err != nil && known {
			break // what came before a fault is taken
		}
		if err != nil {
			return l, fmt.Errorf("is no sitemap: %w", err)
		}
		element, is := token.(xml.StartElement)
		if !is {
			continue
		}
		name := element.Name.Local
		known = known || name == "urlset" || name == "sitemapindex"
		if name != "url" && name != "sitemap" {
			continue
		}
		var x location
		if err := in.DecodeElement(&x, &element); err != nil {
			break
		}
		i := item{url: strings.TrimSpace(x.Loc), published: strings.TrimSpace(x.Date), listed: cmp.Or(strings.TrimSpace(x.LastMod), strings.TrimSpace(x.Date))}
		if name == "url" {
			l.items = append(l.items, i)
		} else {
			l.sitemaps = append(l.sitemaps, i)
		}
	}
	if !known {
		return l, errors.New("is no sitemap")
	}
	return l, nil
}

// newDecoder reads XML as forgivingly as a browser would, in any encoding. Entities of a document's own are never expanded.
func newDecoder(data []byte) *xml.Decoder {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.Strict = false
	in.Entity = xml.HTMLEntity
	in.CharsetReader = charset.NewReaderLabel
	return in
}

// checkXML refuses what is nested so deeply that parsers would run out of room, and entities of a document's own. It looks at the bytes alone and not
// with a parser, since parsers differ in what they forgive; all other faults are left to them.
func checkXML(data []byte) error {
	data = bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16
	depth := 0
	for {
		at := bytes.IndexByte(data, '<')
		if at < 0 || at+1 == len(data) {
			return nil
		}
		data = data[at+1:]
		switch c := data[0]; {
		case bytes.HasPrefix(data, []byte("![CDATA[")):
			data = past(data, "]]>")
		case bytes.HasPrefix(data, []byte("!--")):
			data = past(data, "-->")
		case len(data) >= 7 && bytes.EqualFold(data[:7], []byte("!ENTITY")):
			return errors.New("defines entities of its own, which are not read")
		case c == '/':
			depth--
		case c != '!' && c != '?':
			if depth++; depth > maxDepth {
				return fmt.Errorf("holds elements in elements more than %d deep", maxDepth)
			}
			if closesItself(data) {
				depth--
			}
		}
	}
}

// closesItself says that a tag ends with "/>", outside of the values of its attributes.
func closesItself(tag []byte) bool {
	last := byte(0) // that is no space
	for i := 0; i < len(tag); i++ {
		switch c := tag[i]; {
		case c == '>':
			return last == '/' && tag[i-1] == '/'
		case c == '<':
			return false
		case (c == '"' || c == '\'') && last == '=':
			end := bytes.IndexByte(tag[i+1:], c)
			if end < 0 {
				return false
			}
			i += 1 + end
			last = c
		case c > ' ':
			last = c
		}
	}
	return false
}

// past gives what follows a mark; all where it is missing, for then it ends nothing.
func past(data []byte, mark string) []byte {
	if at := bytes.Index(data, []byte(mark)); at >= 0 {
		return data[at+len(mark):]
	}
	return data
}

// tidyAll makes addresses full and plain, and drops those that are none or named twice.
func tidyAll(items []item, base *url.URL) []item {
	seen := map[string]bool{}
	out := items[:0]
	for _, i := range items[:min(len(items), maxItems)] {
		i.url = tidy(i.url, base)
		if i.url == "" || seen[i.url] {
			continue
		}
		seen[i.url] = true
		out = append(out, i)
	}
	return out
}

// tidy gives an address in full, without a fragment and without the marks by which advertisers count; empty for what is no address of the web.
func tidy(address string, base *url.URL) string {
	u, err := base.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.TrimSpace(address) == "" || len(address) > 2000 {
		return ""
	}
	u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Host), "", ""
	if u.RawQuery != "" {
		parts := strings.Split(u.RawQuery, "&")
		parts = slices.DeleteFunc(parts, func(part string) bool {
			name, _, _ := strings.Cut(part, "=")
			return strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid"
		})
		u.RawQuery = strings.Join(parts, "&")
	}
	return u.String()
}
