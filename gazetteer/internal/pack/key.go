// Package pack is the packed gazetteer: how names become keys, how the file is
// written, and how it is searched in place, without unpacking anything at start.
package pack

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key gives the form under which a name is filed: lower case without
// diacritics, apostrophes and full stops, hyphens as spaces, "st" as "saint".
// "Côte-d'Or" is "cote dor", "St. Louis" is "saint louis".
func Key(name string) string { return string(AppendKey(nil, name)) }

// AppendKey appends the key of name to dst.
func AppendKey(dst []byte, name string) []byte {
	from := len(dst)
	for i := 0; i < len(name); {
		c := name[i]
		if c < utf8.RuneSelf {
			dst = appendASCII(dst, from, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(name[i:])
		dst = appendRune(dst, from, r)
		i += size
	}
	if n := len(dst); n > from && dst[n-1] == ' ' {
		dst = dst[:n-1]
	}
	return spellOut(dst, from)
}

func appendASCII(dst []byte, from int, c byte) []byte {
	switch {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return append(dst, c)
	case 'A' <= c && c <= 'Z':
		return append(dst, c+'a'-'A')
	case c == '.' || c == '\'' || c == '`':
		return dst
	}
	return appendSpace(dst, from)
}

func appendSpace(dst []byte, from int) []byte {
	if n := len(dst); n > from && dst[n-1] != ' ' {
		return append(dst, ' ')
	}
	return dst
}

// letters are those that canonical decomposition leaves alone.
var letters = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ə': "a",
	'þ': "th", 'ð': "d", 'ħ': "h", 'ŋ': "ng", 'ŧ': "t"}

func appendRune(dst []byte, from int, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case '’', '‘', 'ʼ', 'ʻ', 'ʿ', 'ʾ', '´', '′':
		return dst
	}
	if s, ok := letters[r]; ok {
		return append(dst, s...)
	}
	if !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return appendSpace(dst, from)
	}
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); d != nil {
		for _, part := range string(d) {
			if !unicode.IsMark(part) {
				dst = utf8.AppendRune(dst, part)
			}
		}
		return dst
	}
	if unicode.IsMark(r) {
		return dst
	}
	return utf8.AppendRune(dst, r)
}

// spellOut turns a word "st" that another word follows into "saint", "mt" into "mount", "ft" into "fort".
func spellOut(dst []byte, from int) []byte {
	if !bytes.Contains(dst[from:], []byte("t ")) {
		return dst
	}
	words := strings.Split(string(dst[from:]), " ")
	for i, w := range words[:len(words)-1] {
		switch w {
		case "st":
			words[i] = "saint"
		case "mt":
			words[i] = "mount"
		case "ft":
			words[i] = "fort"
		}
	}
	return append(dst[:from], strings.Join(words, " ")...)
}

// articles begin Arabic names, assimilated or not.
var articles = map[string]bool{"al": true, "el": true, "ar": true, "ad": true, "an": true, "as": true, "ash": true,
	"at": true, "az": true, "ul": true, "ez": true, "er": true, "es": true, "ech": true, "en": true}

// Loose gives a form in which spellings of one name in Latin letters mostly
// meet: "Al-Raqqa", "Raqqa" and "ar-Raqqah" are all "raka", "Helmand" and "Hilmand" both "hilmand". It takes a Key.
func Loose(key string) string {
	words := strings.Fields(key)
	if len(words) > 1 && articles[words[0]] {
		words = words[1:]
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && articles[w] {
			continue
		}
		b.WriteString(strings.TrimSuffix(looseLetters.Replace(w), "h"))
	}
	return squeeze(b.String())
}

var looseLetters = strings.NewReplacer("ou", "u", "oo", "u", "ee", "i", "ow", "o", "aw", "au", "ay", "ai", "ey", "ai", "ei", "ai",
	"dj", "j", "dh", "d", "q", "k", "gh", "g", "sch", "sh", "tch", "ch", "y", "i", "e", "i", "o", "u", "w", "v", "ph", "f", "tz", "z", "ts", "z")

// squeeze keeps one of each run of equal letters.
func squeeze(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
