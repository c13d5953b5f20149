package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// A harm is a word or phrase of harm in the text.
type harm struct {
	word  int // the token that stands for it
	words language.Range
	harmWord
}

// A finding is a group of people found harmed, before its fields are filled in.
type finding struct {
	group
	harm
	kind   record.Harm
	part   int            // finding that this one is a part of; -1
	voice  language.Range // auxiliaries and verb; for negation and mood
	active bool
	total  bool            // takes in those told before it in the sentence: "bringing the toll to 12"
	toll   bool            // the figure of a "death toll" or "number of dead"
	read   bool            // the tree or the reader says that they are harmed, not the words beside the harm
	alias  language.Range  // another name for the one person: "a teacher, Ato Lem,"
	past   bool            // dated by a "when" to another time than what the report tells of
	rising bool            // a figure that the same clause replaces: "from 9 to 12"
	side   record.Category // of the people told before, where the figure has no noun of its own
}

// A reading is one sentence under work.
type reading struct {
	*counter
	sent    language.Range
	groups  []group
	harms   []harm
	starts  map[int]int // token to group that starts there
	claimed map[int]bool
	out     []finding
}

func (c *counter) read(s language.Range) []finding {
	r := &reading{counter: c, sent: s, groups: c.groups(s), starts: map[int]int{}, claimed: map[int]bool{}}
	r.harms = c.harms(s, r.groups)
	if len(r.harms) == 0 && !r.hasHarmGroup() && !r.hasLoss() {
		return nil
	}
	for k, g := range r.groups {
		r.starts[g.words.Start] = k
	}
	r.inside()
	r.tolls()
	r.losses()
	r.sufferers()
	r.fatally()
	r.captured()
	for n, h := range r.harms {
		before := len(r.out)
		r.match(n, h)
		if len(r.out) == before && !r.takesOver(h) {
			r.unmatched(h)
			for k := before; k < len(r.out); k++ {
				r.out[k].read = true
			}
		}
	}
	r.outlived()
	r.driven()
	r.among()
	r.gravely()
	r.ofWhom()
	r.amongThose()
	r.settle()
	return r.out
}

// outlived drops the wounded who are told to have died: "seven of the wounded died" tells of seven deaths, and of no seven wounded anew
// where the report gives no figure of the wounded that they were part of.
func (r *reading) outlived() {
	for n := 0; n < len(r.out); n++ {
		f := &r.out[n]
		if f.kind != record.Injured || !f.of && !f.more || f.state < 0 || f.part >= 0 || r.lastWhole(record.Injured) >= 0 {
			continue
		}
		died := slices.ContainsFunc(r.out, func(g finding) bool { return g.kind == record.Killed && g.group.words == f.group.words })
		meant := slices.ContainsFunc(r.out, func(g finding) bool { return g.part == n })
		if !died || meant {
			continue
		}
		r.withdraw(n)
		n--
	}
}

// driven drops the displaced who are told to be harmed otherwise: "killed 30 displaced people" displaces nobody, nor are the wounded who "have been evacuated" displaced.
func (r *reading) driven() {
	for n := 0; n < len(r.out); n++ {
		f := &r.out[n]
		if f.kind != record.Displaced || f.state < 0 && !strings.HasPrefix(r.low(f.word), "evacuat") || slices.ContainsFunc(r.out, func(g finding) bool { return g.part == n }) {
			continue
		}
		if slices.ContainsFunc(r.out, func(g finding) bool { return g.kind != f.kind && g.group.words == f.group.words }) {
			r.withdraw(n)
			n--
		}
	}
}

// withdraw takes finding n back, of which none is a part.
func (r *reading) withdraw(n int) {
	r.out = slices.Delete(r.out, n, n+1)
	for k := range r.out {
		if r.out[k].part > n {
			r.out[k].part--
		}
	}
}

