package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// eventOf gives the event that has the word of harm among its triggers, else the nearest fitting one before it.
func (c *counter) eventOf(f *finding, s language.Range) int {
	if n := c.eventOfWhom(f); n >= 0 {
		return n
	}
	if c.isMotive(f, s) {
		return -1
	}
	for n := range c.events {
		for _, t := range c.events[n].triggers {
			if f.harm.words.Has(t) && c.fits(f, n) {
				return c.wholeEvent(n)
			}
		}
	}
	best, distance := -1, 1<<30
	for n := range c.events {
		if !c.fits(f, n) {
			continue
		}
		for _, t := range c.events[n].triggers {
			if d := max(t-f.word, f.word-t); s.Has(t) && d < distance && !c.partsApart(t, f.word) {
				best, distance = n, d
			}
		}
	}
	if best >= 0 {
		return best
	}
	if n := c.eventBefore(f, s); n >= 0 {
		return n
	}
	return c.eventAfter(f, s)
}

// eventOfWhom gives the event of the clause that tells what was done to those harmed: "the death of a villager, whom troops had shot"; -1 for none.
func (c *counter) eventOfWhom(f *finding) int {
	if f.class != nounHarm || f.head < 0 {
		return -1
	}
	clause := c.doc.Child(f.head, language.AclRelcl)
	if clause < 0 {
		return -1
	}
	for n := range c.events {
		if c.fits(f, n) && slices.Contains(c.events[n].triggers, clause) {
			return n
		}
	}
	return -1
}

// eventAfter gives the main event where it is told in the next sentences only: "The body of a teacher was found. He had been shot."
func (c *counter) eventAfter(f *finding, s language.Range) int {
	for n := range c.events {
		if !c.events[n].main || !c.fits(f, n) || f.kind == record.Detained {
			continue
		}
		if gap := c.toks[c.events[n].trigger].Sentence - c.toks[f.word].Sentence; gap > 0 && gap <= 2 {
			return n
		}
	}
	return -1
}

// wholeEvent gives the main event where event n is only its harm told apart: "a bomb exploded. The blast killed two".
func (c *counter) wholeEvent(n int) int {
	e := &c.events[n]
	if e.main || e.background || e.number > 1 || e.typ != "ASSAULT" || e.partOf >= 0 {
		return n
	}
	for m := range c.events {
		w := &c.events[m]
		if !w.main || w.typ != "ASSAULT" {
			continue
		}
		if w.mode == "clash" && e.mode != "clash" && e.place >= 0 && e.place != w.place && len(e.actors) > 0 && len(w.actors) > 0 && !sharesOne(e.actors, w.actors) && !sharesOne(e.actors, w.recipients) {
			continue // what others did elsewhere
		}
		if isPeriod(c.times, e.time) != isPeriod(c.times, w.time) && !e.from.IsZero() && !w.from.IsZero() {
			continue // one act of the week that the main event tells of
		}
		if c.townsDiffer(e.place, w.place) || c.countriesDiffer(e.place, w.place) || dayAndModeDiffer(e, w) || c.placeAndDayDiffer(e, w) || c.placeAndModeDiffer(e, w) || c.isWhole(e, w) || !e.from.IsZero() && !w.from.IsZero() && (e.to.Add(daySlack).Before(w.from) || w.to.Add(daySlack).Before(e.from)) {
			continue
		}
		if c.tellsOn(w, e) {
			return m
		}
	}
	return n
}

// daySlack is how many days apart two mentions of one incident may be dated: the night between two days, a death in hospital.
const daySlack = 2

// townsDiffer says whether both places are towns, and not the same. A street, a quarter, a hospital or a county may lie in or around the other.
func (c *counter) townsDiffer(a, b int) bool {
	return a >= 0 && b >= 0 && c.isTown(a) && c.isTown(b) && c.places[a].Name != c.places[b].Name && !c.inside(a, b) && !c.inside(b, a)
}

// placeAndDayDiffer says whether both events have a place and a day of their own, and neither is the other's. A place that the gazetteer does not
// know is enough here: two days tell that it is no part of the other.
func (c *counter) placeAndDayDiffer(a, b *event) bool {
	if a.place < 0 || b.place < 0 || c.places[a.place].Name == c.places[b.place].Name || a.from.IsZero() || b.from.IsZero() {
		return false
	}
	known := c.places[a.place].Place != nil && c.places[b.place].Place != nil
	return (a.to.Before(b.from) || b.to.Before(a.from)) && !(known && (c.inside(a.place, b.place) || c.inside(b.place, a.place)))
}

