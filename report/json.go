package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// FromJSON reads a report of the contract from one JSON object. Keys that it
// does not know are kept, untouched, in Extra. The text is taken as it is.
func FromJSON(data []byte, opt Options) (*Report, error) {
	if err := checkEncoding(data); err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte(bom)) // the file's, not the text's
	fields, err := object(data)
	if err != nil {
		return nil, err
	}
	rep := &Report{FromJSON: true}
	for _, known := range []struct {
		key string
		to  *string
	}{
		{"id", &rep.ID}, {"url", &rep.URL}, {"publisher", &rep.Publisher}, {"title", &rep.Title},
		{"published", &rep.Published}, {"language", &rep.Language}, {"text", &rep.Text},
	} {
		raw, there := fields[known.key]
		if !there {
			continue
		}
		delete(fields, known.key)
		if string(raw) == "null" {
			continue
		}
		if raw[0] != '"' {
			return nil, fail(fmt.Sprintf("%q is not a string but %s", known.key, kindOf(raw)), "")
		}
		if err := json.Unmarshal(raw, known.to); err != nil {
			return nil, fail(fmt.Sprintf("%q: %s", known.key, err), "")
		}
	}
	if len(fields) > 0 {
		rep.Extra = fields
	}
	return rep, check(rep, opt)
}

// check holds a report against the contract, and detects an undeclared language. Archives are full of dates such
// as "7:58 AM ET": the report is read all the same, as one without a date.
func check(rep *Report, opt Options) error {
	switch {
	case rep.Text == "":
		return fail(`"text" is missing or empty`, `a report is an object such as {"text": "...", "published": "2025-10-09"}`)
	case len(rep.Text) > opt.maxText():
		return tooLong(opt)
	}
	if !ValidPublished(rep.Published) {
		rep.Warnings = append(rep.Warnings, fmt.Sprintf("published: %q is neither a date nor an RFC 3339 time, and is not used", shorten(rep.Published)))
		rep.Published = ""
	}
	if rep.Language == "" {
		rep.Language = DetectLanguage(rep.Text)
	}
	return nil
}

// ValidPublished says that s is a date, an RFC 3339 time, or empty for not known.
func ValidPublished(s string) bool {
	if s == "" {
		return true
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return true
	}
	// The standard library takes a comma and one-digit hours, which RFC 3339 does not have.
	_, err := time.Parse(time.RFC3339, strings.ToUpper(s))
	return err == nil && len(s) >= len("2006-01-02T15:04:05Z") && s[13] == ':' && !strings.Contains(s, ",")
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 40 {
		return s
	}
	return string([]rune(s)[:39]) + "…"
}

// object reads the one JSON object in data.
func object(data []byte) (map[string]json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return nil, malformed(err)
	}
	if raw[0] != '{' {
		hint := "one report is one JSON object"
		if raw[0] == '[' {
			hint = "for many reports, write one a line (jq -c '.[]') and use --jsonl"
		}
		return nil, fail("is not a JSON object but "+kindOf(raw), hint)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fail("something follows the JSON object", "for many reports, one a line, use --jsonl")
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, malformed(err)
	}
	return fields, nil
}

func malformed(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fail(fmt.Sprintf("malformed JSON: %s, at byte %d", syntax, syntax.Offset), "")
	case errors.Is(err, io.EOF):
		return fail("is empty", "")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fail("malformed JSON: it ends too early", "")
	}
	return fail(fmt.Sprintf("malformed JSON: %s", err), "")
}

func kindOf(raw json.RawMessage) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

// checkEncoding finds invalid UTF-8 and lone surrogates, which encoding/json
// would silently replace and so shift no offset but change the words.
func checkEncoding(data []byte) error {
	if !utf8.Valid(data) {
		return fail(fmt.Sprintf("invalid UTF-8 at byte %d", invalidAt(data)), "JSON is UTF-8; convert it, for example with iconv")
	}
	for i := bytes.IndexByte(data, '\\'); i >= 0 && i+1 < len(data); {
		step := 2
		if unit, ok := unicodeEscape(data[i:]); ok {
			step = 6
			low, paired := unicodeEscape(data[i+6:])
			paired = paired && low >= 0xDC00 && low <= 0xDFFF
			switch {
			case unit >= 0xD800 && unit <= 0xDBFF && paired:
				step = 12
			case unit >= 0xD800 && unit <= 0xDFFF:
				return fail(fmt.Sprintf("lone surrogate %s at byte %d", data[i:i+6], i+1), "")
			}
		}
		next := bytes.IndexByte(data[i+step:], '\\')
		if next < 0 {
			break
		}
		i += step + next
	}
	return nil
}

// unicodeEscape reads the \uXXXX that data opens with.
func unicodeEscape(data []byte) (unit int, ok bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	for _, c := range data[2:6] {
		unit <<= 4
		switch {
		case c >= '0' && c <= '9':
			unit |= int(c - '0')
		case c >= 'a' && c <= 'f':
			unit |= int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			unit |= int(c-'A') + 10
		default:
			return 0, false
		}
	}
	return unit, true
}

// invalidAt gives the place, from 1, of the first byte that is not UTF-8.
func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i + 1
		}
		i += size
	}
	return len(data)
}
