package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// backgroundAge is how many days before the report an event is no news but history.
const backgroundAge = 60

// markBackground marks events that are told as history: long past, or in the pluperfect of a later sentence.
func (f *eventFinder) markBackground() {
	lead := f.leadSentence()
	for e := range f.events {
		ev := &f.events[e]
		sentence := f.doc.Tokens[ev.trigger].Sentence
		switch {
		case !ev.from.IsZero() && !f.published.IsZero():
			last := lastDay(ev.from, ev.to)
			if ev.time >= 0 && f.times[ev.time].Bound == calendar.Since {
				last = ev.from // "since 2001"
			}
			ev.background = last.Before(f.published.Add(-backgroundAge))
		case sentence > lead && f.remembered(sentence):
			ev.background = true
		}
	}
}

// remembered says whether a sentence looks back: "since 1998", "last year", "the anniversary", "in the past".
func (f *eventFinder) remembered(sentence int) bool {
	s := &f.doc.Sentences[sentence]
	for i := s.Start; i < s.End; i++ {
		if f.book.In("memory", f.doc.Tokens[i].Lemma) {
			return true
		}
		if t := f.timeAt[i]; t >= 0 && f.isYearsAgo(&f.times[t]) {
			return true
		}
	}
	return false
}

func (f *eventFinder) isYearsAgo(t *calendar.Time) bool {
	return !t.From.IsZero() && !f.published.IsZero() && lastDay(t.From, t.To).Before(f.published.Add(-2*backgroundAge))
}

// leadSentence gives the first sentence of the body that is a sentence, not a dateline alone.
func (f *eventFinder) leadSentence() int {
	for i := range f.doc.Sentences {
		s := &f.doc.Sentences[i]
		if s.Title || s.End-s.Start < 6 {
			continue
		}
		switch f.doc.Word(s.End - 1) {
		case "-", "--", "–", "—":
		default:
			return i
		}
	}
	return 0
}

// markMain marks the news of the report: what the lead and the title tell first and highest in the sentence.
func (f *eventFinder) markMain() {
	lead := f.leadSentence()
	best, bestScore := -1, -1000
	for e := range f.events {
		if score := f.newsScore(e, lead); score > bestScore {
			best, bestScore = e, score
		}
	}
	if best = f.newsOf(best, lead); best >= 0 {
		f.events[f.graver(f.inBody(f.behind(best, lead), lead), lead)].main = true
	}
}

// inBody gives the harm or the arrest that the body tells of at once where only the title has the main event, and both are of one kind: a title is
// too short to say what it shares with the body, so the two were not joined. Otherwise the event itself.
func (f *eventFinder) inBody(best, lead int) int {
	title := &f.events[best]
	if !isOnTheGround(title.typ) && title.typ != "RETREAT" || slices.ContainsFunc(title.triggers, func(t int) bool { return !f.doc.InTitle(t) }) {
		return best
	}
	told, score := best, -1000
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ != title.typ && !f.sharesWord(ev, title) || ev.realis != title.realis || ev.partOf >= 0 || !slices.ContainsFunc(ev.triggers, func(t int) bool {
			s := f.doc.Tokens[t].Sentence
			return !f.doc.InTitle(t) && s <= lead+inBodyReach
		}) {
			continue
		}
		if s := f.newsScore(e, lead); s > score {
			told, score = e, s
		}
	}
	return told
}

// sharesWord says whether a mention of the one event is by the same word as one of the other.
func (f *eventFinder) sharesWord(a, b *event) bool {
	return slices.ContainsFunc(a.triggers, func(t int) bool {
		return slices.ContainsFunc(b.triggers, func(u int) bool { return stemOf(f.doc.Tokens[t].Lower) == stemOf(f.doc.Tokens[u].Lower) })
	})
}

// stemOf cuts a verb's ending off: the dictionary forms of the words of titles, which are often taken for nouns, are not to be relied on.
func stemOf(word string) string {
	for _, end := range []string{"ing", "es", "ed", "s", "e"} {
		if stem, ok := strings.CutSuffix(word, end); ok && len(stem) > 3 {
			return stem
		}
	}
	return word
}

// inBodyReach is how many sentences behind the lead the body may first tell of what only the title has told as harm.
const inBodyReach = 6

// fewSentences is the number of sentences below which a text is a remark, not a report: what it says first is all its news.
const fewSentences = 3

// behind gives the harm that the course of the law is about, where the lead or the title of a report tells of it too: "police are
// investigating a shooting that left two dead", "a man pleaded not guilty to the murder of a girl". What the report says of who was
// killed, where and when is said of that. Otherwise the event itself.
func (f *eventFinder) behind(best, lead int) int {
	if !f.isOfTheLaw(&f.events[best]) || len(f.doc.Sentences)-lead < fewSentences {
		return best
	}
	harm, score := best, -1000
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ != "ASSAULT" || ev.realis != record.Actual || ev.partOf >= 0 || !f.toldAtOnce(ev, lead) && !f.toldAtOnce(ev, f.doc.Tokens[f.events[best].trigger].Sentence) || len(ev.recipients) == 0 && !f.tellsOfDeath(ev) && ev.mode != "shooting" && ev.mode != "stabbing" && ev.mode != "killing" {
			continue
		}
		if s := f.newsScore(e, lead); s > score {
			harm, score = e, s
		}
	}
	return harm
}

// toldAtOnce says whether the title or the lead sentence tells of an event.
func (f *eventFinder) toldAtOnce(ev *event, lead int) bool {
	return slices.ContainsFunc(ev.triggers, func(t int) bool { return f.doc.InTitle(t) || f.doc.Tokens[t].Sentence == lead })
}

