package actors

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// byNoun gives the cluster that the nominal candidate n speaks of again; -1.
func (r *resolver) byNoun(n int) int {
	c := &r.found[n]
	if c.ref != "" {
		for k := range r.clusters {
			if r.clusters[k].ref == c.ref {
				return k
			}
		}
	}
	if c.predicate {
		return -1
	}
	switch {
	case c.definite:
		if k := r.readNoun(n); k >= 0 {
			return k
		}
		return r.definiteNoun(n)
	case r.told(n) >= 0:
		return r.told(n)
	case c.plural && r.isFigure(c):
		return r.sameFigure(n)
	case c.bare && (c.plural || c.kind != Person):
		return r.sameWords(n)
	}
	return -1
}

// told gives the cluster of a headline's people that the first two sentences below tell of again, with as many words or more: "Suicide bomber
// kills dozens", then "A suicide bomber blew himself up"; "Three militants killed", then "three militants of the group". -1 for none.
func (r *resolver) told(n int) int {
	c := &r.found[n]
	s := r.doc.SentenceOf(c.Head)
	if s.Title || r.sentencesBelow(c.Head) > 2 {
		return -1
	}
	words, count := r.content(c), r.countOf(c) // more may be said of them below than in the headline
	for k, g := range r.clusters {
		o := &r.found[g.last]
		if len(g.members) != 1 || o.Mention.Kind != Nominal || !r.doc.InTitle(o.Head) || o.lemma != c.lemma || o.plural != c.plural || r.countOf(o) != count {
			continue
		}
		if !slices.ContainsFunc(r.content(o), func(w word) bool {
			return !slices.ContainsFunc(words, func(x word) bool { return x.text == w.text })
		}) {
			return k
		}
	}
	return -1
}

// sentencesBelow gives how many sentences of the body there are up to the one of token i.
func (r *resolver) sentencesBelow(i int) (n int) {
	for k := r.tok(i).Sentence; k >= 0 && !r.doc.Sentences[k].Title; k-- {
		n++
	}
	return n
}

// countOf gives the number word of a phrase, empty for none; "a" is none.
func (r *resolver) countOf(c *candidate) string {
	for i := c.Start; i < c.Head; i++ {
		if r.tok(i).Tag == language.NUM {
			return r.tok(i).Lower
		}
	}
	return ""
}

// sameWords gives the cluster with a nominal of the same words; -1. Numbers set mentions apart: only what has none comes here.
func (r *resolver) sameWords(n int) int {
	c := &r.found[n]
	words := r.content(c)
	for k := len(r.clusters) - 1; k >= 0; k-- {
		for _, m := range r.clusters[k].members {
			o := &r.found[m]
			if o.Mention.Kind == Nominal && o.lemma == c.lemma && (o.bare || o.definite) && equalWords(words, r.content(o)) {
				return k
			}
		}
	}
	return -1
}

// isFigure says whether a phrase has a number large enough that a second phrase with it hardly speaks of others: five and up.
func (r *resolver) isFigure(c *candidate) bool {
	for i := c.Start; i < c.Head; i++ {
		if r.tok(i).Tag != language.NUM {
			continue
		}
		switch r.tok(i).Lower {
		case "one", "two", "three", "four", "1", "2", "3", "4":
			return false
		}
		return true
	}
	return false
}

// sameFigure gives the cluster with the same number of the same people, told in another sentence; -1.
func (r *resolver) sameFigure(n int) int {
	c := &r.found[n]
	for k := len(r.clusters) - 1; k >= 0; k-- {
		for _, m := range r.clusters[k].members {
			o := &r.found[m]
			if o.Mention.Kind == Nominal && o.lemma == c.lemma && r.tok(o.Head).Sentence != r.tok(c.Head).Sentence && equalWords(r.figure(o), r.figure(c)) {
				return k
			}
		}
	}
	return -1
}

// figure gives the words of a phrase from its number on.
func (r *resolver) figure(c *candidate) []word {
	start := c.Start
	for start < c.Head && r.tok(start).Tag != language.NUM {
		start++
	}
	return r.words[r.wordAt[start]:r.wordAt[c.Head+1]]
}

// content gives the words of a nominal without its determiners.
func (r *resolver) content(c *candidate) []word {
	start := c.Start
	for start < c.Head && isDeterminer(r.tok(start).Lower) {
		start++
	}
	return r.words[r.wordAt[start]:r.wordAt[c.End]]
}

func equalWords(a, b []word) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].text != b[i].text {
			return false
		}
	}
	return true
}

// definiteNoun gives the latest cluster that "the minister", "the militants", "the group" may mean; -1.
func (r *resolver) definiteNoun(n int) int {
	c := &r.found[n]
	if r.tok(c.Start).Lower != "the" && !isDemonstrative(r.tok(c.Start).Lower) {
		return r.possessedNoun(n)
	}
	best, bestScore := -1, 0
	for k, g := range r.clusters {
		score := r.nounFits(c, g)
		if score == 0 {
			continue
		}
		if score > bestScore || score == bestScore && g.last > r.clusters[best].last {
			best, bestScore = k, score
		}
	}
	return best
}

func isDemonstrative(w string) bool {
	return w == "this" || w == "that" || w == "these" || w == "those"
}

// possessedNoun: "his brother", "Vega's army" are the same as before only in the same words.
func (r *resolver) possessedNoun(n int) int {
	c := &r.found[n]
	if _, g := pronounOf(r.tok(c.Start).Lower); g != anyGender || c.Start == c.Head || r.tok(c.Start).Tag == language.PRON {
		return -1
	}
	return r.sameWords(n)
}