// settle puts the findings into the order of the text and parts under a total of their sentence.
func (r *reading) settle() {
	total := -1
	for n := range r.out {
		if r.out[n].total {
			total = n
		}
	}
	for n := range r.out {
		if total >= 0 && n != total && r.out[n].kind == r.out[total].kind && r.out[n].part == -1 && r.out[n].figure.number() < r.out[total].figure.number() {
			r.out[n].part = total
		}
	}
	order := make([]int, len(r.out))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return r.out[a].group.words.Start - r.out[b].group.words.Start })
	to := make([]int, len(order))
	sorted := make([]finding, len(order))
	for at, n := range order {
		to[n], sorted[at] = at, r.out[n]
	}
	for n := range sorted {
		if sorted[n].part >= 0 {
			sorted[n].part = to[sorted[n].part]
		}
	}
	r.out = sorted
}

func (r *reading) hasHarmGroup() bool {
	for _, g := range r.groups {
		if g.harmNoun >= 0 || g.state >= 0 {
			return true
		}
	}
	return false
}

// harms gives the words of harm of a sentence; longer phrases win over single words.
func (c *counter) harms(s language.Range, groups []group) []harm {
	var out []harm
	in := 0
	for i := s.Start; i < s.End; i++ {
		if p, ok := c.words.harmPhraseAt(c.low, i, s.End); ok {
			words := language.Range{Start: i, End: i + len(p.words)}
			out = append(out, harm{c.mainWord(words), words, p.harmWord})
			i = words.End - 1
			continue
		}
		h, ok := c.words.harm[c.low(i)]
		if !ok {
			continue
		}
		for in < len(groups) && groups[in].words.End <= i {
			in++
		}
		if in < len(groups) && groups[in].words.Has(i) && !groups[in].possessive && (groups[in].harmNoun == i || groups[in].state == i || !groups[in].the && h.class == nounHarm && groups[in].words.End > i+1) {
			continue // read with its group
		}
		out = append(out, harm{i, language.Range{Start: i, End: i + 1}, h})
	}
	return out
}

// mainWord gives the token of a phrase of harm that says most: "killed" in "shot and killed", "lives" in "lost their lives".
func (c *counter) mainWord(words language.Range) int {
	for i := words.End - 1; i >= words.Start; i-- {
		if _, ok := c.words.harm[c.low(i)]; ok {
			return i
		}
	}
	return words.Start
}

// takesOver says whether a word for taking people takes a state instead: "who seized power".
func (r *reading) takesOver(h harm) bool {
	next := r.low(h.words.End)
	return h.class == peopleHarm && (next == "power" || next == "control")
}

func (r *reading) match(n int, h harm) {
	if r.takesOver(h) {
		return
	}
	switch h.class {
	case objectHarm, peopleHarm, possibleHarm, livesHarm:
		r.verb(h)
	case subjectHarm:
		if r.ownLife(h) {
			return
		}
		aux := r.auxStart(h.words.Start)
		r.subject(h, aux)
	case stateHarm:
		r.stateOf(h)
	case nounHarm, bodyHarm:
		r.noun(h)
	}
}

// verb finds whom a verb of harm harms.
func (r *reading) verb(h harm) {
	v := h.words.Start
	if h.class == possibleHarm && (r.saidMore(h.words.End) || r.low(h.words.End) == "at" && r.isSomebody(h.words.End+1)) {
		return
	}
	if h.class == possibleHarm && r.isFatal(h) {
		h.kind, h.class = record.Killed, objectHarm
	}
	switch h.form {
	case baseForm, ingForm, onlyPast:
		if h.form == baseForm && (r.low(h.words.End) == "of" || r.owner(h) >= 0) {
			r.noun(h)
			return
		}
		if aux, passive := r.passive(v); passive && h.form == ingForm && r.low(v-1) == "being" {
			r.subject(h, aux)
			return
		}
		if h.form == ingForm && r.low(h.words.End) == "of" {
			r.objects(h, h.words.End+1)
			return
		}
		r.objects(h, h.words.End)
		return
	case participle:
		aux, _ := r.passive(v)
		r.subject(h, aux)
		return
	}
	aux, passive := r.passive(v)
	if passive {
		r.subject(h, aux)
		return
	}
	if r.objects(h, h.words.End) {
		return
	}
	r.subject(h, h.words.Start)
}