// isWhole says whether event e is told as a story of its own: who did it, to whom, and where, in a paragraph that does not speak of event w.
func (c *counter) isWhole(e, w *event) bool {
	if e.place < 0 || c.isSamePlace(e.place, w.place) || len(e.actors) == 0 || len(e.recipients) == 0 || sharesOne(e.recipients, w.recipients) {
		return false
	}
	paragraph := c.doc.SentenceOf(e.trigger).Paragraph
	return !slices.ContainsFunc(w.triggers, func(t int) bool { return c.doc.SentenceOf(t).Paragraph == paragraph })
}

// isSamePlace says whether both places are one, each by its own mention.
func (c *counter) isSamePlace(a, b int) bool {
	return a == b || a >= 0 && b >= 0 && c.places[a].Name == c.places[b].Name
}

// placeAndModeDiffer says whether both events have a place and a kind of attack of their own: a drone that hit a village car is not the shelling
// of a whole district.
func (c *counter) placeAndModeDiffer(a, b *event) bool {
	if a.place < 0 || b.place < 0 || c.places[a.place].Name == c.places[b.place].Name {
		return false
	}
	return tellsMode(a.mode) && tellsMode(b.mode) && a.mode != b.mode && !c.within(a.place, b.place) && !c.within(b.place, a.place)
}

// within says whether place a is known to lie in place b.
func (c *counter) within(a, b int) bool {
	p, q := &c.places[a], &c.places[b]
	return p.Place != nil && q.Place != nil && p.Country != "" && strings.HasPrefix(q.Place.Feature, "ADM") && c.inside(a, b)
}

// tellsMode says whether a mode of violence says by what means it was done.
func tellsMode(mode string) bool {
	switch mode {
	case "", "attack", "killing", "other", "clash", "massacre", "assassination", "property":
		return false
	}
	return true
}

func (c *counter) isTown(k int) bool {
	p := c.places[k].Place
	return p != nil && strings.HasPrefix(p.Feature, "PPL") && p.Feature != "PPLX"
}

// tellsOn says whether event e is not told as another one than w: a report goes on with its news unless it says otherwise.
func (c *counter) tellsOn(w, e *event) bool {
	return e.realis == record.Actual && w.realis == record.Actual && !c.isOther(e.trigger) &&
		!(w.trigger > e.trigger && c.doc.InTitle(w.trigger) == c.doc.InTitle(e.trigger) && c.isOther(w.trigger))
}

// isOther says whether words before the trigger at t tell it apart from what was told before: "another bomb", "in a separate attack".
func (c *counter) isOther(t int) bool {
	s := c.doc.SentenceOf(t)
	for i := max(s.Start, t-4); i < t; i++ {
		if c.low(i+1) == "-" || c.low(i+1) == "degree" {
			continue
		}
		switch c.low(i) {
		case "another", "second", "separate", "separately", "third", "earlier", "previous", "previously", "elsewhere", "meanwhile", "similar":
			return true
		}
	}
	if k := c.doc.Child(t, language.Case); k >= 0 && (c.low(k) == "since" || c.low(k) == "following" || c.low(k) == "like") {
		return true // "comes amid unrest following the assassination of the premier"
	}
	return c.opensOther(s.Range)
}

// opensOther says whether a sentence begins by telling its news apart from what was told before: "In a separate incident on Wednesday, …".
func (c *counter) opensOther(s language.Range) bool {
	switch c.low(s.Start) {
	case "elsewhere", "separately":
		return true
	case "in", "during":
	default:
		return false
	}
	at := s.Start + 1
	if word := c.low(at); word == "a" || word == "an" || word == "yet" {
		at++
	}
	switch c.low(at) {
	case "another", "separate", "similar", "unrelated":
		return at+1 < s.End && (c.toks[at+1].Tag == language.NOUN || c.toks[at+1].Tag == language.ADJ)
	}
	return false
}

// motives are words that lead to a harm which is why something else was done, or what it is remembered with.
var motives = map[string]bool{"retaliation": true, "revenge": true, "avenge": true, "avenging": true, "reprisal": true, "response": true,
	"retribution": true, "protest": true, "protesting": true, "protested": true, "anniversary": true, "mourn": true, "mourning": true,
	"commemorate": true, "commemorating": true, "condemn": true, "condemned": true, "condemning": true, "vengeance": true}

