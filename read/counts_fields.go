package read

import (
	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// count fills in all that one finding says, but for its links to other counts.
func (c *counter) count(f *finding, s language.Range) count {
	out := count{quantity: f.figure.words, who: f.who(), harm: f.word, kind: f.kind, low: f.figure.low, best: f.figure.best,
		high: f.figure.high, bound: f.figure.bound, time: -1, place: -1, perpetrator: -1, source: -1, statement: -1,
		partOf: -1, repeats: -1, supersededBy: -1, event: -1, realis: c.realisOf(f, s), category: c.category(f),
		evidence: map[string][]language.Range{}}
	out.clause = c.clauseOf(f, s)
	out.event = c.eventOf(f, s)
	out.statement = c.statementAt(f.word)
	c.fillSource(&out, f, s)
	c.fillWhen(&out, f, s)
	c.fillPerpetrator(&out, f, s)
	c.fillPlace(&out, f, s)
	c.besideForces(&out, f)
	c.ofTheirs(&out, f, s)
	if f.kind == record.Killed && c.turkishNeutralised(&out, f) {
		out.kind = record.KilledOrInjured
	}
	if out.tally {
		out.event = -1
	}
	out.evidence["quantity"] = []language.Range{out.quantity}
	if !out.who.Empty() {
		out.evidence["who"] = []language.Range{out.who}
	}
	return out
}

// turkishNeutralised says whether the word of harm is the "neutralised" of Turkish officials, who mean by it
// killed, captured or surrendered.
func (c *counter) turkishNeutralised(out *count, f *finding) bool {
	switch c.low(f.word) {
	case "neutralised", "neutralized", "neutralising", "neutralizing", "neutralise", "neutralize":
	default:
		return false
	}
	for _, a := range []int{out.source, out.perpetrator} {
		if a >= 0 && c.draft.actors[a].Country != "" {
			return c.draft.actors[a].Country == "TUR"
		}
	}
	for n := range c.places {
		if c.places[n].Country == "TUR" && c.places[n].Start < f.word && c.places[n].Associative {
			return true
		}
	}
	return false
}

// who gives the words for the people, without the figure.
func (f *finding) who() language.Range {
	if f.nouns.Empty() || f.harmNoun >= 0 {
		return language.Range{}
	}
	return f.nouns
}

// clauseOf widens the words of people and harm to the clause around them.
func (c *counter) clauseOf(f *finding, s language.Range) language.Range {
	r := language.Range{Start: min(f.group.words.Start, f.harm.words.Start), End: max(f.group.words.End, f.harm.words.End)}
	for r.Start > s.Start && !c.bounds(r.Start-1) {
		r.Start--
	}
	for r.End < s.End && !c.bounds(r.End) {
		r.End++
	}
	return r
}

// bounds says whether token i ends a clause.
func (c *counter) bounds(i int) bool {
	switch c.low(i) {
	case ",", ";", ":", ".", "\"", "“", "”", "and", "but", "while", "when", "after", "before", "that", "who", "which", "including", "--", "—", "–", "!", "?", "(", ")", "as", "because", "said", "where":
		return true
	}
	return false
}

// category tells on which side the people counted stood.
func (c *counter) category(f *finding) record.Category {
	if f.side != "" {
		return f.side
	}
	if f.head < 0 || f.form == pronoun || f.nouns.Empty() {
		return c.pronounCategory(f)
	}
	base, known := c.words.people[c.low(f.head)]
	out := base
	if !known {
		out = record.UnknownCategory
	}
	if f.harmNoun < 0 && (f.form == named || !known) {
		if side := c.actorSide(f.nouns); side != "" && (!known || base == record.UnknownCategory) {
			return side
		}
	}
	joint := false
	for i := f.nouns.Start; i < f.nouns.End; i++ {
		word := c.low(i)
		if word == "and" {
			joint = true
		}
		side, ok := c.words.sides[word]
		ok = ok && !(f.form == named && c.isPerson(i)) // "Ira" is a name too
		if i == f.head || !ok {
			if own, isPeople := c.words.people[word]; isPeople && i < f.head && own != record.UnknownCategory && !ok {
				if joint || c.low(i+1) == "and" {
					if own != out && out != record.UnknownCategory {
						return record.Mixed
					}
				}
				side, ok = own, i+1 == f.head && out == record.UnknownCategory && word != "mullah" // fighters are called so too
			}
		}
		if !ok || i == f.head {
			continue
		}
		switch {
		case side == record.Militant && c.low(f.head-1) == "shadow": // "a Taliban shadow governor"
			out = record.Militant
		case side == record.Militant:
			if out != record.Civilian {
				out = record.Militant
			}
		case out == record.UnknownCategory || out == record.Civilian && side == record.Security && isRank(c.low(f.head)):
			out = side
		}
	}
	if out == record.UnknownCategory || out == "" {
		out = record.UnknownCategory
		switch {
		case c.follows(f, "army", "police", "military", "forces", "troops", "gendarmerie"):
			out = record.Security
		case c.low(f.head+1) == "and" && c.words.people[c.low(f.head+2)] == record.Civilian && c.words.generic[c.low(f.head)]:
			out = record.Civilian // "ten women and infants"
		}
	}
	return out
}

// isRank says whether a civilian-sounding head takes the side of its modifier: "police spokesman", "army driver".
func isRank(word string) bool {
	switch word {
	case "official", "officials", "driver", "drivers", "spokesman", "inspector", "inspectors", "volunteer", "volunteers", "doctor", "nurse", "engineer", "student", "students", "instructor", "director", "commissioner", "employee", "employees", "recruits", "staff":
		return true
	}
	return false
}

// follows says whether "of the army" or the like follows the people.
func (c *counter) follows(f *finding, words ...string) bool {
	end := f.group.words.End
	if c.low(f.head+1) == "of" {
		end = f.head + 1 // "members of the security forces" are one phrase
	}
	if c.low(end) != "of" && c.low(end) != "from" {
		return false
	}
	for i := end + 1; i < end+5; i++ {
		for _, word := range words {
			if c.low(i) == word {
				return true
			}
		}
	}
	return false
}

// pronounCategory gives the category of a bare figure: that of the last people named before it in the paragraph's counts of "others" and "more".
func (c *counter) pronounCategory(f *finding) record.Category {
	if f.head >= 0 && f.form == named {
		if side := c.actorSide(f.group.words); side != "" {
			return side
		}
	}
	return record.UnknownCategory
}

// actorSide gives the side of the actor mentioned by the words, by its sector.
func (c *counter) actorSide(r language.Range) record.Category {
	a := c.actorAt(r)
	if a < 0 {
		return ""
	}
	switch c.draft.actors[a].Sector {
	case "MIL", "COP", "SPY", "PTL":
		return record.Security
	case "REB", "UAF", "SEP", "PRM", "CRM":
		if c.draft.actors[a].Sector == "CRM" {
			return record.UnknownCategory
		}
		return record.Militant
	case "GOV", "CVL", "EDU", "MED", "BUS", "NGO", "LAB", "LEG", "JUD", "REF", "IGO", "OPP", "PTY", "REL", "AGR", "HLH", "JRN", "ELI":
		return record.Civilian
	}
	return ""
}

// actorAt gives the actor whose mention has its head in r, the longest mention's; -1 for none.
func (c *counter) actorAt(r language.Range) int {
	best, length := -1, 0
	for i := r.Start; i < r.End; i++ {
		if m := c.heads[i]; m.actor >= 0 && (best < 0 || m.length > length) {
			best, length = m.actor, m.length
		}
	}
	return best
}

// A headOf is the actor whose mention has its head at a token, and that mention's length.
type headOf struct{ actor, length int }

// actorHeads gives each token the longest mention that has its head there.
func actorHeads(d *draft) []headOf {
	heads := make([]headOf, len(d.doc.Tokens))
	for i := range heads {
		heads[i].actor = -1
	}
	for n := range d.actors {
		for _, m := range d.actors[n].Mentions {
			if h := &heads[m.Head]; h.actor < 0 || m.End-m.Start > h.length {
				*h = headOf{n, m.End - m.Start}
			}
		}
	}
	return heads
}

// statementAt gives the innermost statement whose content holds token i, -1 for none.
func (c *counter) statementAt(i int) int {
	best, length := -1, 0
	for n := range c.draft.statements {
		r := c.draft.statements[n].content
		if r.Has(i) && (best < 0 || r.End-r.Start < length) {
			best, length = n, r.End-r.Start
		}
	}
	return best
}

// fillSource takes the speaker of the statement around the count.
func (c *counter) fillSource(out *count, f *finding, s language.Range) {
	if c.fillTeller(out, f) {
		return
	}
	for n := out.statement; n >= 0; n = c.draft.statements[n].inside {
		st := &c.draft.statements[n]
		if st.speaker < 0 {
			continue
		}
		out.source = st.speaker
		words := st.source
		if words.Empty() {
			words = c.firstMention(st.speaker)
		}
		if !words.Empty() {
			out.evidence["source"] = []language.Range{words}
		}
		return
	}
	if out.source < 0 {
		c.fillSpeaker(out, f)
	}
}

// fillTeller takes whoever puts the toll at the figure, and says whether somebody does: a sentence may tell what others said of it too.
func (c *counter) fillTeller(out *count, f *finding) bool {
	v := c.teller(f)
	if v < 0 {
		return false
	}
	r := c.nounPhrase(v)
	a := c.actorAt(r)
	if a < 0 {
		return false
	}
	out.source = a
	out.evidence["source"] = []language.Range{r}
	return true
}

// teller gives whoever puts a toll at a figure, outside of what anybody is told to have said: "the ministry put its dead at 46"; -1 for none.
func (c *counter) teller(f *finding) int {
	if !f.toll {
		return -1
	}
	for v, steps := f.word, 0; v >= 0 && steps < 4; v, steps = c.toks[v].Head, steps+1 {
		if c.toks[v].Tag != language.VERB {
			continue
		}
		switch c.toks[v].Lemma {
		case "put", "estimate", "raise", "lower", "revise", "give":
			n := c.doc.Child(v, language.Nsubj)
			if n >= 0 && c.toks[v].Rel == language.AclRelcl && (c.low(n) == "which" || c.low(n) == "who" || c.low(n) == "that") {
				return c.toks[v].Head // "the union, which put the toll at 56"
			}
			return n
		}
		return -1
	}
	return -1
}

func (c *counter) firstMention(a int) language.Range {
	if m := c.draft.actors[a].Mentions; len(m) > 0 {
		return m[0].Range
	}
	return language.Range{}
}

// fillPerpetrator takes the subject of an active verb or the "by" of a passive one, if it is somebody; else the event's only actor.
func (c *counter) fillPerpetrator(out *count, f *finding, s language.Range) {
	r := language.Range{}
	switch {
	case f.class == subjectHarm || f.class == stateHarm || f.class == bodyHarm:
	case f.active:
		r = c.activeSubject(f, s)
	default:
		r = c.agent(f, s)
	}
	if a := c.doer(r); a >= 0 && !c.overlapsVictim(f, r) {
		out.perpetrator = a
		out.evidence["perpetrator"] = []language.Range{r}
		return
	}
	if out.event < 0 || out.tally {
		return
	}
	if e := &c.events[out.event]; len(e.actors) == 1 && e.typ == "ASSAULT" && c.isDoer(e.actors[0]) && !c.actorIn(e.actors[0], f.group.words) {
		out.perpetrator = e.actors[0]
		words := e.evidence["actors"]
		if len(words) > 0 && c.supposed(words[0]) {
			out.perpetrator = -1
			return
		}
		if len(words) == 0 {
			words = []language.Range{c.firstMention(e.actors[0])}
		}
		out.evidence["perpetrator"] = words[:1]
	}
}

// supposed says whether words stand in a condition: "if three people from there attack".
func (c *counter) supposed(r language.Range) bool {
	start := c.doc.SentenceOf(r.Start).Start
	for i := r.Start - 1; i >= start && i > r.Start-8; i-- {
		switch c.low(i) {
		case "if", "whether", "unless":
			return true
		}
	}
	return false
}

func (c *counter) overlapsVictim(f *finding, r language.Range) bool { return f.group.words.Overlaps(r) }

func (c *counter) actorIn(a int, r language.Range) bool {
	for _, m := range c.draft.actors[a].Mentions {
		if r.Has(m.Head) {
			return true
		}
	}
	return false
}

// doer gives the actor that the words name, -1 where they name a thing or nobody.
func (c *counter) doer(r language.Range) int {
	if r.Empty() {
		return -1
	}
	if a := c.actorAt(r); a >= 0 && c.isDoer(a) {
		return a
	}
	return -1
}

// isDoer says whether an actor is somebody; weapons and vehicles are not.
func (c *counter) isDoer(a int) bool {
	if a < 0 || a >= len(c.draft.actors) || c.draft.actors[a].Kind == actors.Unknown {
		return false
	}
	m := c.draft.actors[a].Mentions
	return len(m) == 0 || !c.words.arms[c.low(m[0].Head)]
}

// activeSubject gives the words of the subject of the verb of harm, or of the verb that it hangs on.
func (c *counter) activeSubject(f *finding, s language.Range) language.Range {
	v := f.word
	for steps := 0; v >= 0 && steps < 4; steps++ {
		if child := c.doc.Child(v, language.Nsubj); child >= 0 {
			return c.nounPhrase(child)
		}
		if c.doc.Child(v, language.NsubjPass) >= 0 {
			return language.Range{}
		}
		switch c.toks[v].Rel {
		case language.Advcl, language.Xcomp, language.Conj, language.AclRelcl, language.Acl:
			if c.toks[v].Rel == language.Acl || c.toks[v].Rel == language.AclRelcl {
				return c.nounPhrase(c.toks[v].Head)
			}
			v = c.toks[v].Head
		default:
			return language.Range{}
		}
	}
	return language.Range{}
}

// nounPhrase gives the words from the first modifier to the head.
func (c *counter) nounPhrase(i int) language.Range {
	if i < 0 {
		return language.Range{}
	}
	r := language.Range{Start: i, End: i + 1}
	for _, child := range c.doc.Children(i) {
		switch c.toks[child].Rel {
		case language.Det, language.Amod, language.Compound, language.Nummod, language.NmodPoss, language.Flat:
			r.Start, r.End = min(r.Start, child), max(r.End, child+1)
		}
	}
	return r
}

// agent gives the words after "by" in a passive clause.
func (c *counter) agent(f *finding, s language.Range) language.Range {
	if child := c.doc.Child(f.word, language.OblAgent); child >= 0 {
		return c.nounPhrase(child)
	}
	end := f.harm.words.End
	if c.low(end) == "by" && end+1 < s.End {
		for i := end + 1; i < min(end+6, s.End); i++ {
			if a := c.actorAt(language.Range{Start: i, End: i + 1}); a >= 0 {
				return language.Range{Start: end + 1, End: i + 1}
			}
			if c.toks[i].Tag == language.NOUN && !c.isPeople(i) && c.toks[i+1].Tag != language.NOUN {
				break
			}
		}
	}
	return language.Range{}
}
