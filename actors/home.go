package actors

import (
	"github.com/tollbook/tollbook/language"
)

// settleGovernments gives "the government" its state where the report leaves no doubt: a minister or official of one
// country speaks of it in the same sentence, or the dateline is a capital, and no other state's government has been spoken of.
func (f *finder) settleGovernments() {
	home := f.datelineCountry()
	for n := range f.found {
		c := &f.found[n]
		if c.Mention.Kind != Nominal || c.country != "" || c.ref != "" || !f.isPlainGovernment(c) || !f.isSubject(c.Head) {
			continue
		}
		code := f.officialsCountry(c)
		switch {
		case code == "":
			code = home
		case home != "" && home != code, !f.mostNamed(code):
			continue
		}
		if code == "" || f.otherGovernment(c, code) {
			continue
		}
		c.country = code
		f.bodyOf(c)
	}
}

// isPlainGovernment says whether c is "the government" without anything that qualifies it.
func (f *finder) isPlainGovernment(c *candidate) bool {
	if c.Head != c.End-1 || c.Head != c.Start+1 || f.tok(c.Start).Lower != "the" {
		return false
	}
	body, _, ok := f.lex.bodies.at(f.words, f.wordAt[c.Head], nil)
	return ok && body.slug == "government" && f.tok(c.Head).Lower == "government"
}

// datelineCountry gives the country whose capital opens the report's body as its dateline, if no other country is named
// more often; "".
func (f *finder) datelineCountry() string {
	for i := range f.doc.Tokens {
		if f.doc.InTitle(i) {
			continue
		}
		r, code := f.capitalAt(i)
		if code == "" || r.End >= len(f.doc.Tokens) || !f.mostNamed(code) {
			return ""
		}
		switch f.tok(r.End).Lower {
		case ":", ",", "(", "-", "–", "—", "--":
			return code
		}
		return ""
	}
	return ""
}

// mostNamed says whether no other country is named more often than code.
func (f *finder) mostNamed(code string) bool {
	for other, w := range f.weights {
		if other != code && w > f.weights[code] {
			return false
		}
	}
	return true
}

// officialsCountry gives the one country of the officials named before c in its sentence; "" if there are none or several.
func (f *finder) officialsCountry(c *candidate) string {
	s := f.doc.SentenceOf(c.Head)
	code := ""
	for n := range f.found {
		o := &f.found[n]
		if !s.Has(o.Head) || o.Head >= c.Start || o.country == "" || o.kind != Person && o.kind != People || o.sector != "GOV" {
			continue
		}
		if code != "" && code != o.country {
			return ""
		}
		code = o.country
	}
	return code
}

// otherGovernment says whether a body of another state's government is spoken of before c.
func (f *finder) otherGovernment(c *candidate, code string) bool {
	for n := range f.found {
		o := &f.found[n]
		if o.Head < c.Start && o.kind == State && len(o.ref) > 3 && o.country != code {
			return true
		}
	}
	return false
}

// isArmedName says whether a name may end in w that an armed group, a party or a troop may bear.
func isArmedName(w string) bool {
	switch w {
	case "front", "army", "brigade", "brigades", "resistance", "movement", "legion", "battalion", "battalions", "vanguard", "commandos", "column",
		"faction", "forces", "force", "command", "alliance", "coalition", "self-defence", "defenders", "avengers", "militia":
		return true
	}
	return false
}

// isArmedWord says whether a word in a group's sentence shows that it bears arms.
func isArmedWord(w string) bool {
	switch w {
	case "fighter", "militant", "rebel", "insurgent", "guerrilla", "gunman", "gunmen", "terrorist", "insurgency", "jihadist", "separatist",
		"militia", "responsibility", "ambush", "hostage", "outlawed", "proscribed", "kidnapping", "abduction":
		return true
	}
	return false
}

// armGroups makes an unknown organisation an armed group by its name ("Liberation Army") or, where the name may be that of a
// party too, by what its sentences say of it.
func (r *resolver) armGroups() {
	for _, g := range r.clusters {
		if g.kind != Organisation || g.ref != "" || !g.named || g.sector != "" && g.sector != "MIL" || g.country != "" && g.sector == "MIL" {
			continue
		}
		if r.bearsArms(g) {
			g.kind, g.sector = ArmedGroup, "REB"
		}
	}
}

func (r *resolver) bearsArms(g *cluster) bool {
	named := false
	for _, name := range g.names {
		if len(name) < 2 || !isArmedName(name[len(name)-1].text) {
			continue
		}
		named = true
		for _, w := range name {
			if w.text == "liberation" || w.text == "guerrilla" || w.text == "mujahideen" || w.text == "rebel" || w.text == "resistance" {
				return true
			}
		}
	}
	if !named {
		return false
	}
	for _, n := range g.members {
		s := r.doc.SentenceOf(r.found[n].Head)
		if r.speaksOfArms(s.Range) {
			return true
		}
	}
	return false
}

func (r *resolver) speaksOfArms(s language.Range) bool {
	for i := s.Start; i < s.End; i++ {
		if isArmedWord(r.tok(i).Lemma) || isArmedWord(r.singular(i)) {
			return true
		}
	}
	return false
}
