package actors

import (
	"strings"

	"github.com/tollbook/tollbook/language"
)

// before are the relations of what stands before a head within its phrase.
func before(r language.Rel) bool {
	switch r {
	case language.Det, language.Amod, language.Compound, language.Nummod, language.NmodPoss, language.Flat,
		language.Goeswith, language.Fixed:
		return true
	}
	return false
}

// leftEdge gives the first token of the noun phrase headed by h: determiner, number, adjectives and
// possessor, but neither a preposition nor a clause.
func (f *finder) leftEdge(h int) int {
	edge := h
	start := f.doc.SentenceOf(h).Start
	for j := h - 1; j >= start; {
		top := f.childAbove(j, h)
		if top < 0 {
			break
		}
		switch t := f.tok(top); {
		case before(t.Rel) && f.isListed(top):
			if f.tok(edge).Lower == "," {
				edge++
			}
			return edge
		case before(t.Rel) || t.Rel == language.Nmod && t.Lower == "year" && f.tok(top+1).Lower == "-": // "61-year-old woman"
			edge = f.doc.Subtree(top).Start
			j = edge - 1
		case t.Rel == language.Punct && isInnerMark(t.Lower):
			j--
		default:
			return edge
		}
	}
	return edge
}

// isListed says whether a comma follows the name at token i: headlines join two parties so ("Colombia, ELN rebels agree").
func (f *finder) isListed(i int) bool {
	return f.tok(i).Tag == language.PROPN && f.tok(i+1).Lower == ","
}

// childAbove gives the child of h that token i is or hangs below; -1 if i does not hang below h.
func (f *finder) childAbove(i, h int) int {
	for steps := 0; steps < 100; steps++ {
		up := f.tok(i).Head
		if up == h {
			return i
		}
		if up < 0 {
			return -1
		}
		i = up
	}
	return -1
}

// isInnerMark says whether a mark may stand within a noun phrase.
func isInnerMark(w string) bool {
	switch w {
	case "-", "\"", "“", "”", "'", "‘", "’", "–", "‑", "[", "]":
		return true
	}
	return false
}

// rightEdge gives the end of the noun phrase headed by h: "of ..." belongs to it, a relative clause does not.
func (f *finder) rightEdge(h int) int {
	s := f.doc.SentenceOf(h)
	end := h + 1
	for end < s.End {
		top := f.childAbove(end, h)
		if top < 0 {
			return end
		}
		switch f.tok(top).Rel {
		case language.Flat, language.Fixed, language.Goeswith, language.Compound:
			if f.beginsOtherName(end, h) {
				return end
			}
			end++
		case language.Nmod:
			if w := f.tok(end).Lower; w != "of" && !(w == "for" && strings.HasPrefix(f.tok(h).Lower, "spokes")) {
				return end
			}
			return max(end, f.rightEdge(top))
		case language.Punct:
			if f.tok(end).Lower != "-" {
				return end
			}
			end++
		default:
			return end
		}
	}
	return end
}

// beginsOtherName says whether a name of a body begins at token i that the noun at h is no part of: "gang Gran Grif".
func (f *finder) beginsOtherName(i, h int) bool {
	n := f.nameAt[i]
	return n >= 0 && f.found[n].kind != Person && f.found[n].name.Start == i && !f.found[n].name.Has(h)
}

// nounPhrase gives the phrase around the head h, which holds at least r.
func (f *finder) nounPhrase(h int, r language.Range) language.Range {
	if !f.tree {
		return f.flatPhrase(r)
	}
	out := language.Range{Start: min(f.leftEdge(h), r.Start), End: max(f.rightEdge(h), r.End)}
	for out.Start < r.Start && !f.beginsPhrase(out.Start) {
		out.Start++
	}
	if j := out.Start - 1; j >= f.doc.SentenceOf(h).Start && f.tok(j).Tag == language.NUM && f.tok(j).Head == f.tok(h).Head && f.tok(j).Rel == f.tok(h).Rel {
		out.Start = j // a parser may make both subjects: "Two Palestinians were shot"
	}
	if j := out.Start - 1; j >= f.doc.SentenceOf(h).Start && f.isTwin(j, h) {
		out.Start = min(j, f.leftEdge(j))
	}
	out.Start = f.behindAside(out.Start, r.Start)
	if j := out.Start - 1; j >= f.doc.SentenceOf(h).Start && f.tok(out.Start).Tag == language.NUM && isAbout(f.tok(j).Lower) {
		out.Start = j // parsers may take "around 880" for a place
	}
	return out
}

// isTwin says whether the tree takes the noun at j for a second subject or object beside the noun at h that it stands before: "Hamas
// fighters attacked". A verb has one; the first only qualifies the other.
func (f *finder) isTwin(j, h int) bool {
	a, b := f.tok(j), f.tok(h)
	if !f.isNoun(j) || a.Head < 0 || a.Head != b.Head || a.Rel != b.Rel {
		return false
	}
	switch a.Rel {
	case language.Nsubj, language.NsubjPass, language.Obj:
		return true
	}
	return false
}

