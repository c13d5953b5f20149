package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// add records that a group is harmed and gives the finding's index.
func (r *reading) add(h harm, k int, part int, voice language.Range, active bool) int {
	if r.claimed[k*64+int(kindNumber(h.kind))] {
		return -1
	}
	r.claimed[k*64+int(kindNumber(h.kind))] = true
	r.out = append(r.out, finding{group: r.groups[k], harm: h, kind: h.kind, part: part, voice: voice, active: active, alias: r.alias(k)})
	return len(r.out) - 1
}

// alias gives the name that stands beside the words for one person: "a teacher, Ato Lem,", "Ato Lem, a teacher,".
func (r *reading) alias(k int) language.Range {
	if next, link := r.joined(k); link == apposed && r.groups[next].form == named {
		return r.groups[next].nouns
	}
	if k > 0 && r.isApposed(k) && r.groups[k-1].form == named {
		return r.groups[k-1].nouns
	}
	if i := r.groups[k].words.End; isOne(&r.groups[k]) && r.low(i) == "," && r.low(i+1) == "identified" && r.low(i+2) == "as" {
		if next, ok := r.starts[i+3]; ok && r.groups[next].form == named {
			return r.groups[next].nouns
		}
	}
	return language.Range{}
}

func kindNumber(kind record.Harm) int {
	for i, k := range []record.Harm{record.Killed, record.Injured, record.KilledOrInjured, record.Missing, record.Abducted,
		record.Detained, record.Surrendered, record.Displaced} {
		if k == kind {
			return i
		}
	}
	return 9
}

// chain takes group k and those joined to it on its right as harmed: "three soldiers, two officers and a child".
func (r *reading) chain(h harm, k int, voice language.Range, active bool) {
	whole, rest := -1, 0
	for {
		g := &r.groups[k]
		if r.accepts(h, g, true) {
			part := -1
			if rest > 0 && g.figure.number() <= rest { // "three people, two soldiers and a child"
				part, rest = whole, rest-g.figure.number()
			}
			n := r.add(h, k, part, voice, active)
			if n >= 0 && part < 0 {
				whole = n
				rest = 0
				if g.form == counted && g.figure.bound == record.Exact && r.breaksDown(k) {
					rest = g.figure.number()
				}
			}
		}
		next, link := r.joined(k)
		if link == apposed && rest == 0 {
			after, again := r.joined(next)
			if again != joinedBy && again != listed {
				break
			}
			next = after
			link = again
		}
		if link == noLink {
			break
		}
		if r.isSubjectOf(next) && !r.isSubjectsOwn(h, next) || r.opensParts(next) || r.holdsHarm(next) {
			break
		}
		k = next
	}
	r.partsAfter(h, whole, voice)
}

// isSubjectsOwn says whether the verb after group k has the noun of harm as its subject, with the group in it: "the bodies of nine women and four
// children were found".
func (r *reading) isSubjectsOwn(h harm, k int) bool {
	tok := &r.toks[h.word]
	return (h.class == bodyHarm || h.class == nounHarm) && (tok.Rel == language.Nsubj || tok.Rel == language.NsubjPass) && tok.Head >= r.groups[k].words.End
}

// breaksDown says whether the groups listed after k add up to it.
func (r *reading) breaksDown(k int) bool {
	sum, want := 0, r.groups[k].figure.number()
	next := k + 1
	if next >= len(r.groups) {
		return false
	}
	between := r.low(r.groups[k].words.End)
	if between != "," && between != ":" && between != "-" && between != "--" && between != "—" && between != "–" && between != "(" {
		return false
	}
	for n := k; ; {
		m, link := r.joined(n)
		if link == noLink || r.isSubjectOf(m) {
			break
		}
		if f := r.groups[m].figure; r.groups[m].form != plural {
			sum += f.number()
		}
		n = m
	}
	return want > 1 && (sum == want || between == ":" && sum > 0 && sum < want)
}

// sumFrom adds up the groups listed from n on.
func (r *reading) sumFrom(n int) int {
	sum := r.groups[n].figure.number()
	for {
		next, link := r.joined(n)
		if link == noLink || link == apposed || r.isSubjectOf(next) {
			return sum
		}
		sum += r.groups[next].figure.number()
		n = next
	}
}

