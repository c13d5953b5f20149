package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// unmatched finds whom a word of harm harms where its neighbours do not tell: whom the tree makes its subject or object, else whom
// the reader pairs with it.
func (r *reading) unmatched(h harm) {
	if h.kind != record.Killed && h.kind != record.Injured || h.class == nounHarm || h.class == bodyHarm || h.class == livesHarm {
		return
	}
	if h.class == possibleHarm && (r.saidMore(h.words.End) || r.low(h.words.End) == "at" && r.isSomebody(h.words.End+1) || r.ownLife(h)) {
		return
	}
	voice := language.Range{Start: r.auxStart(h.words.Start), End: h.words.End}
	if k := r.treeVictim(h); k >= 0 {
		r.chain(h, k, voice, r.groups[k].words.Start > h.word)
		return
	}
	for _, words := range r.readVictims(h) {
		if k := r.groupIn(words); k >= 0 && r.accepts(h, &r.groups[k], true) {
			r.add(h, k, -1, voice, words.Start > h.word)
		}
	}
}

// treeVictim gives the group that the tree makes the one harmed, -1 for none: the subject of a passive or of a state, the object of
// another verb.
func (r *reading) treeVictim(h harm) int {
	v := h.word
	_, passive := r.passive(h.words.Start)
	for steps := 0; steps < 3; steps++ {
		rels := []language.Rel{language.Obj, language.NsubjPass}
		if passive || h.class == subjectHarm || h.class == stateHarm {
			rels = []language.Rel{language.NsubjPass, language.Nsubj}
		}
		if child := r.doc.Child(v, rels...); child >= 0 {
			return r.groupAtHead(child, h)
		}
		if r.toks[v].Rel != language.Conj || r.toks[v].Head < 0 || !r.isParticiple(r.toks[v].Head) && h.class != subjectHarm {
			return -1
		}
		v = r.toks[v].Head // "was stabbed and choked to death", "was in the car and died"
	}
	return -1
}

// groupAtHead gives the group that has token i as its noun, where it may be people harmed by h; -1 for none.
func (r *reading) groupAtHead(i int, h harm) int {
	for k := range r.groups {
		g := &r.groups[k]
		if g.words.Has(i) && (g.head == i || g.form == named || g.form == counted) && r.accepts(h, g, true) {
			return k
		}
	}
	return -1
}

// readVictims gives whom the reader pairs with a word of harm.
func (r *reading) readVictims(h harm) []language.Range {
	var out []language.Range
	for n := range r.doc.Triggers {
		t := &r.doc.Triggers[n]
		if !h.words.Has(t.Token) || t.P < sure {
			continue
		}
		for k := range t.Arguments {
			if a := &t.Arguments[k]; a.Role == "recipient" && a.P >= sure && !r.isHarmed(a.Range) {
				out = append(out, a.Range)
			}
		}
	}
	return out
}

// isHarmed says whether a finding already counts people told by some of the words.
func (r *reading) isHarmed(words language.Range) bool {
	for n := range r.out {
		if r.out[n].group.words.Overlaps(words) {
			return true
		}
	}
	return false
}

// groupIn gives the first group that shares words with the range, -1 for none.
func (r *reading) groupIn(words language.Range) int {
	for k := range r.groups {
		if r.groups[k].words.Overlaps(words) {
			return k
		}
	}
	return -1
}

// isVictim says whether the reader is sure that token i is one of the words for somebody harmed.
func (c *counter) isVictim(i int) bool {
	for n := range c.doc.Roles {
		if r := &c.doc.Roles[n]; r.Role == "victim" && r.Has(i) {
			return r.P >= sure
		}
	}
	return false
}

// ownLife finds who took their own life where the verb has its subject in the clause above: "wounded 16 before taking his own life".
func (r *reading) ownLife(h harm) bool {
	if h.form != ingForm || r.low(h.words.End-1) != "life" || r.low(h.words.End-2) != "own" {
		return false
	}
	his := language.Range{Start: h.words.Start + 1, End: h.words.Start + 2}
	one := group{words: his, form: pronoun, figure: exactly(1, his), head: his.Start, harmNoun: -1, state: -1}
	r.out = append(r.out, finding{group: one, harm: h, kind: h.kind, part: -1, voice: h.words})
	return true
}
