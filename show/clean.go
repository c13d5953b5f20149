package show

import (
	"strings"
	"unicode"
)

// skipControl gives how many runes at the start of text must not reach a
// terminal: control characters, escape sequences, and marks that turn the
// direction of what follows. It is 0 where the text opens with a printable rune.
func skipControl(text []rune) int {
	switch r := text[0]; {
	case r == 0x1B:
		return escapeLength(text)
	case r == 0x9B: // the escape sequence's one-character form
		return 1 + parametersLength(text[1:])
	case r == '\n' || r == '\t':
		return 0
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200B, r == 0x200E, r == 0x200F,
		r == 0xFEFF, r == 0x00AD, r == 0x2028, r == 0x2029, r >= 0xE0000 && r <= 0xE007F:
		return 1
	}
	return 0
}

// escapeLength gives the length of the escape sequence that text opens with.
func escapeLength(text []rune) int {
	if len(text) < 2 {
		return 1
	}
	switch text[1] {
	case '[':
		return 2 + parametersLength(text[2:])
	case ']', 'P', 'X', '^', '_': // a string, up to a bell or ESC \
		for i := 2; i < len(text) && i < 500; i++ {
			if text[i] == 0x07 {
				return i + 1
			}
			if text[i] == 0x1B && i+1 < len(text) && text[i+1] == '\\' {
				return i + 2
			}
		}
	}
	return 1
}

// parametersLength gives the length of an escape sequence after its opening, final letter included.
func parametersLength(text []rune) int {
	for i, r := range text {
		if r >= 0x40 && r <= 0x7E {
			return i + 1
		}
		if r < 0x20 || r > 0x7E {
			return i
		}
	}
	return len(text)
}

// clean gives a name or title on one line, fit for a terminal.
func clean(s string) string {
	var b strings.Builder
	for text := []rune(s); len(text) > 0; {
		if n := skipControl(text); n > 0 {
			text = text[n:]
			continue
		}
		b.WriteRune(text[0])
		text = text[1:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
