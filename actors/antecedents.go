package actors

import "github.com/tollbook/tollbook/language"

// byPronoun gives the cluster that the pronoun n stands for; -1 if none fits. Where the reader is not sure, rules decide.
func (r *resolver) byPronoun(n int) int {
	c := &r.found[n]
	if k, sure := r.readPronoun(n); sure {
		return k
	}
	best, bestScore := -1, -1000.0
	seen := 0
	for m := n - 1; m >= 0 && seen < 60; m-- {
		k := r.of[m]
		if k < 0 || m == n {
			continue
		}
		seen++
		score, ok := r.antecedent(n, m, k)
		if ok && score > bestScore {
			best, bestScore = k, score
		}
	}
	if bestScore < minimum(c.pronoun) {
		return -1
	}
	return best
}

// minimum is how near an antecedent must be: "it" rarely means an actor.
func minimum(p pronoun) float64 {
	if p == it {
		return -0.5
	}
	return -6
}

// antecedent scores candidate m of cluster k as what the pronoun n stands for: nearness, then subjects, then names.
func (r *resolver) antecedent(n, m, k int) (float64, bool) {
	c, o, g := &r.found[n], &r.found[m], r.clusters[k]
	if !r.agrees(c, o, g) || o.Range.Has(c.Head) && o.Mention.Kind != Pronoun {
		return 0, false
	}
	distance := r.tok(c.Head).Sentence - r.tok(o.Head).Sentence
	if distance > 4 || r.doc.InTitle(o.Head) && !r.doc.InTitle(c.Head) && distance > 2 {
		return 0, false
	}
	if distance == 0 && r.coArguments(c.Head, o.Head) {
		return 0, false
	}
	score := -1.5 * float64(distance)
	if r.isSubject(o.Head) {
		score += 1.2
	}
	if r.tok(o.Head).Rel == language.NmodPoss && o.Mention.Kind != Pronoun {
		score -= 0.4
	}
	if g.named {
		score += 0.5
	}
	if o.Mention.Kind == Pronoun && o.pronoun == c.pronoun {
		score += 0.7
	}
	if c.gender != anyGender && g.gender == c.gender {
		score += 0.5
	}
	if r.inQuote(o.Head) != r.inQuote(c.Head) {
		score -= 0.5
	}
	return score - 0.004*float64(c.Head-o.Head), true
}

// agrees says whether number, gender and kind of a cluster suit a pronoun.
func (r *resolver) agrees(c, o *candidate, g *cluster) bool {
	switch c.pronoun {
	case heShe:
		return g.kind == Person && !g.plural && (g.gender == anyGender || g.gender == c.gender)
	case they:
		return g.kind == People || g.kind == ArmedGroup || g.kind == Organisation && (g.plural || o.plural || !g.named || r.isSubject(o.Head))
	case it:
		return g.kind == Organisation && !g.plural || g.kind == State || g.kind == ArmedGroup && g.named || g.kind == Unknown && !g.plural
	}
	return false
}

// coArguments says whether tokens a and b are subject and object of one verb: "he met him" speaks of two.
func (r *resolver) coArguments(a, b int) bool {
	x, y := r.tok(a), r.tok(b)
	return x.Head >= 0 && x.Head == y.Head && isArgument(x.Rel) && isArgument(y.Rel)
}

func isArgument(rel language.Rel) bool {
	switch rel {
	case language.Nsubj, language.NsubjPass, language.Obj, language.Iobj, language.Obl, language.OblAgent:
		return true
	}
	return false
}

// inQuote gives the outer quotation that token i lies in, counting from 1; 0 for none.
func (r *resolver) inQuote(i int) int {
	for q := range r.doc.Quotes {
		if !r.doc.Quotes[q].Inner && r.doc.Quotes[q].Has(i) {
			return q + 1
		}
		if r.doc.Quotes[q].Start > i {
			break
		}
	}
	return 0
}