type linkKind uint8

const (
	noLink   linkKind = iota
	joinedBy          // "and", "as well as"
	listed            // a comma
	apposed           // a comma, and the same person again
)

// joined gives the group that is joined to k on its right, and how.
func (r *reading) joined(k int) (int, linkKind) {
	next := k + 1
	if next >= len(r.groups) {
		return -1, noLink
	}
	g, n := &r.groups[k], &r.groups[next]
	link := noLink
	i := r.skipAge(g.words.End)
	steps := 0
	for ; i < n.words.Start; i++ {
		word := r.low(i)
		switch {
		case word == "and" || word == "&" || word == "plus":
			link = joinedBy
		case word == "," || word == ":" || word == "--" || word == "—" || word == "–":
			if link == noLink {
				link = listed
			}
		case (word == "as" || word == "along" || word == "together") && (r.low(i+1) == "well" && r.low(i+2) == "as" || r.low(i+1) == "with"):
			link = joinedBy
			i += 1 + btoi(r.low(i+1) == "well")
		case word == "in" && r.low(i+1) == "addition" && r.low(i+2) == "to":
			link = joinedBy
			i += 2
		case word == "also" || word == "then" || r.toks[i].Tag == language.ADV && link != noLink:
		case link == noLink && steps < 8 && r.isPhraseWord(i):
			steps++ // "two officers in Kabul and three in Herat"
		default:
			return -1, noLink
		}
	}
	if link == noLink || steps > 0 && link != joinedBy && r.low(g.words.End) != "of" {
		return -1, noLink
	}
	if n.form == pronoun && link == listed {
		return -1, noLink // "a doctor of Basra, he was killed"
	}
	if n.bare && isOne(g) && !g.owned && !r.doc.InTitle(n.head) && (link == listed || k > 0 && r.isApposed(k)) {
		return next, apposed // "Khan, a teacher and candidate"
	}
	if link == listed && isOne(g) && isOne(n) && (g.form == named) != (n.form == named) && !n.owned && !n.more {
		return next, apposed
	}
	if link == listed && isOne(g) && n.form == definite && !n.owned {
		return next, apposed
	}
	return next, link
}

// isOne says whether a group is one person.
func isOne(g *group) bool {
	return g.form == single || g.form == definite || g.form == named || g.form == counted && g.figure.best == 1 && g.figure.bound == record.Exact && g.head >= 0
}

// isApposed says whether group k tells once more who the one before it is.
func (r *reading) isApposed(k int) bool {
	_, link := r.joined(k - 1)
	return link == apposed
}

// isPhraseWord says whether token i may belong to a phrase that follows a noun: "of the army", "in Kabul".
func (r *reading) isPhraseWord(i int) bool {
	word := r.low(i)
	if _, harm := r.words.harm[word]; harm || !r.isWord(i) && word != "." {
		return false
	}
	if r.stops[word] == "auxiliary" || r.stops[word] == "verb" || word == "who" || word == "when" || word == "while" || word == "but" {
		return false
	}
	return r.toks[i].Tag != language.VERB && r.toks[i].Tag != language.AUX && r.toks[i].Tag != language.SCONJ
}

// skipAge gives the token after ", 34" or "(34)" that follows a name at i.
func (r *reading) skipAge(i int) int {
	switch {
	case r.low(i) == "(" && i+2 < r.sent.End && r.low(i+2) == ")":
		return i + 3
	case r.low(i) == "(" && r.bracketed(i, r.sent.End) > 0:
		return r.bracketed(i, r.sent.End)
	case r.low(i) == "," && r.isAge(i+1, r.sent.End):
		_, next, _ := cardinalAt(r.toks, i+1, r.sent.End)
		return next
	case r.low(i) == "," && (r.low(i+1) == "aged" || r.low(i+1) == "ages") && isNumeral(r.low(i+2)):
		end := i + 3
		for n := r.ageAfter(end); n >= 0 && n < r.sent.End; n = r.ageAfter(end) {
			end = n + 1
		}
		return end
	case r.low(i) == "," && r.low(i+1) == "aged":
		return i + 3
	}
	return i
}

