package actors

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// A cluster is an actor in the making.
type cluster struct {
	members []int    // candidates, in order
	names   [][]word // the words of its names, titles left out
	lemmas  []string // heads of its nominals and titles
	kind    Kind
	ref     string
	country string
	gender  gender
	plural  bool
	named   bool
	title   string
	sector  string
	last    int // candidate
}

// A resolver joins candidates into clusters.
type resolver struct {
	*finder
	clusters []*cluster
	of       []int // by candidate: cluster, -1
	at       []int // by token: the cluster with a mention headed there, -1; a name's before others
}

// resolve joins the candidates, in the order of the text, and gives the actors.
func (f *finder) resolve() []Actor {
	r := &resolver{finder: f, of: make([]int, len(f.found)), at: make([]int, len(f.doc.Tokens))}
	for n := range r.of {
		r.of[n] = -1
	}
	for i := range r.at {
		r.at[i] = -1
	}
	for n := range f.found {
		r.place(n)
	}
	r.armGroups()
	return r.actors()
}

// place puts candidate n into the cluster it belongs to, or into a new one.
func (r *resolver) place(n int) {
	if r.of[n] >= 0 {
		return
	}
	c := &r.found[n]
	var k int
	if c.pronoun == speaker && r.of[c.same] < 0 {
		r.place(c.same) // told behind the quotation
	}
	switch {
	case c.same >= 0 && r.of[c.same] >= 0:
		k = r.of[c.same]
	case c.pronoun == speaker:
		return
	case c.Mention.Kind == Name:
		k = r.byName(n)
	case c.Mention.Kind == Nominal:
		k = r.byNoun(n)
	default:
		if k = r.byPronoun(n); k < 0 {
			return
		}
	}
	if k < 0 {
		k = len(r.clusters)
		r.clusters = append(r.clusters, &cluster{})
	}
	r.join(n, k)
	if m := c.same; m >= 0 && r.of[m] < 0 { // told to be the same as what comes later
		r.join(m, k)
	}
}

// join adds candidate n to cluster k, which learns from it.
func (r *resolver) join(n, k int) {
	c, g := &r.found[n], r.clusters[k]
	r.of[n] = k
	if r.at[c.Head] < 0 || c.Mention.Kind == Name {
		r.at[c.Head] = k
	}
	g.members = append(g.members, n)
	g.last = n
	if c.Mention.Kind == Pronoun {
		if g.gender == anyGender {
			g.gender = c.gender
		}
		return
	}
	if c.Mention.Kind == Name {
		g.names = append(g.names, r.nameWords(c.name))
	} else {
		g.lemmas = append(g.lemmas, c.lemma)
	}
	if c.title != "" {
		g.lemmas = append(g.lemmas, r.headOfTitle(c.title))
	}
	r.learn(g, c)
}

func (r *resolver) learn(g *cluster, c *candidate) {
	first := len(g.members) == 1
	if first || c.Mention.Kind == Name && !g.named || g.kind == Unknown {
		if g.kind != ArmedGroup || c.kind != Organisation {
			g.kind = c.kind
		}
		g.plural = c.plural
	}
	if c.Mention.Kind == Name {
		g.named = true
	}
	if g.ref == "" {
		g.ref = c.ref
	}
	if g.country == "" {
		g.country = c.country
	}
	if g.gender == anyGender {
		g.gender = c.gender
	}
	if g.sector == "" || g.sector == "CVL" && c.sector != "" && g.kind == Person {
		g.sector = c.sector
	}
	if g.title == "" || c.title != "" && r.isRank(g.title) && !r.isRank(c.title) {
		g.title = c.title
	}
	if g.kind == Person && g.named && (g.title == "" || r.isRank(g.title)) {
		r.learnOffice(g, c)
	}
}

// learnOffice takes the office from the description c, or, where c is the first name, from the descriptions before it.
func (r *resolver) learnOffice(g *cluster, c *candidate) {
	if c.Mention.Kind == Nominal {
		if office := r.officeOf(c); office != "" {
			g.title = office
		}
		return
	}
	for _, n := range g.members {
		if o := &r.found[n]; o.Mention.Kind == Nominal && (g.title == "" || r.isRank(g.title)) {
			if office := r.officeOf(o); office != "" {
				g.title = office
			}
		}
	}
}

// isRank says whether a title is a bare rank or form of address: "Lt. Gen.", "Captain".
func (r *resolver) isRank(title string) bool {
	for _, w := range keyWords(title) {
		if w = strings.Trim(w, "."); w != "" && !r.lex.ranks[w] {
			return false
		}
	}
	return true
}