// nounFits says how well a definite nominal fits a cluster: 0 not at all, 3 by the same head word
// and qualifiers, 2 by the same head, 1 by kind alone ("the group").
func (r *resolver) nounFits(c *candidate, g *cluster) int {
	if c.country != "" && g.country != "" && c.country != g.country {
		return 0
	}
	if c.gender != anyGender && g.gender != anyGender && c.gender != g.gender {
		return 0
	}
	for _, lemma := range g.lemmas {
		if lemma == c.lemma && (c.plural == g.plural || c.kind != Person && c.kind != People) {
			return r.qualified(c, g)
		}
	}
	if c.country != "" && c.country == g.country && g.named && g.kind == Person && r.isRank(g.title) && c.kind == Person && c.sector == "GOV" && r.near(c, g, 6) {
		return 1 // "his Egyptian counterpart, Samir Fahmy": "the Egyptian president"
	}
	if isChief(c.lemma) && g.title != "" && g.kind == Person && !c.plural && len(r.qualifierWords(c)) > 0 {
		return r.qualified(c, g)
	}
	if (c.kind == Organisation || c.kind == ArmedGroup) && !c.plural && g.named && g.kind != Person && g.kind != State && c.Head-c.Start <= 1 &&
		r.near(c, g, 6) && g.nameHas(c.lemma) {
		return 2 // "the ministry" after "the Ministry of Defence"
	}
	if c.kind == ArmedGroup && !c.plural && g.kind == ArmedGroup && g.named && c.Head-c.Start <= 2 && isGroupNoun(c.lemma) && c.sector == g.sector && r.near(c, g, 4) {
		return 1 // "the militant group"
	}
	if isGroupNoun(c.lemma) && !c.plural && g.named && c.Head-c.Start <= 1 && r.near(c, g, 4) {
		switch {
		case g.kind == ArmedGroup && (c.sector == "" || c.sector == g.sector),
			g.kind == Organisation && c.lemma != "movement" && g.sector != "MIL" && g.sector != "GOV" && r.sectorFits(c, g):
			return 1
		}
	}
	if c.lemma == "gang" || c.lemma == "cartel" || c.lemma == "militia" || c.lemma == "party" {
		if g.named && !c.plural && c.Head-c.Start <= 1 && (g.kind == ArmedGroup && c.lemma != "party" || g.sector == "PTY" && c.lemma == "party") && r.near(c, g, 4) {
			return 1
		}
	}
	return 0
}

// nameHas says whether a word of the cluster's names is w.
func (g *cluster) nameHas(w string) bool {
	for _, name := range g.names {
		for _, x := range name {
			if x.text == w {
				return true
			}
		}
	}
	return false
}

// sectorFits says whether a noun for a body of one sector may mean a cluster: "the company" is no union.
func (r *resolver) sectorFits(c *candidate, g *cluster) bool {
	if c.lemma == "agency" || c.lemma == "institution" || c.lemma == "association" || c.lemma == "body" || c.lemma == "alliance" || c.lemma == "bloc" {
		return g.sector != "BUS" && g.sector != "LAB"
	}
	return c.sector == "" || g.sector == "" || c.sector == g.sector
}

// isChief: "the UN chief" is the Secretary-General of the UN.
func isChief(w string) bool { return w == "chief" || w == "leader" || w == "head" || w == "boss" }

func isGroupNoun(w string) bool {
	switch w {
	case "group", "organization", "organisation", "movement", "outfit", "agency", "body", "company", "institution", "firm", "association", "bloc", "alliance":
		return true
	}
	return false
}

// near says whether the cluster was last spoken of within so many sentences before c.
func (r *resolver) near(c *candidate, g *cluster, sentences int) bool {
	return r.tok(c.Head).Sentence-r.tok(r.found[g.last].Head).Sentence <= sentences
}

// qualified compares the qualifiers of two nominals with one head: "the defence minister" is not "the foreign minister".
func (r *resolver) qualified(c *candidate, g *cluster) int {
	mine := r.qualifierWords(c)
	if len(mine) == 0 {
		return 2
	}
	for _, m := range g.members {
		o := &r.found[m]
		theirs := r.qualifierWords(o)
		if o.title != "" {
			for _, w := range keyWords(o.title) {
				theirs = append(theirs, word{text: w})
			}
		}
		all := true
		for _, w := range mine {
			has := false
			for _, x := range theirs {
				has = has || x.text == w.text || sameSpelling(x.text, w.text)
			}
			all = all && has
		}
		if all {
			return 3
		}
	}
	return 0
}

// sameSpelling: British and American titles are one.
func sameSpelling(a, b string) bool {
	return a == "defence" && b == "defense" || a == "defense" && b == "defence" || a == "labour" && b == "labor" || a == "labor" && b == "labour"
}

// qualifierWords gives the adjectives and nouns before the head, numbers among them, but no determiners.
func (r *resolver) qualifierWords(c *candidate) []word {
	var out []word
	for i := c.Start; i < c.Head; i++ {
		t := r.tok(i)
		if isDeterminer(t.Lower) || t.Lower == "'s" || t.Lower == "’s" || r.isRankWord(t.Lower) && t.Lower != "deputy" && t.Lower != "vice" || isSameWord(t.Lower) {
			continue
		}
		out = append(out, r.words[r.wordAt[i]:r.wordAt[i+1]]...)
	}
	return out
}

func isSameWord(w string) bool {
	return w == "same" || w == "said" || w == "above-mentioned" || w == "aforementioned"
}