// isMotive says whether the harm is told as the reason of another act: "in revenge for the killing of two elders".
func (c *counter) isMotive(f *finding, s language.Range) bool {
	if f.class != nounHarm {
		return false
	}
	for i := f.harm.words.Start - 1; i >= s.Start && i > f.harm.words.Start-6; i-- {
		if motives[c.low(i)] {
			return true
		}
		if c.low(i) == "," || c.low(i) == ";" {
			return false
		}
	}
	return false
}

// fits says whether an event may be one that harms people in this way.
func (c *counter) fits(f *finding, n int) bool {
	typ := c.events[n].typ
	switch f.kind {
	case record.Detained:
		return typ == "COERCE"
	case record.Abducted:
		return typ == "COERCE" || typ == "ASSAULT"
	case record.Surrendered, record.Displaced:
		return typ == "ASSAULT" || typ == "COERCE" || typ == "RETREAT"
	}
	return typ == "ASSAULT" && (!isShotDown(&c.events[n]) || slices.ContainsFunc(c.events[n].triggers, c.doc.SentenceOf(f.word).Has))
}

// eventBefore gives the last fitting event told in the sentences before; of a toll without more, the main one: "a coalition put the toll at 20".
func (c *counter) eventBefore(f *finding, s language.Range) int {
	best, at := -1, -1
	if f.toll && f.kind == record.Killed && f.figure.number() > 1 {
		for n := range c.events {
			if e := &c.events[n]; e.main && e.trigger < s.Start && c.fits(f, n) && !slices.ContainsFunc(c.counts, func(x count) bool { return x.kind == f.kind && x.event >= 0 && x.event != n }) {
				return n
			}
		}
	}
	for n := range c.events {
		if !c.fits(f, n) || c.events[n].background || f.kind == record.Detained || f.class == bodyHarm && c.hitThings(n) {
			continue
		}
		for _, t := range c.events[n].triggers {
			if t < s.Start && t > at && c.doc.InTitle(t) == c.doc.InTitle(f.word) {
				best, at = n, t
			}
		}
	}
	return best
}

// hitThings says whether an event is told to have hit things alone: drones that were shot down leave no bodies.
func (c *counter) hitThings(n int) bool {
	e := &c.events[n]
	return len(e.recipients) > 0 && !e.main && !slices.ContainsFunc(e.recipients, c.isDoer)
}

// fillWhen gives the count its time and its scope: a tally has a window of its own,
// an incident the time of its clause, else that of its event.
func (c *counter) fillWhen(out *count, f *finding, s language.Range) {
	if n := c.whenTime(f, s); n >= 0 {
		out.from, out.to, out.time = c.times[n].From, namedEnd(&c.times[n]), n
		out.evidence["from"] = []language.Range{c.times[n].Range}
		c.ofHistory(out, f, s)
		return
	}
	if f.form == counted && f.figure.number() != 1 && c.tally(out, f, s) {
		out.tally = true
		return
	}
	if day, n, ok := c.daysAfter(f, s); ok {
		out.from, out.to, out.time = day, day, n
		out.evidence["from"] = []language.Range{{Start: c.times[n].Start, End: c.times[n].End + 1}}
		return
	}
	if n := c.ownTime(f, s); n >= 0 {
		out.from, out.to, out.time = c.times[n].From, c.times[n].To, n
		out.evidence["from"] = []language.Range{c.times[n].Range}
		return
	}
	if c.carriesTally(out, f, s) {
		return
	}
	if n := c.sentenceTime(out, f, s); n >= 0 && !c.isMotive(f, s) {
		out.from, out.to, out.time = c.times[n].From, c.times[n].To, n
		out.evidence["from"] = []language.Range{c.times[n].Range}
		return
	}
	if out.event < 0 {
		return
	}
	e := &c.events[out.event]
	out.tally = f.form == counted && c.isUmbrella(e)
	if e.from.IsZero() || (out.realis == record.Denied || e.from.Add(31).Before(e.to)) && (e.time < 0 || !s.Contains(c.times[e.time].Range)) && !out.tally {
		return // a denied toll is of no day, and the window of a total is not that of an incident
	}
	out.from, out.to, out.time = e.from, e.to, e.time
	words := e.evidence["from"]
	if len(words) == 0 && e.time >= 0 {
		words = []language.Range{c.times[e.time].Range}
	}
	if len(words) == 0 {
		out.from, out.to, out.time = calendar.Day{}, calendar.Day{}, -1
		return
	}
	out.evidence["from"] = words
}

