package api

import (
	"cmp"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/ledger"
)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// isText says that a value is one that a database can be asked about.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// plainText drops what XML cannot hold.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, s)
}

// toll writes a range for people: 6 to 8, best 6.
func toll(r *ledger.Range) string {
	if r == nil || r.Empty() {
		return "not known"
	}
	number := func(n *int) string {
		if n == nil {
			return "?"
		}
		return strconv.Itoa(*n)
	}
	if low, high := number(r.Low), number(r.High); low != high {
		return low + " to " + high + ", best " + number(r.Best)
	}
	return number(cmp.Or(r.Best, r.Low))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// withLines tells of an operation that its list also comes line by line.
func withLines(op huma.Operation) huma.Operation {
	op.Description += " With Accept: " + linesType + " the whole list comes line by line, as from the address with .jsonl."
	op.Responses["200"].Content = map[string]*huma.MediaType{"application/json": {}, linesType: {Schema: &huma.Schema{Description: "One item a line."}}}
	return op
}