// isAbout says whether a word before a number makes it less exact.
func isAbout(w string) bool {
	switch w {
	case "about", "around", "some", "nearly", "almost", "roughly", "approximately":
		return true
	}
	return false
}

// behindAside drops what a parser has hung before a number though it is no part of the phrase: "In all, 198 people".
func (f *finder) behindAside(from, to int) int {
	for i := from + 1; i+1 < to; i++ {
		if f.tok(i).Lower == ":" || f.tok(i).Lower == "—" {
			return i + 1
		}
		if f.tok(i).Lower == "," && f.tok(i-1).Tag != language.NUM && f.tok(i-1).Tag != language.ADJ && f.tok(i+1).Tag == language.NUM {
			return i + 1
		}
	}
	return from
}

// beginsPhrase refuses what a parser may hang before a noun by mistake: prepositions, "including", "when".
func (f *finder) beginsPhrase(i int) bool {
	t := f.tok(i)
	switch t.Lower {
	case "least", "most", "than": // of "at least", "more than"
		return false
	case "fewer", "less": // "no fewer than"
		return i == 0 || f.tok(i-1).Lower != "no"
	case "later", "earlier", "meanwhile", "overall", "altogether", "separately", "yesterday", "today", "tonight", "tomorrow", "still", "then",
		"afterwards", "elsewhere", "nearby", "again":
		return t.Lower == "then" && t.Head > i && t.Rel == language.Amod
	}
	switch t.Tag {
	case language.PRON:
		return t.Lower != "all" || f.tok(i+1).Lower != ","
	case language.ADP, language.PUNCT, language.CCONJ, language.SCONJ, language.PART, language.AUX, language.X:
		return false
	case language.ADV:
		return t.Head > i && f.tok(t.Head).Tag != language.VERB && t.Lower != "when" && t.Lower != "where" && t.Lower != "also"
	case language.VERB:
		return t.Lower != "including" && t.Lower != "according"
	}
	return true
}

// flatPhrase is for a Doc without a tree: adjectives, numbers and a determiner before.
func (f *finder) flatPhrase(r language.Range) language.Range {
	s := f.doc.SentenceOf(r.Start)
	for r.Start > s.Start {
		switch t := f.tok(r.Start - 1); {
		case t.Tag == language.ADJ, t.Tag == language.NUM:
			r.Start--
		case isDeterminer(t.Lower):
			r.Start--
			return r
		default:
			return r
		}
	}
	return r
}

func isDeterminer(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "some", "several", "many", "no", "another",
		"any", "every", "each", "our", "my", "your", "both", "all":
		return true
	}
	return false
}

// isDefinite says whether a determiner points at something known.
func isDefinite(w string) bool {
	switch w {
	case "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "both":
		return true
	}
	return false
}

// determination tells whether the phrase r with head h is definite, and whether it has neither determiner nor
// number. It goes by the words: a parser may hang the determiner from a noun in between.
func (f *finder) determination(r language.Range, h int) (definite, bare bool) {
	bare = true
	for i := r.Start; i < h; i++ {
		t := f.tok(i)
		switch {
		case t.Lower == "'s", t.Lower == "’s", t.Rel == language.NmodPoss && t.Head == h, isDefinite(t.Lower) && i <= r.Start+1:
			definite, bare = true, false
		case t.Tag == language.NUM, isDeterminer(t.Lower):
			bare = false
		}
	}
	return definite, bare
}

// isSubject says whether token i is the subject of a clause, itself or by joining one.
func (f *finder) isSubject(i int) bool {
	for steps := 0; steps < 3; steps++ {
		switch f.tok(i).Rel {
		case language.Nsubj, language.NsubjPass:
			return true
		case language.Conj:
			i = f.tok(i).Head
		default:
			return false
		}
	}
	return false
}

// preposition gives the preposition of token i's phrase, or "".
func (f *finder) preposition(i int) string {
	if f.tok(i).Rel == language.Conj {
		if h := f.tok(i).Head; h >= 0 && f.doc.Child(i, language.Case) < 0 {
			i = h
		}
	}
	s := f.doc.SentenceOf(i)
	for j := i - 1; j >= s.Start; j-- {
		if f.tok(j).Head == i && f.tok(j).Rel == language.Case {
			return f.tok(j).Lower
		}
	}
	return ""
}

// modifies says whether token i only qualifies a noun that follows it: "police" in "police station".
func (f *finder) modifies(i int) bool {
	t := f.tok(i)
	if i+1 < len(f.doc.Tokens) && f.tok(i+1).Lower == "-" && f.tok(i+1).Start == t.End {
		return true // "intelligence-based", "rebel-held"
	}
	if t.Head <= i || t.Rel == language.Compound && t.Head == i+1 && strings.HasSuffix(f.tok(i+1).Lower, "ed") {
		return false // "the army clashed": no noun but a verb that the tagger missed
	}
	return t.Rel == language.Compound || t.Rel == language.Amod || t.Rel == language.Det || t.Rel == language.Nmod && t.Head-i <= 3
}