// tally says whether the figure is a total over a period or a country, and gives the count its window.
func (c *counter) tally(out *count, f *finding, s language.Range) bool {
	perfect := c.isPerfect(f)
	for n := range c.times {
		t := &c.times[n]
		begun := (c.low(t.Start-1) == "in" || c.low(t.Start-1) == "on") && t.Start > f.word && c.sinceBegun(t.Start-2, s) // a clause of its own
		opens := perfect && t.Start == s.Start+1 && (c.low(s.Start) == "in" || c.low(s.Start) == "since")                 // "In 2011 alone, 60 raids were flown; 300 have been held"
		if !s.Contains(t.Range) || !opens && (!begun && !c.sameClauseTime(f, t.Range, s) || c.partsApart(t.Start, f.word)) {
			continue
		}
		if c.compared(t.Start, s) {
			continue
		}
		before, before2 := c.low(t.Start-1), c.low(t.Start-2)
		window := t.Kind == calendar.Duration && !t.From.IsZero() && t.From != t.To && t.From.Add(1).Before(t.To) && (isWindow(before) || isWindow(c.low(t.Start)) || before == "the" && isWindow(before2))
		since := before == "since" || c.low(t.Start) == "since" || before == "the" && before2 == "since" || begun || before == "in" && c.sinceBegun(t.Start-2, s) || c.sinceNoun(t.Start-1, s)
		soFar := before == "far" || before == "already"
		length, known := calendar.ParseLength(t.Value)
		span := perfect && known && t.Kind == calendar.Duration && t.From.IsZero() && isWindow(before) && length.Unit >= calendar.Month
		long := t.Kind == calendar.Date && t.Precision >= 4 && (perfect || c.noIncident(out, f) || t.Precision >= 5 && c.byMany(f, s) || c.manyAttacks(f, s)) && !c.inOneIncident(f, s)
		if !window && !since && !soFar && !long && !span {
			continue
		}
		out.from, out.to, out.time = t.From, t.To, n
		if span && !c.published.IsZero() {
			out.from, out.to = length.Before(c.published), c.published
		}
		if lasts := soFar || perfect && out.realis == record.Actual && c.published.Before(t.To); (since || lasts) && !t.From.IsZero() && !c.published.IsZero() && !c.published.Before(t.From) {
			out.to = c.published // "have been killed this year": so far
		}
		if out.from.IsZero() {
			out.time = n
		}
		out.evidence["from"] = []language.Range{t.Range}
		return true
	}
	if c.ofLongWar(f, s) {
		if out.event >= 0 && !c.events[out.event].from.IsZero() {
			e := &c.events[out.event]
			out.from, out.to, out.time = e.from, e.to, e.time
			if words := e.evidence["from"]; len(words) > 0 {
				out.evidence["from"] = words
			} else if e.time >= 0 {
				out.evidence["from"] = []language.Range{c.times[e.time].Range}
			}
		}
		return true
	}
	return c.tallyWords(f, s, perfect) || c.ofPeriod(f, s) && c.noIncident(out, f)
}

// longWars are nouns for violence of many events: its toll is a total.
var longWars = map[string]bool{"war": true, "conflict": true, "genocide": true, "insurgency": true, "uprising": true, "rebellion": true,
	"pogroms": true, "intifada": true, "revolution": true, "occupation": true, "dictatorship": true}

// ofLongWar says whether those harmed are all those of a war or the like: "the war, in which 40,000 people were killed",
// "12,000 died in the 1971 war", "the conflict that killed 900".
func (c *counter) ofLongWar(f *finding, s language.Range) bool {
	start := min(f.group.words.Start, f.voice.Start, f.harm.words.Start)
	end := max(f.group.words.End, f.harm.words.End)
	relative := false
	for i := start - 1; i >= s.Start && i > start-8; i-- {
		word := c.low(i)
		if word == "which" || word == "that" {
			relative = true
		}
		if longWars[word] {
			return relative || f.active && i == start-1
		}
		if word == ";" || c.stops[word] == "auxiliary" {
			break
		}
	}
	for i := end; i < s.End && i < end+7; i++ {
		word := c.low(i)
		if word == "," || word == ";" || word == "on" || word == "and" || word == "when" {
			return false
		}
		if longWars[word] {
			for k := i - 1; k >= end; k-- {
				if w := c.low(k); w == "in" || w == "during" {
					return !c.isOneDay(f, s)
				}
			}
		}
	}
	return false
}

