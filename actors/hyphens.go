package actors

import (
	"strings"

	"github.com/tollbook/tollbook/language"
)

// inHyphened says whether the acronym r is only a part of a longer name joined by hyphens, as "AU" in "PORT-AU-PRINCE".
// "UN-backed", "anti-NATO" and "FMLN-FDR" do hold the acronym.
func (f *finder) inHyphened(r language.Range) bool {
	if i := r.Start - 1; i > 0 && f.joins(i) && !f.isPrefix(i-1) && !f.isAcronymAlone(i-1) {
		return true
	}
	i := r.End
	return i+1 < len(f.doc.Tokens) && f.joins(i) && !f.followsHyphen(i+1)
}

// joins says whether token i is a hyphen that touches the words on both sides.
func (f *finder) joins(i int) bool {
	switch f.tok(i).Lower {
	case "-", "‐", "‑":
	default:
		return false
	}
	return i > 0 && f.tok(i-1).End == f.tok(i).Start && i+1 < len(f.doc.Tokens) && f.tok(i+1).Start == f.tok(i).End
}

// isPrefix says whether token i is a prefix that leaves a name behind its hyphen whole.
func (f *finder) isPrefix(i int) bool {
	switch f.tok(i).Lower {
	case "anti", "pro", "non", "ex", "pre", "post", "intra", "inter", "co", "joint", "the":
		return true
	}
	return false
}

// isAcronymAlone says whether token i is an acronym of the registry.
func (f *finder) isAcronymAlone(i int) bool {
	w := f.wordAt[i]
	if w >= len(f.words) || f.words[w].token != i || !f.allCapitals(i) {
		return false
	}
	_, _, ok := f.lex.named.at(f.words, w, func(n named, end int) bool { return n.acronym && end == w+1 })
	return ok && !f.lex.not[f.words[w].text]
}

// followsHyphen says whether the word at token i may follow a name and a hyphen without being part of it: one in small
// letters, a participle ("UN-BACKED"), a number ("UN-2"), or another acronym.
func (f *finder) followsHyphen(i int) bool {
	w := f.tok(i).Lower
	switch {
	case !f.capital(i):
		return true
	case strings.HasSuffix(w, "ed"), strings.HasSuffix(w, "led"), w == "run", w == "held", f.isAcronymAlone(i):
		return true
	}
	return w[0] >= '0' && w[0] <= '9'
}
