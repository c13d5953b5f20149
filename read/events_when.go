package read

import (
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// dateActs dates acts that have no time of their own, and are not told before, by their sentence or the one before, so that
// acts of different days are not joined.
func (f *eventFinder) dateActs() {
	for i := range f.acts {
		a := &f.acts[i]
		if !a.from.IsZero() || a.realis != record.Actual || a.definite || a.typ != "ASSAULT" && a.typ != "COERCE" || f.doc.InTitle(a.At) || f.looksBack(a.At) {
			continue
		}
		t := f.sentenceTime(a.At)
		if t < 0 {
			t = f.timeBefore(a.At)
		}
		if t >= 0 {
			m := &f.times[t]
			a.time, a.from, a.to, a.precision = t, m.From, m.To, m.Precision
			a.note("from", m.Range)
			f.throughNext(a, t)
		}
	}
}

// dateByContext dates what happened and has no time of its own by what stands around it: a day named in its sentence; the day
// that the sentence before tells of, where its own names none; the one day that the whole report tells of. A day on which
// something was only said dates nothing, and the day of publication neither.
func (f *eventFinder) dateByContext() {
	only := f.onlyDay()
	for e := range f.events {
		ev := &f.events[e]
		if !ev.from.IsZero() || ev.realis != record.Actual || ev.typ != "ASSAULT" && ev.typ != "COERCE" || ev.number > 1 {
			continue
		}
		if t := f.contextTime(ev, only); t >= 0 {
			m := &f.times[t]
			ev.time, ev.from, ev.to, ev.precision = t, m.From, m.To, m.Precision
			ev.note("from", m.Range)
		}
	}
}

// contextTime gives the time around an event's mentions that is its own too, -1 for none.
func (f *eventFinder) contextTime(ev *event, only int) int {
	for _, t := range ev.triggers {
		if f.doc.InTitle(t) || f.looksBack(t) || f.toldAtSecondHand(t) {
			continue
		}
		if m := f.sentenceTime(t); m >= 0 {
			return m
		}
		if m := f.timeBefore(t); m >= 0 {
			return m
		}
		if only >= 0 && !f.datesLater(only, t) {
			return only
		}
	}
	return -1
}

// toldAtSecondHand says whether a word lies in a statement within a statement: its day is that of another story.
func (f *eventFinder) toldAtSecondHand(t int) bool {
	s := f.statementOf(t)
	return s >= 0 && f.statements[s].inside >= 0
}

// looksBack says whether the clause of a word tells of what lies before the story: "had killed", "the man who killed", or
// stands beside a word of memory.
func (f *eventFinder) looksBack(t int) bool {
	for v, steps := t, 0; v >= 0 && steps < 4; v, steps = f.doc.Tokens[v].Head, steps+1 {
		if f.hasAux(v, "have") || f.doc.Tokens[v].Rel == language.AclRelcl {
			return true
		}
		if f.doc.Tokens[v].Tag == language.VERB {
			break
		}
	}
	return f.remembered(f.doc.Tokens[t].Sentence)
}

// sentenceTime gives the day that stands nearest to a word in its part of the sentence, unless it is that of what was said, or
// of an act of another kind.
func (f *eventFinder) sentenceTime(t int) int {
	s := f.doc.SentenceOf(t)
	best, least := -1, 0
	for m := range f.times {
		x := &f.times[m]
		if x.Start < s.Start || !f.isDay(m) {
			continue
		}
		if x.Start >= s.End {
			break
		}
		gap := max(x.Start-t, t-x.End)
		if v := f.doc.Tokens[f.doc.HeadOf(x.Range)].Head; v >= 0 && f.pursued(m, v, t) {
			continue
		}
		if f.partsApart(t, x.Start) || f.dates(m) || best >= 0 && gap >= least {
			continue
		}
		best, least = m, gap
	}
	return best
}

// dates says whether a time is that of an act already.
func (f *eventFinder) dates(m int) bool {
	for i := range f.acts {
		if f.acts[i].timeOwn && f.acts[i].time == m {
			return true
		}
	}
	return false
}

// datesLater says whether a time is that of an act of violence that is told in a later sentence than word t: "the attack comes after a bombing
// that killed two on 3 May" does not date the attack.
func (f *eventFinder) datesLater(m, t int) bool {
	for i := range f.acts {
		a := &f.acts[i]
		if a.timeOwn && a.time == m && a.typ == "ASSAULT" && f.doc.Tokens[a.At].Sentence > f.doc.Tokens[t].Sentence {
			return true
		}
	}
	return false
}

// timeBefore gives the last day of the sentence before that of word t, where t's own names no time.
func (f *eventFinder) timeBefore(t int) int {
	n := f.doc.Tokens[t].Sentence
	if n == 0 || f.remembered(n-1) {
		return -1
	}
	own, before := &f.doc.Sentences[n], &f.doc.Sentences[n-1]
	if before.Title || own.Paragraph-before.Paragraph > 1 {
		return -1
	}
	best := f.dayTold(n - 1)
	for m := range f.times {
		x := &f.times[m]
		switch {
		case x.Start >= own.End:
			return best
		case x.Start >= own.Start && x.Kind != calendar.Duration && x.Kind != calendar.Set:
			return -1
		case x.Start >= before.Start && x.Start < before.End && f.isDay(m):
			best = m
		}
	}
	return best
}

// dayTold gives the day of the last act of violence of a sentence that has its day from the sentences before, -1 for none: a series goes on in its day
// until another one is named.
func (f *eventFinder) dayTold(n int) int {
	s := &f.doc.Sentences[n]
	day := -1
	for m := range f.times {
		if x := &f.times[m]; s.Has(x.Start) && x.Kind != calendar.Duration && x.Kind != calendar.Set {
			return -1 // a time of its own: it speaks for itself
		}
	}
	for i := range f.acts {
		if a := &f.acts[i]; s.Has(a.At) && a.typ == "ASSAULT" && a.realis == record.Actual && a.time >= 0 && f.isDay(a.time) {
			day = a.time
		}
	}
	return day
}

// onlyDay gives a time of the one day on which the report says that anything happened, -1 where it tells of none or of more.
func (f *eventFinder) onlyDay() int {
	only, filed := -1, -1
	for m := range f.times {
		x := &f.times[m]
		if x.From.IsZero() || x.Kind == calendar.Set || x.Kind == calendar.Duration {
			continue
		}
		if f.filed.Contains(x.Range) {
			if f.isDay(m) && filed < 0 {
				filed = m // a day that the report tells of goes before that of filing
			}
			continue
		}
		if !f.isDay(m) {
			if f.saidThen(m) {
				continue
			}
			return -1
		}
		if only >= 0 && f.times[only].From != x.From {
			return -1
		}
		if only < 0 {
			only = m
		}
	}
	if only < 0 {
		return filed
	}
	return only
}

// isDay says whether a time names a day, or two, on which something happened and was not only said.
func (f *eventFinder) isDay(m int) bool {
	x := &f.times[m]
	return !x.From.IsZero() && x.Precision <= 2 && x.Kind != calendar.Set && x.Bound == calendar.At && x.Relation == calendar.Unrelated &&
		!f.ahead(x) && !f.saidThen(m)
}

// ahead says whether a time lies after the report.
func (f *eventFinder) ahead(x *calendar.Time) bool {
	return !f.published.IsZero() && f.published.Before(x.From)
}

// saidThen says whether a time is that at which something was said or came after: the first verb above it is one of speech, or of what follows
// violence ("raised the toll", "buried the dead").
func (f *eventFinder) saidThen(m int) bool {
	for i, steps := f.doc.HeadOf(f.times[m].Range), 0; i >= 0 && steps < 6; i, steps = f.doc.Tokens[i].Head, steps+1 {
		if f.doc.Tokens[i].Tag == language.VERB {
			return f.isSpeech(i) || f.book.In("aftermath", f.doc.Tokens[i].Lemma)
		}
	}
	return false
}

// partsApart says whether a semicolon stands between two tokens: what is said of one is not said of the other.
func (f *eventFinder) partsApart(a, b int) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if f.doc.Tokens[i].Lower == ";" {
			return true
		}
	}
	return false
}
