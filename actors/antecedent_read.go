package actors

import (
	"math"

	"github.com/tollbook/tollbook/language"
)

// readBack is how many tokens before a mention the reader's antecedents are looked for.
const readBack = 400

// sureNobody is the probability from which a pronoun speaks of nobody told before, whatever the rules say. Between that and one half the
// reader wavers: the names of the sides alone would decide.
const sureNobody = 0.75

// A choice is what the reader takes for the antecedent of a mention.
type choice struct {
	cluster int     // the likeliest of the actors so far; -1 for none
	p       float64 // how likely it is
	other   float64 // how likely it is that the mention speaks of nothing that is an actor here, or of something new
	word    float64 // how likely the likeliest word is that is no actor
}

// readAntecedent asks the reader what the mention n speaks of again. Beside the actors it weighs the likeliest of the other words
// before: the antecedent may be no actor.
func (r *resolver) readAntecedent(n int) (choice, bool) {
	h := r.found[n].Head
	shares := map[int]float64{}
	sum, other, heard := 1.0, 0.0, false
	for j := max(0, h-readBack); j < h; j++ {
		score, ok := r.doc.Antecedent(h, j)
		if !ok {
			continue
		}
		heard = true
		weight := math.Exp(float64(score))
		if k := r.at[j]; k >= 0 {
			shares[k] += weight
			sum += weight
		} else {
			other = max(other, weight)
		}
	}
	sum += other
	best := choice{cluster: -1, other: (1 + other) / sum, word: other / sum}
	for k := range r.clusters {
		if p := shares[k] / sum; p > best.p {
			best.cluster, best.p = k, p
		}
	}
	return best, heard
}

// readPronoun gives the cluster that the reader is sure a pronoun stands for, where kind, number and gender allow it; -1 where
// it is sure of none. It is not sure where no answer is likelier than all others together, nor of nobody by a narrow margin.
func (r *resolver) readPronoun(n int) (k int, sure bool) {
	c := &r.found[n]
	read, ok := r.readAntecedent(n)
	if !ok {
		return -1, false
	}
	if read.p > 0.5 && r.mayStandFor(c, r.clusters[read.cluster]) {
		return read.cluster, true
	}
	if c.pronoun == it && read.cluster >= 0 && read.cluster == r.saysOfItself(c.Head) && read.p >= read.word && r.mayStandFor(c, r.clusters[read.cluster]) {
		return read.cluster, true
	}
	return -1, read.other > sureNobody && c.pronoun != heShe
}

// saysOfItself gives the cluster that says the clause which the pronoun at token i opens as its subject: "the government said it would
// respond"; -1. Who says so mostly speaks of itself: the reader need only find nothing likelier.
func (r *resolver) saysOfItself(i int) int {
	v, start := i-1, r.doc.SentenceOf(i).Start
	if v > start && r.tok(v).Lower == "that" {
		v--
	}
	if v <= start || r.tok(v).Tag != language.VERB {
		return -1
	}
	if s := r.doc.Child(v, language.Nsubj); s >= 0 && s < v {
		return r.at[s]
	}
	return -1
}

// mayStandFor refuses what no pronoun of this kind can stand for.
func (r *resolver) mayStandFor(c *candidate, g *cluster) bool {
	switch c.pronoun {
	case heShe:
		return g.kind == Person && !g.plural && (g.gender == anyGender || g.gender == c.gender)
	case they:
		return g.kind != Person || !g.named
	case it:
		return g.kind != Person && g.kind != People
	}
	return false
}

// readNoun gives the cluster of a person or a body that the reader is sure a description speaks of; -1 for none. What has a
// number, or is new by its article, speaks of nobody told before.
func (r *resolver) readNoun(n int) int {
	c := &r.found[n]
	if !c.definite || c.plural || c.ref != "" || c.kind != Person && c.kind != Organisation && c.kind != ArmedGroup {
		return -1
	}
	read, ok := r.readAntecedent(n)
	if !ok || read.p <= 0.5 {
		return -1
	}
	g := r.clusters[read.cluster]
	switch {
	case (c.kind == Person) != (g.kind == Person), g.plural, g.kind == State, g.kind == People, g.kind == Unknown:
		return -1
	case c.gender != anyGender && g.gender != anyGender && c.gender != g.gender:
		return -1
	case c.country != "" && g.country != "" && c.country != g.country:
		return -1
	case r.overlaps(c.Range, g):
		return -1
	}
	return read.cluster
}

// overlaps says whether a mention of the cluster shares words with r: "Vega's brother" is not Vega.
func (r *resolver) overlaps(x language.Range, g *cluster) bool {
	for _, m := range g.members {
		if r.found[m].Range.Overlaps(x) {
			return true
		}
	}
	return false
}