// isOneDay says whether the sentence names a day.
func (c *counter) isOneDay(f *finding, s language.Range) bool {
	for n := range c.times {
		if t := &c.times[n]; s.Contains(t.Range) && !t.From.IsZero() && t.From == t.To {
			return true
		}
	}
	return false
}

// sinceBegun says whether the words up to token i say since when something lasts: "since the invasion began (in February)".
func (c *counter) sinceBegun(i int, s language.Range) bool {
	switch c.low(i) {
	case "began", "started", "erupted", "broke", "out", "resumed", "invasion", "war", "coup":
	default:
		return false
	}
	for k := i - 1; k >= s.Start && k > i-8; k-- {
		if c.low(k) == "since" {
			return true
		}
	}
	return false
}

// sinceNoun says whether the words up to token i name what happened at the time after them, and since when something lasts: "since the coup of
// (February 2021)", "since the start of the war in (2023)".
func (c *counter) sinceNoun(i int, s language.Range) bool {
	if word := c.low(i); word != "of" && word != "in" && word != "on" {
		return false
	}
	for k := i - 1; k >= s.Start && k > i-9; k-- {
		switch c.low(k) {
		case "since":
			return c.low(k-1) != "," && !isHave(c.low(k-1))
		case ",", ";", "and", "but":
			return false
		}
		if _, ok := c.words.harm[c.low(k)]; ok && c.toks[k].Tag == language.VERB {
			return false
		}
	}
	return false
}

// byMany says whether those who harmed are told as a kind, not as the men of one attack: "landmines killed 143", "the army had killed 12".
// A verb in the pluperfect looks back over the year that its sentence names.
func (c *counter) byMany(f *finding, s language.Range) bool {
	if !f.active || f.class != objectHarm {
		return false
	}
	for i := min(f.voice.Start, f.word) - 1; i < f.word; i++ {
		if c.low(i) == "had" {
			return true
		}
	}
	r := c.activeSubject(f, s)
	if r.Empty() {
		return false
	}
	head := r.End - 1
	many := c.toks[head].Fine == "NNS" || c.words.arms[c.low(head)] && strings.HasSuffix(c.low(head), "s") // at the head of a sentence tags are unsure
	return many && c.doer(r) < 0 && c.toks[r.Start].Tag != language.NUM && c.toks[r.Start].Tag != language.DET
}

// incidentNouns are nouns for violence of one place and day.
var incidentNouns = map[string]bool{"attack": true, "clash": true, "bombing": true, "blast": true, "explosion": true, "ambush": true, "raid": true, "shooting": true,
	"strike": true, "airstrike": true, "battle": true, "incident": true, "assault": true, "siege": true, "massacre": true, "shootout": true, "gunfight": true, "firefight": true}

// inOneIncident says whether the harm is told as that of one attack: "died in a similar clash in April 2021".
func (c *counter) inOneIncident(f *finding, s language.Range) bool {
	for i := max(f.harm.words.End, f.group.words.End); i+2 < s.End && i < f.harm.words.End+6; i++ {
		if w := c.low(i); w != "in" && w != "during" && w != "by" || c.low(i+1) != "a" && c.low(i+1) != "an" {
			continue
		}
		for k := i + 2; k < min(i+6, s.End); k++ {
			if incidentNouns[c.low(k)] {
				return true
			}
		}
	}
	return false
}

// noIncident says whether nothing in the clause names an incident: the event, if any, is the harm alone.
func (c *counter) noIncident(out *count, f *finding) bool {
	if f.active && f.class == objectHarm {
		return false
	}
	if out.event < 0 {
		return true
	}
	for _, t := range c.events[out.event].triggers {
		if c.toks[t].Sentence == c.toks[f.word].Sentence && !f.harm.words.Has(t) && !c.partsApart(t, f.word) {
			return false
		}
	}
	return true
}