// officeOf gives the office that a nominal names: "mayor" of "the mayor of Arcos", with the words that qualify it.
func (r *resolver) officeOf(c *candidate) string {
	start := c.Head
	for i := c.Start; i <= c.Head; i++ {
		n, end, ok := r.lex.nouns.at(r.words, min(r.wordAt[i], len(r.words)-1), nil)
		if ok && n.office && r.words[end-1].token >= c.Head {
			start = i
			break
		}
	}
	n, _, ok := r.lex.nouns.at(r.words, min(r.wordAt[start], len(r.words)-1), nil)
	if !ok || !n.office || n.sector == "CVL" {
		return ""
	}
	t := title{}
	start = r.qualifiers(start, c.Start, &t)
	end := c.Head + 1
	if e, ok := r.officeEnd(start, c); ok {
		end = e
	}
	return r.doc.Phrase(language.Range{Start: start, End: end})
}

func (r *resolver) officeEnd(start int, c *candidate) (int, bool) {
	for i := start; i <= c.Head; i++ {
		if _, end, ok := r.lex.nouns.at(r.words, min(r.wordAt[i], len(r.words)-1), nil); ok && r.words[end-1].token >= c.Head {
			return r.words[end-1].token + 1, true
		}
	}
	return 0, false
}

// headOfTitle gives the noun that a later "the minister", "the governor" repeats: "minister" of "Minister of Defence",
// "governor" of "Gov.".
func (r *resolver) headOfTitle(title string) string {
	words := keyWords(title)
	for i, w := range words {
		if i > 0 && (w == "of" || w == "for") {
			return words[i-1]
		}
	}
	last := lastWord(title)
	if s, _, ok := r.lex.styles.at([]word{{strings.Trim(last, "."), 0}}, 0, nil); ok && s.office != "" {
		return lastWord(s.office)
	}
	return last
}

func lastWord(s string) string {
	return strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
}

func (r *resolver) nameWords(name language.Range) []word {
	return r.words[r.wordAt[name.Start]:r.wordAt[name.End]]
}

// byName gives the latest cluster that the name of candidate n belongs to; -1.
func (r *resolver) byName(n int) int {
	c := &r.found[n]
	words := r.nameWords(c.name)
	best := -1
	for k := len(r.clusters) - 1; k >= 0; k-- {
		g := r.clusters[k]
		if c.ref != "" && c.ref == g.ref {
			return k
		}
		if c.ref != "" && g.ref != "" || (c.kind == Person) != (g.kind == Person) && g.named {
			continue
		}
		if c.kind == Person && c.gender != anyGender && g.gender != anyGender && c.gender != g.gender {
			continue
		}
		for _, name := range g.names {
			if c.kind == Person && len(words) > 1 && len(name) == 1 && g.hasFullName() {
				continue // the surname alone stands for the full name, which must fit itself
			}
			match := c.kind == Person && samePerson(words, name) || c.kind != Person && sameBody(words, name)
			if match && (best < 0 || g.last > r.clusters[best].last) {
				best = k
			}
		}
	}
	return best
}

// hasFullName says whether a cluster has a name of two words or more.
func (g *cluster) hasFullName() bool {
	return slices.ContainsFunc(g.names, func(name []word) bool { return len(name) > 1 })
}

// samePerson says whether two names may be one person's: equal, or one a part of the other, or first
// and last names equal.
func samePerson(a, b []word) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	if len(a) == 1 {
		for i := range b {
			if b[i].text == a[0].text && len(a[0].text) > 2 {
				return true
			}
		}
		return false
	}
	if partOf(a, b) {
		return true
	}
	return initialOrSame(a[0].text, b[0].text) && a[len(a)-1].text == b[len(b)-1].text
}

func initialOrSame(a, b string) bool {
	if a == b {
		return true
	}
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	return a != "" && b != "" && (len(a) == 1 || len(b) == 1) && a[0] == b[0]
}

// partOf says whether all words of a come in b, in order.
func partOf(a, b []word) bool {
	i := 0
	for j := 0; j < len(b) && i < len(a); j++ {
		if a[i].text == b[j].text {
			i++
		}
	}
	return i == len(a)
}

// sameBody says whether two names are one body's: the same words, or an acronym of the other's first letters.
func sameBody(a, b []word) bool {
	if len(a) == len(b) {
		return partOf(a, b)
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 && len(b) > 1 {
		return strings.ReplaceAll(a[0].text, ".", "") == initials(b) && len(b) > 2
	}
	return len(a) > 1 && len(b)-len(a) <= 1 && partOf(a, b)
}

func initials(words []word) string {
	var s strings.Builder
	for _, w := range words {
		switch w.text {
		case "of", "the", "and", "for", "in", "de", "la", "to", "s":
		default:
			s.WriteString(w.text[:1])
		}
	}
	return s.String()
}