// isSomebody says whether words for people begin at token i: those that somebody "shot at".
func (r *reading) isSomebody(i int) bool {
	k, ok := r.starts[i]
	return ok && !r.groups[k].thing && !r.groups[k].unknown || pronouns[r.low(i)] || r.low(i) == "them" || r.low(i) == "the" && r.isPeople(i+1)
}

// saidMore says whether "shot" is followed by what came of it: "shot and critically wounded".
func (r *reading) saidMore(i int) bool {
	if r.low(i) != "and" && r.low(i) != "or" {
		return false
	}
	i++
	for i < r.sent.End && isManner(r.low(i)) {
		i++
	}
	return r.words.harm[r.low(i)].class == objectHarm
}

// isFatal says whether words around "shot" or "shooting" tell of a death: "the fatal shooting of", "shot him to death".
func (r *reading) isFatal(h harm) bool {
	switch r.low(h.words.Start - 1) {
	case "fatal", "deadly", "fatally", "mortally", "lethal":
		return true
	}
	for i := h.words.End; i+1 < r.sent.End && i < h.words.End+14; i++ {
		switch r.low(i) {
		case ",", ";", "and", "but", "who":
			return false
		case "to":
			if r.low(i+1) == "death" {
				return true
			}
		case "fatally":
			return true
		}
	}
	return false
}

// passive says whether the participle at v has a form of "be" before it, and where the auxiliaries start.
func (r *reading) passive(v int) (start int, ok bool) {
	i := v - 1
	for i >= r.sent.Start {
		word := r.low(i)
		switch {
		case r.toks[i].Tag == language.ADV || isManner(word) || word == "not" || word == "n't" || word == "also":
		case (word == "and" || word == "or" || word == "," || word == "then" || word == "either") && i > r.sent.Start && r.isParticiple(i-1):
			i--
		case word == "both" || word == "either" || word == "themselves" || word == "himself" || word == "all" || word == "each":
		case hedges[word] || word == "found" || word == "left": // "were reported killed", "was found murdered"
		case word == "been" || word == "being" || isBe(word):
			return r.auxStart(v), true
		default:
			return v, false
		}
		i--
	}
	return v, false
}

func (r *reading) isParticiple(i int) bool {
	if h, ok := r.words.harm[r.low(i)]; ok {
		return h.form == pastForm || h.form == participle
	}
	return r.toks[i].Fine == "VBN" || r.toks[i].Fine == "VBD" || r.toks[i].Tag == language.X && len(r.low(i)) > 4 && r.low(i)[len(r.low(i))-2:] == "ed"
}

// isManner says whether a word may stand between auxiliary and verb, by its form: "reportedly", "seriously".
func isManner(word string) bool {
	return len(word) > 4 && word[len(word)-2:] == "ly" || word == "later" || word == "also" || word == "shot" || word == "then" || word == "first" || word == "allegedly" || word == "only" || word == "since" || word == "so" || word == "far"
}

func isBe(word string) bool {
	switch word {
	case "is", "are", "was", "were", "be", "get", "gets", "got", "getting", "'s", "'re", "lay", "lying":
		return true
	}
	return false
}

// auxStart gives the first of the auxiliaries and adverbs before the verb at v, v itself if there are none.
func (r *reading) auxStart(v int) int {
	start := v
	for i := v - 1; i >= r.sent.Start; i-- {
		word := r.low(i)
		switch {
		case r.stops[word] == "auxiliary" || word == "not" || word == "n't":
			start = i
		case r.toks[i].Tag == language.ADV || isManner(word) || word == "all" || word == "both" || word == "to" && r.stops[r.low(i-1)] == "auxiliary":
		case (hedges[word] || word == "found" || word == "left") && r.stops[r.low(i-1)] == "auxiliary":
		case (word == "and" || word == "or" || word == "," || word == "either") && i > r.sent.Start && r.isParticiple(i-1):
			i--
		default:
			return start
		}
	}
	return start
}