// partsApart says whether a semicolon stands between two tokens: what is said of one is not said of the other.
func (c *counter) partsApart(a, b int) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if c.low(i) == ";" {
			return true
		}
	}
	return false
}

func isWindow(word string) bool {
	switch word {
	case "over", "past", "last", "during", "throughout", "within", "in", "for", "recent", "between", "previous":
		return true
	}
	return false
}

func isHave(word string) bool {
	return word == "have" || word == "has" || word == "'ve" || word == "had"
}

// isPerfect says whether the verb of harm is in the perfect: "have been killed", "has lost".
func (c *counter) isPerfect(f *finding) bool {
	for i := min(f.voice.Start, f.word) - 2; i < f.word; i++ {
		if w := c.low(i); w != "had" && isHave(w) {
			return true
		}
	}
	if v := &c.toks[f.word]; v.Rel == language.Conj && v.Head >= 0 && c.doc.Child(f.word, language.Nsubj, language.Aux, language.AuxPass) < 0 {
		aux := c.doc.Child(v.Head, language.Aux)
		return aux >= 0 && c.low(aux) != "had" && isHave(c.low(aux)) // "have killed 39 and detained 22 since"
	}
	return false
}

// ofPeriod says whether the sentence gives the year or the month of the harm and no day: "were killed last year".
func (c *counter) ofPeriod(f *finding, s language.Range) bool {
	for i := max(s.Start, f.harm.words.End); i+1 < s.End; i++ {
		if word := c.low(i); (word == "last" || word == "this" || word == "past") && (c.low(i+1) == "year" || c.low(i+1) == "month") {
			return true
		}
	}
	return false
}

// tallyWords finds words that make a total of a figure without a time: "since the war began", "in the conflict", "nationwide".
func (c *counter) tallyWords(f *finding, s language.Range, perfect bool) bool {
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "since":
			if perfect && i > f.group.words.Start && !f.voice.Has(i) && !isHave(c.low(i-1)) { // "have since died" tells of no period
				return true
			}
		case "war", "conflict", "insurgency", "uprising", "rebellion", "unrest", "crackdown", "genocide", "decades", "years":
			if perfect && (i > f.word || c.low(i-1) == "of" || c.stops[c.low(i+1)] == "auxiliary") {
				return true
			}
		case "nationwide", "countrywide":
			if perfect {
				return true
			}
		case "annually", "yearly":
			return true
		case "so":
			if c.low(i+1) == "far" && perfect && i > f.group.words.Start && f.figure.number() > 20 {
				return true
			}
		}
	}
	return false
}

// sameClauseTime says whether a time of the sentence may be that of the harm: not the time of a verb of speech above it.
func (c *counter) sameClauseTime(f *finding, r language.Range, s language.Range) bool {
	h := c.doc.HeadOf(r)
	for steps := 0; h >= 0 && steps < 8; steps++ {
		if h == f.word {
			return true
		}
		if isSpeech(c.low(h)) && c.doc.Under(f.word, h) && !c.doc.Under(h, f.word) {
			return false
		}
		if steps > 0 && c.toks[h].Tag == language.VERB && c.doc.Under(f.word, h) {
			return true
		}
		h = c.toks[h].Head
	}
	return true
}

func isSpeech(word string) bool {
	switch word {
	case "said", "says", "told", "announced", "reported", "added", "confirmed", "say", "saying", "stated", "claimed":
		return true
	}
	return false
}

// daysAfter reads "came a day after 18 soldiers were killed": the harm was so many days before what the clause above it tells.
func (c *counter) daysAfter(f *finding, s language.Range) (day calendar.Day, time int, ok bool) {
	start := min(f.group.words.Start, f.voice.Start, f.harm.words.Start)
	for n := range c.times {
		t := &c.times[n]
		if t.Relation == calendar.Unrelated || !s.Contains(t.Range) || t.End+1 > start || start-t.End > 14 || c.clauseEnds(t.End, start) {
			continue
		}
		if !t.OtherFrom.IsZero() {
			return t.OtherFrom, n, t.OtherFrom == t.OtherTo
		}
		if lead := c.leadDay(); !lead.IsZero() {
			return t.Other(lead), n, true
		}
		if !c.published.IsZero() && c.isLead(s) && t.Offset.Unit <= calendar.Week {
			return t.Other(c.published), n, true
		}
	}
	return calendar.Day{}, -1, false
}

