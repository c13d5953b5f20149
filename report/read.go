package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// DefaultMaxText is the most text, in bytes of UTF-8, that one report may hold.
const DefaultMaxText = 2_000_000

// maxPage is the most that is read of one page or file, in bytes: markup may
// weigh many times the text within.
const maxPage = 16_000_000

// Options set the bounds of what is read.
type Options struct {
	MaxText int // bytes of UTF-8; 0 means DefaultMaxText
}

func (o Options) maxText() int {
	if o.MaxText <= 0 {
		return DefaultMaxText
	}
	return o.MaxText
}

// MaxInput gives the most that one report may weigh as it comes, in bytes:
// JSON may write every character of the text as six.
func (o Options) MaxInput() int { return max(maxPage, 6*o.maxText()+1_000_000) }

// An Error says why an input is no report, and what may be done about it.
type Error struct {
	Reason string
	Hint   string // may be empty
}

func (e *Error) Error() string { return e.Reason }

func fail(reason, hint string) error { return &Error{Reason: reason, Hint: hint} }

// Source says where bytes come from, for what the bytes do not say themselves.
type Source struct {
	Name        string // file name, for its extension; may be empty
	ContentType string // of the HTTP header; may be empty
	URL         string // the address that the page came from; may be empty
}

// ReadFile reads the one report in a file of text, HTML or JSON.
func ReadFile(path string, opt Options) (*Report, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, plainPathError(err)
	}
	if info.IsDir() {
		return nil, fail("is a directory", "name the files in it: tollbook read "+filepath.Join(path, "*"))
	}
	if info.Mode().IsRegular() && info.Size() > int64(opt.MaxInput()) {
		return nil, tooLong(opt)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, plainPathError(err)
	}
	defer f.Close()
	return Read(f, Source{Name: path}, opt)
}

// plainPathError leaves out the operation and the path, which the caller names.
func plainPathError(err error) error {
	if pathErr, ok := err.(*os.PathError); ok {
		return pathErr.Err
	}
	return err
}

// Read reads the one report in r, be it text, HTML or JSON.
func Read(r io.Reader, src Source, opt Options) (*Report, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(opt.MaxInput())+1))
	if err != nil {
		return nil, fmt.Errorf("reading: %w", plainPathError(err))
	}
	if len(data) > opt.MaxInput() {
		return nil, tooLong(opt)
	}
	return Parse(data, src, opt)
}

// Parse reads the one report in data, be it text, HTML or JSON.
func Parse(data []byte, src Source, opt Options) (*Report, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fail("is empty", "")
	}
	text, err := decode(data, src)
	if err != nil {
		return nil, err
	}
	switch sniff(text, src) {
	case formatJSON:
		return FromJSON([]byte(strings.TrimPrefix(text, bom)), opt)
	case formatHTML:
		return FromHTML(text, src.URL, opt)
	}
	return FromText(text, opt)
}

// FromText makes a report of a text as it is. Its language is detected where
// the text is long enough to tell.
func FromText(text string, opt Options) (*Report, error) {
	if len(text) > opt.maxText() {
		return nil, tooLong(opt)
	}
	if strings.TrimSpace(strings.TrimPrefix(text, bom)) == "" {
		return nil, fail("is empty", "")
	}
	return &Report{Text: text, Language: DetectLanguage(text)}, nil
}

func tooLong(opt Options) error {
	return fail(fmt.Sprintf("more than %s of text", megabytes(opt.maxText())),
		"a report is one article; for an archive, write one report a line and use --jsonl, or raise --max-text")
}

// megabytes writes a number of bytes as people do: "2 MB", "500 kB".
func megabytes(n int) string {
	switch {
	case n >= 1_000_000 && n%1_000_000 == 0:
		return fmt.Sprintf("%d MB", n/1_000_000)
	case n >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1_000 && n%1_000 == 0:
		return fmt.Sprintf("%d kB", n/1_000)
	}
	return fmt.Sprintf("%d bytes", n)
}

type format int

const (
	formatText format = iota
	formatHTML
	formatJSON
)

// sniff tells what the text is. What it opens with decides; the name or the
// declared type does so only where the text could be anything.
func sniff(text string, src Source) format {
	head := strings.TrimLeft(strings.TrimPrefix(text, bom), " \t\r\n\f")
	if head != "" && head[0] == '{' {
		if rest := strings.TrimLeft(head[1:], " \t\r\n"); rest != "" && (rest[0] == '"' || rest[0] == '}') {
			return formatJSON
		}
	}
	if opensHTML(head) {
		return formatHTML
	}
	switch strings.ToLower(filepath.Ext(src.Name)) {
	case ".json":
		return formatJSON
	case ".html", ".htm", ".xhtml":
		return formatHTML
	}
	switch mediaType(src.ContentType) {
	case "application/json":
		return formatJSON
	case "text/html", "application/xhtml+xml":
		return formatHTML
	}
	return formatText
}

// opensHTML says that a text opens like a page: with a doctype, or with a tag
// that stands at the head of pages. A text may open with "<" too.
func opensHTML(head string) bool {
	for range 100 { // comments and processing instructions may come before
		var end string
		switch {
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		case strings.HasPrefix(head, "<?xml"):
			end = "?>"
		}
		i := strings.Index(head, end)
		if end == "" || i < 0 {
			break
		}
		head = strings.TrimLeft(head[i+len(end):], " \t\r\n\f")
	}
	lower := strings.ToLower(head[:min(len(head), 16)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<div", "<p>", "<p ", "<h1"} {
		if strings.HasPrefix(lower, tag) {
			return true
		}
	}
	return false
}

func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}
