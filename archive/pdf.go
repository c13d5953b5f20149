package archive

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	reader "github.com/ledongthuc/pdf"

	"github.com/tollbook/tollbook/report"
)

const (
	maxPages   = 500
	maxStreams = 200_000_000 // bytes of a PDF's streams unpacked
)

// pdfTime is how long a PDF may take. Tests have less patience.
var pdfTime = 20 * time.Second

// fromPDF reads the text of a PDF that has one; of one that is pictures of pages there is none.
func fromPDF(data []byte, address string, opt report.Options) (*report.Report, error) {
	if err := checkPDF(data); err != nil {
		return nil, err
	}
	type answer struct {
		rep *report.Report
		err error
	}
	// The library may loop over a file that was made for it: then it is left, and loops no longer than it reads.
	source := &stoppable{Reader: bytes.NewReader(data)}
	done := make(chan answer, 1)
	go func() {
		var a answer
		defer func() {
			if fault := recover(); fault != nil {
				a = answer{nil, misunderstood(fault)}
			}
			done <- a
		}()
		a.rep, a.err = textOfPDF(source, len(data), address, opt)
	}()
	select {
	case a := <-done:
		return a.rep, a.err
	case <-time.After(pdfTime):
		source.stopped.Store(true)
		return nil, errors.New("is a PDF that takes too long to read")
	}
}

// misunderstood says so without all of the file that the library quotes.
func misunderstood(why any) error {
	return fmt.Errorf("is a PDF that is not understood: %.100s", fmt.Sprint(why))
}

// stoppable can be read until it is stopped.
type stoppable struct {
	*bytes.Reader
	stopped atomic.Bool
}

func (s *stoppable) ReadAt(p []byte, at int64) (int, error) {
	if s.stopped.Load() {
		return 0, errors.New("stopped")
	}
	return s.Reader.ReadAt(p, at)
}

var (
	streams = regexp.MustCompile(`stream\r?\n`)
	// A table or a line of so many entries is there to fill the memory.
	huge = regexp.MustCompile(`/(Columns|Size|First|N|Length)\s+\d{9,}`)
)

// checkPDF refuses a PDF whose streams unpack to more than a report can need: the library sets no limit.
func checkPDF(data []byte) error {
	if huge.Match(data) {
		return errors.New("is a PDF with numbers beyond reason")
	}
	left := int64(maxStreams)
	for _, at := range streams.FindAllIndex(data, -1) {
		for depth := 1; depth <= 4; depth++ { // what is packed twice is unpacked twice
			n := inflated(data[at[1]:], depth, left)
			if n < 0 {
				break
			}
			if left -= n; left < 0 {
				return fmt.Errorf("is a PDF that unpacks to more than %d MB", maxStreams/1_000_000)
			}
		}
	}
	return nil
}

// inflated gives the bytes to which data unpacks, unpacked so many times, up to one more than most; -1 where it is not packed so often.
func inflated(data []byte, times int, most int64) int64 {
	var in io.Reader = bytes.NewReader(data)
	for range times {
		z, err := zlib.NewReader(in)
		if err != nil {
			return -1
		}
		in = z
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(in, most+1))
	return n
}

func textOfPDF(source io.ReaderAt, size int, address string, opt report.Options) (*report.Report, error) {
	doc, err := reader.NewReader(source, int64(size))
	if errors.Is(err, reader.ErrInvalidPassword) {
		return nil, errors.New("is a PDF with a password")
	}
	if err != nil {
		return nil, misunderstood(err)
	}
	var paragraphs []string
	length := 0
	for i := 1; i <= min(doc.NumPage(), maxPages); i++ {
		page := doc.Page(i)
		if page.V.IsNull() {
			continue
		}
		for _, p := range paragraphsOf(page.Content().Text) {
			paragraphs = append(paragraphs, p)
			if length += len(p) + 2; length > opt.MaxInput() {
				return nil, errLong
			}
		}
	}
	if len(paragraphs) == 0 {
		return nil, &report.Error{Reason: "is a PDF without text", Hint: "pages that are pictures must be read by an OCR program first, such as ocrmypdf"}
	}
	info := doc.Trailer().Key("Info")
	title := strings.Join(strings.Fields(info.Key("Title").Text()), " ")
	if program.MatchString(title) {
		title = ""
	}
	if len(paragraphs) > 1 && strings.EqualFold(paragraphs[0], title) {
		paragraphs = paragraphs[1:] // or its claims would be read twice
	}
	rep, err := report.FromText(strings.Join(paragraphs, "\n\n"), opt)
	if err != nil {
		return nil, err
	}
	rep.URL, rep.Title = address, title
	setAuthor(rep, strings.Join(strings.Fields(info.Key("Author").Text()), " "))
	return rep, nil
}

// program knows the titles that programs give, and nobody else.
var program = regexp.MustCompile(`(?i)^(microsoft word|untitled|document\d*$)|\.(docx?|odt|indd|qxd|pdf|html?)$`)

// paragraphsOf puts the letters of a page together: into words by the gaps between them, into lines, and into paragraphs by the gaps between lines.
func paragraphsOf(letters []reader.Text) []string {
	var out []string
	var text []byte
	end := func() {
		if p := strings.Join(strings.Fields(strings.ToValidUTF8(string(text), "\uFFFD")), " "); p != "" {
			out = append(out, p)
		}
		text = text[:0]
	}
	for i, x := range letters {
		if i > 0 {
			last := &letters[i-1]
			height := max(x.FontSize, last.FontSize, 1)
			down := last.Y - x.Y
			switch {
			case down > 1.8*height || down < -height || last.FontSize > 1.25*x.FontSize || x.FontSize > 1.25*last.FontSize:
				end()
			case down > 0.3*height:
				text = brokenLine(text, x.S)
			case x.X > last.X+last.W+0.15*height && last.W > 0:
				text = append(text, ' ')
			}
		}
		text = append(text, x.S...)
	}
	end()
	return out
}

// brokenLine ends a line, and joins a word that was broken between it and the next.
func brokenLine(text []byte, next string) []byte {
	first, _ := utf8.DecodeRuneInString(next)
	if before, is := bytes.CutSuffix(text, []byte("-")); is && unicode.IsLower(first) {
		if last, _ := utf8.DecodeLastRune(before); unicode.IsLower(last) {
			return before
		}
	}
	return append(text, ' ')
}