// ownTime gives the day that hangs on the verb of harm itself, -1 for none.
func (c *counter) ownTime(f *finding, s language.Range) int {
	for n := range c.times {
		t := &c.times[n]
		if !s.Contains(t.Range) || t.From.IsZero() || t.Relation != calendar.Unrelated || t.Precision == 0 || t.Precision > 3 && t.Bound != calendar.At || t.Kind == calendar.Duration {
			continue
		}
		h := c.doc.HeadOf(t.Range)
		if f.harm.words.Has(h) || c.toks[h].Head < 0 || !f.harm.words.Has(c.toks[h].Head) {
			continue
		}
		return n
	}
	return -1
}

// sentenceTime gives the day nearest to the harm in its sentence where its event is dated by another sentence, or not at all; -1 for none.
func (c *counter) sentenceTime(out *count, f *finding, s language.Range) int {
	if out.event >= 0 {
		if t := c.events[out.event].time; t >= 0 && (s.Contains(c.times[t].Range) || c.times[t].From == c.times[t].To) {
			return -1
		}
	}
	best, distance := -1, 1<<30
	for n := range c.times {
		t := &c.times[n]
		if !s.Contains(t.Range) || t.From.IsZero() || t.From != t.To || t.Relation != calendar.Unrelated || t.Kind == calendar.Duration || !c.sameClauseTime(f, t.Range, s) {
			continue
		}
		if v := c.toks[c.doc.HeadOf(t.Range)].Head; v >= 0 && c.pursued(n, v, f.word) {
			continue
		}
		if d := max(t.Start-f.word, f.word-t.Start); d < distance {
			best, distance = n, d
		}
	}
	return best
}

// carriesTally says whether the figure goes on with the tally of the sentence before, and gives it its window:
// "150 have died since May. More than 2,000 have been arrested."
func (c *counter) carriesTally(out *count, f *finding, s language.Range) bool {
	if f.form != counted || f.figure.number() < 2 {
		return false
	}
	comparison := false
	for n := range c.times {
		if s.Contains(c.times[n].Range) {
			if !c.compared(c.times[n].Start, s) {
				return false
			}
			comparison = true
		}
	}
	at := c.toks[f.word].Sentence
	if n := len(c.counts) - 1; n >= 0 && c.toks[c.counts[n].harm].Sentence == at && c.counts[n].tally && c.counts[n].partOf >= 0 {
		out.tally = true
		c.takeWhen(out, &c.counts[n])
		return true // "The dead included 112 soldiers, while 198 people were injured"
	}
	if !comparison && !c.isPerfect(f) && !f.toll {
		return false
	}
	for n := len(c.counts) - 1; n >= 0 && at-c.toks[c.counts[n].harm].Sentence <= 2; n-- {
		b := &c.counts[n]
		if c.toks[b.harm].Sentence == at {
			continue
		}
		if !b.tally {
			return false
		}
		out.tally, out.from, out.to, out.time, out.evidence["from"] = true, b.from, b.to, b.time, b.evidence["from"]
		return true
	}
	return false
}

// umbrellaDays is how many days several attacks together must last for their toll to be a tally.
const umbrellaDays = 7

// isUmbrella says whether an event stands for several over a longer time: "68 attacks in October".
func (c *counter) isUmbrella(e *event) bool {
	return e.number > 1 && !e.from.IsZero() && e.from.Add(umbrellaDays).Before(e.to)
}

// isLead says whether the sentence is the first of the body, headings aside.
func (c *counter) isLead(s language.Range) bool {
	for n := range c.doc.Sentences {
		if t := &c.doc.Sentences[n]; !t.Title && t.End-t.Start > 8 {
			return t.Start == s.Start
		}
	}
	return false
}

// clauseEnds says whether another harm or the end of a clause lies between tokens i and j.
func (c *counter) clauseEnds(i, j int) bool {
	for ; i < j; i++ {
		if _, ok := c.words.harm[c.low(i)]; ok || c.low(i) == "," || c.low(i) == ";" {
			return true
		}
	}
	return false
}

// leadDay gives the day that the report's first dated sentence tells of.
func (c *counter) leadDay() calendar.Day {
	for n := range c.times {
		t := &c.times[n]
		if t.Kind == calendar.Date && t.From == t.To && !t.From.IsZero() && c.toks[t.Start].Start >= c.doc.Body {
			return t.From
		}
	}
	return calendar.Day{}
}
