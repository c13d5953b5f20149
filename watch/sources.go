// Package watch follows sources of news, and files what they publish.
package watch

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/fetch"
)

// A Kind says what there is at the address of a source.
type Kind string

// The kinds.
const (
	Feed    Kind = "feed"    // RSS, Atom or JSON Feed
	Sitemap Kind = "sitemap" // a list of addresses for search engines, best one of news
	Page    Kind = "page"    // one article that changes
)

// A Source is one line of a file of sources.
type Source struct {
	Kind      Kind
	URL       string
	Publisher string        // empty for what pages say themselves
	Every     time.Duration // between two looks
	Language  string        // of articles that do not say it and cannot be detected; empty for none
	Match     string        // only articles whose address holds this
	Most      int           // articles fetched at one look
	Updates   bool          // articles are looked at again
}

const (
	defaultEvery = 15 * time.Minute
	leastEvery   = time.Minute
	defaultMost  = 100
)

// A Fault is a line that cannot be used.
type Fault struct {
	Line   int
	Reason string
}

func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Reason) }

// ParseSources reads a file of sources: one a line, as kind, address, publisher and options; what follows "#" at the start or after a space is a comment.
func ParseSources(r io.Reader) (sources []Source, faults []Fault, err error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	seen := map[string]int{}
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(comment.ReplaceAllString(strings.TrimPrefix(in.Text(), "\uFEFF"), ""))
		if line == "" {
			continue
		}
		s, err := parseSource(line)
		if before := seen[s.URL]; err == nil && before > 0 {
			err = fmt.Errorf("this address stands in line %d already", before)
		}
		if err != nil {
			faults = append(faults, Fault{n, err.Error()})
			continue
		}
		seen[s.URL] = n
		sources = append(sources, s)
	}
	return sources, faults, in.Err()
}

var comment = regexp.MustCompile(`(^|\s)#.*$`)

func parseSource(line string) (Source, error) {
	words := strings.Fields(line)
	s := Source{Kind: Kind(words[0]), Every: defaultEvery, Most: defaultMost, Updates: true}
	if !slices.Contains([]Kind{Feed, Sitemap, Page}, s.Kind) {
		return s, fmt.Errorf("%q is no kind of source: feed, sitemap or page", words[0])
	}
	if len(words) < 2 {
		return s, fmt.Errorf("an address is missing after %q", words[0])
	}
	u, err := url.Parse(words[1])
	if err != nil || !fetch.IsURL(words[1]) || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return s, fmt.Errorf("%q is no address of the web", words[1])
	}
	s.URL = words[1]
	var publisher []string
	for _, word := range words[2:] {
		name, value, is := strings.Cut(word, "=")
		if !is {
			publisher = append(publisher, word)
			continue
		}
		if err := s.set(name, value); err != nil {
			return s, err
		}
	}
	s.Publisher = strings.Trim(strings.Join(publisher, " "), `"`)
	return s, nil
}

// set takes an option.
func (s *Source) set(name, value string) (err error) {
	switch name {
	case "every":
		if s.Every, err = time.ParseDuration(value); err != nil || s.Every < leastEvery {
			return fmt.Errorf("every=%s is no time of at least a minute, such as 15m or 6h", value)
		}
	case "language":
		s.Language = value
	case "match":
		s.Match = value
	case "most":
		if s.Most, err = strconv.Atoi(value); err != nil || s.Most < 1 || s.Most > 10_000 {
			return fmt.Errorf("most=%s is no number from 1 to 10000", value)
		}
	case "updates":
		if value != "yes" && value != "no" {
			return fmt.Errorf("updates=%s is neither yes nor no", value)
		}
		s.Updates = value == "yes"
	default:
		return fmt.Errorf("there is no option %q: every, language, match, most, updates", name)
	}
	return nil
}

// String writes a source as its line.
func (s Source) String() string {
	line := string(s.Kind) + " " + s.URL
	if s.Publisher != "" {
		line += " " + s.Publisher
	}
	return line
}

// ImportOPML reads the feeds of a list of subscriptions as feed readers export it.
func ImportOPML(r io.Reader) ([]Source, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxList+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxList {
		return nil, fmt.Errorf("larger than %d MB", maxList/1_000_000)
	}
	if err := checkXML(data); err != nil {
		return nil, err
	}
	in := newDecoder(data)
	var out []Source
	seen := map[string]bool{}
	for {
		token, err := in.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("is no OPML: %w", err)
		}
		element, is := token.(xml.StartElement)
		if !is || element.Name.Local != "outline" {
			continue
		}
		of := func(name string) string {
			for _, a := range element.Attr {
				if strings.EqualFold(a.Name.Local, name) {
					return strings.TrimSpace(a.Value)
				}
			}
			return ""
		}
		// A publisher's name may hold what would be an option or a comment.
		name := strings.Join(strings.Fields(strings.NewReplacer("=", " ", "#", " ").Replace(cmp.Or(of("title"), of("text")))), " ")
		address := strings.ReplaceAll(of("xmlUrl"), " ", "%20")
		if s, err := parseSource("feed " + address + " " + name); err == nil && !seen[address] {
			seen[address] = true
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("names no feed")
	}
	return out, nil
}
