package actors

import (
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// findBodies adds the bodies that every state has where they are written as names: "Palestinian Health Ministry",
// "Ministry of Defence", "Supreme Court of Peru". In a text of one case they are nominals like the others.
func (f *finder) findBodies() {
	for i := 0; i < len(f.words); i++ {
		body, end, ok := f.lex.bodies.at(f.words, i, nil)
		if !ok || !f.endsToken(end) || i > 0 && f.words[i-1].token == f.words[i].token {
			continue
		}
		r := f.tokenRange(i, end)
		if f.oneCase(r.Start) || end-i < 2 || !f.capital(r.Start) || !f.capital(r.End-1) || f.covered(r) || f.insidePerson(r) {
			continue
		}
		r = f.wholeName(f.withCountry(r))
		if f.covered(r) {
			continue
		}
		c := candidate{name: r, kind: Organisation, sector: body.sector, definite: true, country: f.countryIn(r)}
		if c.country == "" {
			c.country = f.possessor(r)
		}
		f.bodyOf(&c)
		f.addName(c)
		i = f.wordAt[r.End] - 1
	}
}

// withCountry widens a body's name by the adjective before it and by "of COUNTRY" behind it.
func (f *finder) withCountry(r language.Range) language.Range {
	s := f.doc.SentenceOf(r.Start)
	for from := max(s.Start, r.Start-3); from < r.Start; from++ {
		if _, kind, at := f.countryAt(from); kind != countries.None && at.End == r.Start {
			r.Start = from
			break
		}
	}
	if r.End+1 < s.End && f.tok(r.End).Lower == "of" {
		at := r.End + 1
		if f.tok(at).Lower == "the" && at+1 < s.End {
			at++
		}
		if _, kind, c := f.countryAt(at); kind == countries.Name {
			r.End = c.End
		}
	}
	return r
}

// wholeName widens r to the entity that holds it.
func (f *finder) wholeName(r language.Range) language.Range {
	for _, e := range f.doc.Entities {
		if e.Type == language.OrganisationName && e.Overlaps(r) {
			e := f.trim(e.Range)
			return language.Range{Start: min(e.Start, r.Start), End: max(e.End, r.End)}
		}
	}
	return r
}

// possessor gives the country whose possessive stands before r: "Iraq's Interior Ministry".
func (f *finder) possessor(r language.Range) string {
	s := f.doc.SentenceOf(r.Start)
	i := r.Start - 1
	if i <= s.Start || !strings.HasSuffix(f.tok(i).Lower, "s") || len(f.tok(i).Lower) > 4 {
		return ""
	}
	for from := max(s.Start, i-3); from < i; from++ {
		if code, _, at := f.countryAt(from); code != "" && at.End == i {
			return code
		}
	}
	return ""
}