// isOfTheLaw says whether an event is one of those that follow a crime: an inquiry, an arrest, a charge, a trial, an appeal for
// help, a surrender.
func (f *eventFinder) isOfTheLaw(ev *event) bool {
	switch ev.typ {
	case "ACCUSE", "REQUEST":
		return ev.mode != "disapprove"
	case "COERCE":
		return (ev.mode == "arrest" || ev.mode == "") && !f.areSoldiers(ev.actors) // "was taken into custody"; but those whom soldiers take in the field are the news
	case "RETREAT":
		return ev.mode == "surrender" || ev.mode == "release"
	}
	return false
}

// areSoldiers says whether one of those who act is an army's.
func (f *eventFinder) areSoldiers(list []int) bool {
	return slices.ContainsFunc(list, func(x int) bool {
		switch f.headWord(x) {
		case "force", "troop", "soldier", "army", "commando", "patrol", "brigade", "battalion":
			return f.draft.actors[x].Sector == "MIL" && !f.isPersonAlone(x)
		}
		return false
	})
}

// graver gives the killing that an abduction of the lead ended in, where the report tells of it at once:
// "was kidnapped on Monday; his body was found a day later". Otherwise the event itself.
func (f *eventFinder) graver(best, lead int) int {
	ev := &f.events[best]
	if ev.typ != "COERCE" || ev.mode != "abduction" || ev.realis != record.Actual {
		return best
	}
	for e := range f.events {
		k := &f.events[e]
		if k.typ == "ASSAULT" && k.realis == record.Actual && !k.background && k.partOf < 0 && f.tellsOfDeath(k) && f.doc.Tokens[k.trigger].Sentence <= lead+2 {
			return e
		}
	}
	return best
}

func (f *eventFinder) tellsOfDeath(ev *event) bool {
	for _, t := range ev.triggers {
		switch f.doc.Tokens[t].Lemma {
		case "kill", "murder", "find", "execute", "shoot", "behead", "die", "dead", "death", "assassinate":
			return true
		}
	}
	return false
}

func (f *eventFinder) newsScore(e, lead int) int {
	ev := &f.events[e]
	score := 0
	if ev.background {
		score -= 40
	}
	if ev.partOf >= 0 {
		score -= 40
	}
	switch ev.realis {
	case record.Denied:
		score -= 60
	case record.Hypothetical:
		score -= 30
	case record.Demanded, record.Threatened:
		score -= 15
	case record.Planned:
		score -= 2
	}
	first := 1 << 20
	for _, t := range ev.triggers {
		if f.doc.InTitle(t) {
			score += 8
			continue
		}
		first = min(first, t)
	}
	if first < 1<<20 {
		s := f.doc.Tokens[first].Sentence
		far := max(0, s-lead)
		if ev.typ == "ASSAULT" && slices.ContainsFunc(ev.triggers, f.doc.InTitle) && !f.tellsHarm(lead) {
			far = min(far, titleReach) // the title has told it
		}
		score -= 8 * far
		if s == lead {
			score -= 3 * f.depth(ev, s)
		}
	}
	if len(ev.actors) > 0 {
		score += 2
	}
	if len(ev.recipients) > 0 || len(ev.targets) > 0 {
		score++
	}
	score += min(3, len(ev.triggers)-1)
	return score
}

// tellsHarm says whether the lead or the sentence after it tells of violence.
func (f *eventFinder) tellsHarm(lead int) bool {
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ == "ASSAULT" && ev.realis == record.Actual && !ev.background && slices.ContainsFunc(ev.triggers, func(t int) bool {
			s := f.doc.Tokens[t].Sentence
			return s == lead || s == lead+1
		}) {
			return true
		}
	}
	return false
}

// titleReach is how many sentences behind the lead count against harm that the title tells of: a report may begin with something else.
const titleReach = 2

// depth gives how far below its sentence's root the highest mention of an event stands. Verbs of speech count nothing:
// what was said is the news.
func (f *eventFinder) depth(ev *event, sentence int) int {
	best := 20
	for _, t := range ev.triggers {
		if f.doc.Tokens[t].Sentence != sentence {
			continue
		}
		d := 0
		content := f.saidContent(t, ev)
		for i := t; f.doc.Tokens[i].Head >= 0 && d < 20; i = f.doc.Tokens[i].Head {
			h := f.doc.Tokens[i].Head
			if !content.Empty() && !content.Has(h) {
				break
			}
			if r := f.doc.Tokens[i].Rel; (r == language.Ccomp || r == language.Parataxis) && f.isSpeech(h) && !f.isOtherAct(h, ev) {
				continue
			}
			d++
		}
		best = min(best, d)
	}
	return best
}

// saidContent gives the content of the statement that tells of token t, unless the statement is itself another event.
func (f *eventFinder) saidContent(t int, ev *event) language.Range {
	for i := range f.statements {
		s := &f.statements[i]
		if s.says(t) && !s.cue.Empty() && f.isSpeech(f.doc.HeadOf(s.cue)) && !f.isOtherAct(f.doc.HeadOf(s.cue), ev) {
			return s.content
		}
	}
	return language.Range{}
}

// isOtherAct says whether a speech verb is itself the trigger of another event.
func (f *eventFinder) isOtherAct(i int, ev *event) bool {
	x := f.actAt[i]
	return x >= 0 && f.acts[x].into >= 0 && &f.events[f.acts[x].into] != ev && f.acts[x].Part == codebook.Verb
}