// isSubjectOf says whether a verb follows the group, so that a clause of its own begins with it.
func (r *reading) isSubjectOf(k int) bool {
	i := r.skipAge(r.groups[k].words.End)
	for i < r.sent.End && (r.toks[i].Tag == language.ADV || isManner(r.low(i))) && r.words.harm[r.low(i)].class == noClass {
		i++
	}
	if i >= r.sent.End {
		return false
	}
	if r.tellsIt(k) {
		return true
	}
	if h, ok := r.words.harm[r.low(i)]; ok && h.class != nounHarm {
		return true
	}
	if _, ok := r.words.harmPhraseAt(r.low, i, r.sent.End); ok {
		return true
	}
	if r.stops[r.low(i)] == "auxiliary" || r.low(i) == "said" || r.low(i) == "says" {
		return true
	}
	fine := r.toks[i].Fine
	return r.toks[i].Tag == language.VERB && (fine == "VBD" || fine == "VBZ" || fine == "VBP")
}

// tellsIt says whether group k is who tells of it: "wounding 33 others, a spokesman for the police chief said".
func (r *reading) tellsIt(k int) bool {
	head := r.groups[k].head
	if head < 0 || r.toks[head].Rel != language.Nsubj {
		return false
	}
	v := r.toks[head].Head
	if v < r.groups[k].words.End || v >= r.sent.End || r.toks[v].Tag != language.VERB {
		return false
	}
	switch r.toks[v].Lemma {
	case "say", "tell", "add", "report", "confirm", "announce", "state", "disclose", "note":
		return true
	}
	return false
}

// subjectGroup gives the group before the verb that is its subject, -1 for none.
func (r *reading) subjectGroup(h harm, aux int) int {
	var adjacent bool
	for k := len(r.groups) - 1; k >= 0; k-- {
		g := &r.groups[k]
		if g.words.End > aux {
			continue
		}
		if r.clauseBetween(g.words.End, aux) {
			return -1
		}
		adjacent = r.touches(g.words.End, aux)
		if aux == h.words.Start && h.class != subjectHarm && !adjacent {
			return r.farReduced(h, k, aux)
		}
		// what stands at the verb begins anew: "seven killed, including a nurse, and 20 injured"
		anew := aux == h.words.Start && r.low(g.words.Start-1) == "and" && (g.head < 0 || adjacent && r.harmedBefore(h.kind, g.words.Start))
		if r.isObjectBefore(k, h) {
			continue
		}
		if r.inParts(k) && !anew || r.inRelative(k, aux) || r.governed(k) && !r.isAntecedent(g.words.End, aux) {
			continue
		}
		return k
	}
	return -1
}

// isObjectBefore says whether group k is the object of the verb that the word of harm is joined to, whose subject is harmed: "two men breached the
// fence, but were killed".
func (r *reading) isObjectBefore(k int, h harm) bool {
	tok := &r.toks[h.word]
	g := &r.groups[k]
	if tok.Rel != language.Conj || tok.Head < 0 || g.head < 0 || r.doc.Child(h.word, language.Nsubj, language.NsubjPass) >= 0 {
		return false
	}
	s := r.doc.Child(tok.Head, language.Nsubj, language.NsubjPass)
	return s >= 0 && s < g.words.Start && r.toks[g.head].Rel == language.Obj && r.toks[g.head].Head == tok.Head
}

// harmedBefore says whether people harmed in another way were found by a word before token i.
func (r *reading) harmedBefore(kind record.Harm, i int) bool {
	for n := range r.out {
		if r.out[n].kind != kind && r.out[n].harm.words.End <= i {
			return true
		}
	}
	return false
}

