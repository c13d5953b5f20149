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

// isQualifier refuses what taggers take for a body but is none: a word such as "UN-backed", and words without any capital.
func (f *finder) isQualifier(r language.Range) bool {
	if r.End-r.Start == 1 {
		_, last, found := strings.Cut(f.tok(r.Start).Lower, "-")
		if found && (strings.HasSuffix(last, "ed") || last == "led" || last == "run" || last == "held" || last == "wide") {
			return true
		}
	}
	for i := r.Start; i < r.End; i++ {
		if w := f.doc.Word(i); f.oneCase(i) || strings.ToLower(w) != w || strings.ContainsAny(w, "#@0123456789") {
			return false
		}
	}
	return true
}

// findCapitalised adds what the tagger missed of names such as "Northern Renewal Front": a noun for a body in a capital, with
// words in capitals before it. Headlines, with a capital at most words, are left out.
func (f *finder) findCapitalised() {
	for i := range f.words {
		n, end, ok := f.lex.nouns.at(f.words, i, nil)
		if !ok || n.kind != Organisation && n.kind != ArmedGroup || !f.endsToken(end) || i > 0 && f.words[i-1].token == f.words[i].token {
			continue
		}
		r := f.tokenRange(i, end)
		last := f.words[end-1].text
		if !isArmedName(last) && n.kind != ArmedGroup && last != "party" && last != "union" && last != "council" && last != "ministry" && last != "commission" {
			continue
		}
		if f.oneCase(r.Start) || f.doc.InTitle(r.Start) || f.isHeadline(r.Start) || !f.capital(r.Start) || !f.capital(r.End-1) || f.covered(r) || f.insidePerson(r) {
			continue
		}
		first := f.doc.SentenceOf(r.Start).Start
		start := r.Start
		for start > first && f.capital(start-1) && f.nameAt[start-1] < 0 && (f.tok(start-1).Tag == language.PROPN || f.tok(start-1).Tag == language.ADJ) {
			start--
		}
		if code, _, _ := f.countryAt(start); start == r.Start || code != "" {
			continue
		}
		f.addOrganisation(language.Range{Start: start, End: r.End}, false)
	}
}

// isHeadline says whether half or more of the words of token i's sentence begin with a capital.
func (f *finder) isHeadline(i int) bool {
	s := f.doc.SentenceOf(i)
	words, capitals := 0, 0
	for j := s.Start; j < s.End; j++ {
		if hasLetter(f.doc.Word(j)) {
			words++
			if f.capital(j) {
				capitals++
			}
		}
	}
	return capitals*2 > words
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
