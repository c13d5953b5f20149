package actors

import "github.com/tollbook/tollbook/language"

// isNaming says whether a word before "itself" tells that a name follows: "a group calling itself the Northern Wolves".
func isNaming(w string) bool {
	switch w {
	case "calling", "calls", "called", "naming", "named", "styling", "styles", "terming", "dubbing":
		return true
	}
	return false
}

// findSelfNamed adds the names that groups give themselves. Taggers see in them what their words mean: persons, places, peoples.
func (f *finder) findSelfNamed() {
	for i := 1; i+1 < len(f.doc.Tokens); i++ {
		if w := f.tok(i).Lower; w != "itself" && w != "themselves" || !isNaming(f.tok(i-1).Lower) || f.oneCase(i) {
			continue
		}
		r := f.capitalRun(i + 1)
		if r.Empty() || f.covered(r) {
			continue
		}
		c := candidate{name: r, kind: Organisation, definite: true}
		if n, ok := f.nounIn(r); ok && n.kind == ArmedGroup || f.sentenceOfArms(r.Start) {
			c.kind, c.sector = ArmedGroup, "REB"
		}
		f.addName(c)
	}
}

// capitalRun gives the run of capitalised words from token i, past quotation marks and articles, with small words inside.
func (f *finder) capitalRun(i int) language.Range {
	s := f.doc.SentenceOf(i - 1)
	for i < s.End && (f.tok(i).Tag == language.PUNCT && f.tok(i).Lower != "," && f.tok(i).Lower != "." || f.tok(i).Lower == "the" && f.tok(i).Tag == language.DET) {
		i++
	}
	r := language.Range{Start: i, End: i}
	for j := i; j < s.End && j < i+12; j++ {
		switch w := f.tok(j).Lower; {
		case f.capital(j) && hasLetter(f.doc.Word(j)):
			r.End = j + 1
		case w == "of", w == "for", w == "the", w == "and", w == "-", w == "fi", w == "wa", isNameParticle(w):
		default:
			return r
		}
	}
	return r
}

// sentenceOfArms says whether the sentence of token i speaks of arms.
func (f *finder) sentenceOfArms(i int) bool {
	s := f.doc.SentenceOf(i)
	for j := s.Start; j < s.End; j++ {
		if isArmedWord(f.tok(j).Lemma) || isArmedWord(f.singular(j)) {
			return true
		}
	}
	return false
}
