package report

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// bom is the byte order mark as a character of the text.
const bom = "\uFEFF"

// decode turns bytes into UTF-8. A byte order mark says the encoding for sure;
// then comes what is declared, then what the bytes look like. UTF-8 is taken as
// it is, its byte order mark included.
func decode(data []byte, src Source) (string, error) {
	if enc := utf16Of(data); enc != nil {
		return convert(data, enc)
	}
	if kind := binaryKind(data); kind != "" {
		return "", fail("is not text"+kind, "give text, HTML or JSON")
	}
	if utf8.Valid(data) && !declaresEscapes(declared(data, src)) {
		return string(data), nil
	}
	if mostlyUTF8(data) { // a stray byte or two does not make a page unreadable
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	}
	label := declared(data, src)
	enc, name := charset.Lookup(label)
	switch {
	case label != "" && enc == nil:
		text, err := detect(data)
		if err != nil {
			return "", fail(fmt.Sprintf("unknown encoding %q", shorten(label)), convertHint)
		}
		return text, nil
	case label == "", strings.HasPrefix(name, "utf-"): // what is declared is not so
		return detect(data)
	}
	return convert(data, enc)
}

const convertHint = "convert it to UTF-8 first, for example: iconv -f ENCODING -t UTF-8 FILE"

// declaresEscapes names the encodings whose bytes are all ASCII, and so valid UTF-8.
func declaresEscapes(label string) bool { return strings.EqualFold(label, "iso-2022-jp") }

func convert(data []byte, enc encoding.Encoding) (string, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", fail("cannot be converted: "+err.Error(), convertHint)
	}
	return string(out), nil
}

// utf16Of tells UTF-16 by its byte order mark, or by every other byte of the
// beginning being zero, as it is in Latin script.
func utf16Of(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := data[:min(len(data), 1024)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
	case zeros[1] > half*8/10 && zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > half*8/10 && zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// binaryKind says, in words to follow "is not text", what a file that is no text seems to be.
func binaryKind(data []byte) string {
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return ": it looks like a PDF"
	}
	head := data[:min(len(data), 64<<10)]
	control := 0
	for _, b := range head {
		if b == 0 || b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1B {
			control++
		}
	}
	if control == 0 || control*200 < len(head) && bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	switch kind := mediaType(http.DetectContentType(data)); {
	case kind == "application/octet-stream", strings.HasPrefix(kind, "text/"):
		return ": it looks like binary data"
	default:
		return ": it looks like " + kind
	}
}

// declared gives the encoding that the header or the page names; empty if none does.
func declared(data []byte, src Source) string {
	if label := charsetParameter(src.ContentType); label != "" {
		return label
	}
	head := bytes.ToLower(data[:min(len(data), 4096)])
	if bytes.HasPrefix(head, []byte("<?xml")) {
		end := max(bytes.Index(head, []byte("?>")), 0)
		if label := attribute(string(head[:end]), "encoding"); label != "" {
			return label
		}
	}
	for rest := head; ; {
		i := bytes.Index(rest, []byte("<meta"))
		if i < 0 {
			return ""
		}
		rest = rest[i+len("<meta"):]
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			return ""
		}
		if label := attribute(string(rest[:end]), "charset"); label != "" {
			return label
		}
	}
}

func charsetParameter(contentType string) string {
	return attribute(strings.ToLower(contentType), "charset")
}

// attribute gives the value after name= in s, with or without quotes.
func attribute(s, name string) string {
	_, after, found := strings.Cut(s, name)
	after = strings.TrimLeft(after, " \t\r\n")
	if !found || after == "" || after[0] != '=' {
		return ""
	}
	after = strings.TrimLeft(after[1:], " \t\r\n\"'")
	if end := strings.IndexAny(after, " \t\r\n\"';,/>"); end >= 0 {
		after = after[:end]
	}
	return after
}

// detect decodes bytes that are not UTF-8 and declare nothing. News in Latin
// script has few bytes above ASCII and is taken for windows-1252, of which
// Latin-1 is a part; for the rest the frequencies of the bytes must be clear.
func detect(data []byte) (string, error) {
	high, undefined := 0, 0
	for _, b := range data {
		if b >= 0x80 {
			high++
		}
		if b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D {
			undefined++
		}
	}
	if high*5 < len(data) && undefined == 0 {
		return convert(data, charmap.Windows1252)
	}
	best, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 64<<10)])
	if err == nil && best.Confidence >= 30 && best.Charset != "UTF-8" {
		if enc, _ := charset.Lookup(best.Charset); enc != nil {
			if text, err := convert(data, enc); err == nil && strings.Count(text, "\uFFFD")*200 < len(text) {
				return text, nil
			}
		}
	}
	return "", fail("unknown encoding: it is not UTF-8 and declares no other", convertHint)
}

// mostlyUTF8 says that the bytes above ASCII are UTF-8 but for some damage.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good > 4*bad
}