// farReduced finds "12 people, including two children, killed in" and "12 people of the village killed".
func (r *reading) farReduced(h harm, k, aux int) int {
	for ; k >= 0; k-- {
		if r.clauseBetween(r.groups[k].words.End, aux) {
			return -1
		}
		before := r.low(r.groups[k].words.Start - 1)
		if before == "including" || before == "them" {
			continue
		}
		head := r.toks[h.word].Head
		if head >= 0 && r.groups[k].words.Has(head) && r.toks[h.word].Rel == language.Acl {
			return k
		}
		if k+1 < len(r.groups) && r.low(r.groups[k+1].words.Start-1) == "including" {
			return k
		}
		return -1
	}
	return -1
}

// touches says whether nothing but adverbs, ages and commas lies between i and j.
func (r *reading) touches(i, j int) bool {
	for i = r.skipAge(i); i < j; i++ {
		if word := r.low(i); word != "," && word != "all" && word != "both" && !hedges[word] && r.toks[i].Tag != language.ADV && !isManner(word) && word != "more" && word != "\"" && word != "”" {
			return false
		}
	}
	return true
}

// hedges may stand between people and their state: "40 feared dead".
var hedges = map[string]bool{"feared": true, "presumed": true, "confirmed": true, "reported": true, "believed": true, "already": true, "now": true, "still": true}

// clauseBetween says whether a clause of its own, other than a relative one, lies between i and j.
func (r *reading) clauseBetween(i, j int) bool {
	relative := false
	for ; i < j; i++ {
		word := r.low(i)
		switch {
		case word == "who" || word == "which" || word == "whom" || word == "whose" || word == "that":
			relative = true
		case word == ";" || word == "." && r.toks[i].Tag == language.PUNCT && i+1 < j:
			return true
		case r.stops[word] == "auxiliary" || r.stops[word] == "verb" && r.toks[i].Fine != "VBN" && r.toks[i].Fine != "VBG" && word != "including" && r.toks[i].Tag == language.VERB ||
			r.toks[i].Tag == language.VERB && (r.toks[i].Fine == "VBD" || r.toks[i].Fine == "VBZ" || r.toks[i].Fine == "VBP"):
			if !relative {
				return true
			}
		case relative && word == ",":
			relative = false
		}
	}
	return false
}

// governed says whether the group hangs on a preposition or a verb before it, so that it is no subject.
func (r *reading) governed(k int) bool {
	i := r.groups[k].words.Start - 1
	for i >= r.sent.Start && (r.low(i) == "\"" || r.low(i) == "“" || r.low(i) == "about") {
		i--
	}
	if i < r.sent.Start {
		return false
	}
	word := r.low(i)
	if word == "as" {
		return r.toks[i].Tag == language.ADP
	}
	if word == "that" || word == "when" || word == "while" || word == "because" || word == "after" || word == "before" || word == "and" || word == "but" || word == "where" || word == "since" || word == "until" || word == "so" || word == "if" || word == "though" || word == "although" || word == "then" || word == "or" {
		return false
	}
	if word == "including" || word == "among" {
		return true
	}
	if (word == "which" || word == "whom") && i > r.sent.Start && r.stops[r.low(i-1)] == "preposition" {
		return false // "the raid, in which 12 people were killed"
	}
	if r.toks[i].Tag == language.ADP || r.stops[word] == "preposition" {
		return true
	}
	return false
}

// inRelative says whether group k stands in a relative clause that a comma closes before the verb at j:
// "ten men, whom it called rebels, were killed".
func (r *reading) inRelative(k, j int) bool {
	closed := false
	for i := r.groups[k].words.End; i < j && !closed; i++ {
		closed = r.low(i) == ","
	}
	if !closed {
		return false
	}
	for i := r.groups[k].words.Start - 1; i > r.sent.Start; i-- {
		switch r.low(i) {
		case ",", ";":
			return false
		case "who", "which", "whom", "whose":
			return r.low(i-1) == "," || r.low(i-2) == ","
		}
	}
	return false
}

// isAntecedent says whether only "who" or "that" stands between i and the verb at j.
func (r *reading) isAntecedent(i, j int) bool {
	if r.low(i) == "," {
		i++
	}
	return i+1 == j && (r.low(i) == "who" || r.low(i) == "that" || r.low(i) == "which")
}