// objects takes the people told from token i on as harmed; false when there are none.
func (r *reading) objects(h harm, i int) bool {
	if r.low(i) == "or" || r.low(i) == "and" { // "killed or wounded 12"
		if next, ok := r.words.harm[r.low(i+1)]; ok && next.form == h.form && (next.class == objectHarm || next.class == possibleHarm) {
			return false
		}
	}
	at := i
	for i < r.sent.End && (r.toks[i].Tag == language.ADV && r.stops[r.low(i)] == "" || isManner(r.low(i)) || r.low(i) == "outright" || r.low(i) == "also") {
		if _, ok := r.starts[i]; ok {
			break
		}
		i++
	}
	k, ok := r.starts[i]
	if !ok {
		return false
	}
	if r.groups[k].form == pronoun && h.kind == record.Detained {
		if next, link := r.joined(k); link == joinedBy {
			k = next // "detained him and two others": he was told before
		}
	}
	if !r.accepts(h, &r.groups[k], true) {
		// "killed soldiers and two civilians", "killed livestock and three herders"
		if r.groups[k].form != plural && !r.groups[k].thing {
			return r.groups[k].form != pronoun
		}
	}
	before := len(r.out)
	r.chain(h, k, language.Range{Start: r.auxStart(h.words.Start), End: h.words.End}, true)
	return len(r.out) > before || at == i
}

// subject takes the people told before the verb, whose auxiliaries start at aux, as harmed.
func (r *reading) subject(h harm, aux int) {
	voice := language.Range{Start: aux, End: h.words.End}
	k := r.subjectGroup(h, aux)
	if k < 0 {
		return
	}
	if g := &r.groups[k]; g.whole.number() > g.figure.number() && isBe(r.low(g.words.Start-1)) && g.words.End == h.words.Start {
		g.figure, g.of = g.whole, false // "he is one of 45 commanders detained this year"
	}
	if g := &r.groups[k]; g.whole.number() > g.figure.number() && g.figure.number() > 1 && r.isAntecedent(g.words.End, aux) {
		g.figure, g.of = g.whole, false // "freed eight of 27 miners who were abducted"
	}
	whole := r.leftChain(h, k, voice)
	r.partsAfter(h, whole, voice)
}

// accepts says whether the group may be people harmed by h. Next to the word of harm less is asked of it.
func (r *reading) accepts(h harm, g *group, adjacent bool) bool {
	if g.thing || g.harmNoun >= 0 || g.form == plural || g.possessive || r.isNumber(g) {
		return false
	}
	if g.form == pronoun {
		return h.kind == record.Killed || h.kind == record.Injured || h.kind == record.Abducted
	}
	if g.form == counted && g.head < 0 && r.looksLikeYear(g.figure) {
		return false
	}
	if !g.unknown {
		return true
	}
	switch h.class {
	case objectHarm:
		return g.form != named || !r.isPlaceName(g.head)
	case possibleHarm, livesHarm:
		return g.form == counted || g.form == named && r.isPerson(g.head)
	case bodyHarm:
		return g.form == named && !r.isPlaceName(g.head)
	case nounHarm:
		return g.form != named || !r.isPlaceName(g.head)
	case subjectHarm, stateHarm:
		return g.form == counted && adjacent || g.form == named && (r.isPerson(g.words.End-1) || !r.isPlaceName(g.head))
	}
	switch r.toks[h.word].Lemma {
	case "arrest", "detain", "jail", "imprison", "apprehend":
		if g.form == counted {
			return true // only people are arrested; "captured" may be rifles
		}
	}
	return g.form == named && r.isPerson(g.words.End-1)
}

// isNumber says whether a group is a word for a number, and no person: "50 captives, a figure the army disputes", but "a key figure".
func (r *reading) isNumber(g *group) bool {
	return g.form != counted && g.head > r.sent.Start && r.low(g.head) == "figure" && r.toks[g.head-1].Tag == language.DET
}

// isPlaceName says whether the name at i is one of a place or a body.
func (r *reading) isPlaceName(i int) bool {
	if a := r.actorAt(language.Range{Start: i, End: i + 1}); a >= 0 && r.draft.actors[a].Kind == actors.Person {
		return false
	}
	if r.names[i] > 0 && r.doc.Entities[r.names[i]-1].Type == language.OrganisationName {
		return true
	}
	for k := range r.places {
		if r.places[k].Has(i) && !r.places[k].Associative {
			return true
		}
	}
	return isMonth(r.low(i))
}