// leftChain takes group k and those joined to it on its left as harmed, in the order of the text, and gives the first finding.
func (r *reading) leftChain(h harm, k int, voice language.Range) int {
	first := k
	for first > 0 {
		if r.groups[first].ofThem {
			break // "two men, one of whom died"
		}
		prev, link := r.joined(first - 1)
		if first == k && link != joinedBy && voice.Start == h.words.Start && h.class != subjectHarm {
			break // "the mother of Khan, one of the three killed"
		}
		if prev != first || link == noLink || r.objectOfVerb(first-1) && !r.leaves(r.groups[first-1].words.Start-1) {
			break
		}
		if r.governed(first-1) && r.low(r.groups[first-1].words.Start-1) != "including" {
			break
		}
		first--
	}
	whole, rest := -1, 0
	oneOnly := first < k && r.isSingular(voice) && isOne(&r.groups[first]) && r.appositions(first, k)
	for n := first; n <= k; n++ {
		if n > first && oneOnly {
			break // "Khan, a teacher and a poet, was killed"
		}
		if n > first {
			if _, link := r.joined(n - 1); link == apposed {
				continue
			}
		}
		if !r.accepts(h, &r.groups[n], n == k) {
			continue
		}
		part := -1
		if g := &r.groups[n]; rest > 0 && g.figure.number() <= rest { // "two monks, Ato Lem and Ira Lem, were killed"
			part, rest = whole, rest-g.figure.number()
		}
		at := r.add(h, n, part, voice, false)
		if whole < 0 {
			whole = at
		}
		if g := &r.groups[n]; rest == 0 && at >= 0 && g.form == counted && g.figure.bound == record.Exact && r.listsAll(n, k) {
			whole, rest = at, g.figure.number()
		} else if rest == 0 && at >= 0 && g.form == counted && g.figure.number() > 1 && n < k && r.groups[n+1].form == named {
			if _, link := r.joined(n); link == listed { // "two monks, Ato Lem and Ira Lem,"
				whole, rest = at, g.figure.number()
			}
		}
	}
	r.partsInside(h, k, whole, voice)
	return whole
}

// listsAll says whether the groups after n up to k add up to it: "two monks, Ato Lem and Ira Lem".
func (r *reading) listsAll(n, k int) bool {
	sum := 0
	whole := finding{group: r.groups[n]}
	for m := n + 1; m <= k; m++ {
		sum += r.groups[m].figure.number()
		if !r.covers(&whole, &finding{group: r.groups[m]}) {
			return false // "three soldiers, two policemen and a child"
		}
	}
	return r.groups[n].figure.number() > 1 && sum == r.groups[n].figure.number() && r.low(r.groups[n].words.End) != "and"
}

// isSingular says whether the verb is one for a single subject.
func (r *reading) isSingular(voice language.Range) bool {
	for i := voice.Start; i < voice.End; i++ {
		switch r.low(i) {
		case "was", "is", "has":
			return true
		case "were", "are", "have":
			return false
		}
	}
	return false
}

// appositions says whether the groups from first to k tell of one person: parted by commas, one of them a name, or joined after such.
func (r *reading) appositions(first, k int) bool {
	apposition := false
	for n := first; n < k; n++ {
		_, link := r.joined(n)
		if link == joinedBy && !apposition {
			return false
		}
		apposition = apposition || link == apposed || link == listed
	}
	return apposition
}

// leaves says whether token i is a verb that puts its object in a state: "left a man and a woman dead".
func (r *reading) leaves(i int) bool {
	switch r.low(i) {
	case "left", "leaving", "leaves", "found", "finding", "leave", "shot", "with":
		return true
	}
	return false
}

// objectOfVerb says whether a verb stands right before the group.
func (r *reading) objectOfVerb(k int) bool {
	i := r.groups[k].words.Start - 1
	if i < r.sent.Start {
		return false
	}
	word := r.low(i)
	if _, ok := r.words.harm[word]; ok {
		return true
	}
	return r.toks[i].Tag == language.VERB && r.stops[word] != "verb" || r.stops[word] == "verb" && word != "said" && word != "says" && word != "say"
}
