package link

import (
	"slices"
	"strings"
	"unicode"

	"github.com/tollbook/tollbook/record"
)

// Where a record gives an event no day, the report may still tell about when it was.

// setDays sets the days of an event: its own; else, of a report's main event, those of a memorial, of what the body tells first under a title, or
// of what was said of news.
func (r *reading) setDays(m *Mention, e *record.Event) {
	m.From, m.To = Days(string(e.From)), Days(string(e.To))
	if m.To == Unknown {
		m.To = m.From
	}
	if ofTheLaw(e) && m.From != Unknown && m.Published != Unknown && m.Published-m.From <= newsDays {
		m.From, m.To = Unknown, Unknown // the day of an arrest is not that of what it is for
		return
	}
	if m.From != Unknown || !m.Main || m.Published == Unknown || e.Realis != record.Actual {
		return
	}
	if years := r.yearsAgo(); years > 0 {
		const year = 365.25
		middle := m.Published - int(year*float64(years)+0.5)
		m.From, m.To = middle-memorialDays, middle+memorialDays
		return
	}
	if body := r.toldFirst(e); body != nil {
		m.From, m.To = Days(string(body.From)), Days(string(body.To))
		return
	}
	if day := r.saidOn(e, m.Published); day != Unknown {
		m.From, m.To = day-1, day
	}
}

// memorialDays is how many days before and after the day itself a year is remembered.
const memorialDays = 4

// yearsAgo says how many years ago a report says that what it remembers was: "a year after the bombing", "the first anniversary"; 0 for none.
func (r *reading) yearsAgo() int {
	start := strings.ToLower(string(r.title) + " " + string(r.text[:min(len(r.text), reach)]))
	for n, word := range []string{"first", "second", "third", "fourth", "fifth"} {
		if strings.Contains(start, word+" anniversary") {
			return n + 1
		}
	}
	for i := range r.rec.Times {
		t := &r.rec.Times[i]
		value := string(t.Value)
		if len(value) != 3 || value[0] != 'P' || value[2] != 'Y' || value[1] < '1' || value[1] > '9' || t.In == "" && t.Start > reach {
			continue
		}
		after := r.after(t.Span)
		if strings.HasPrefix(after, " after") || strings.HasPrefix(after, " on") || strings.HasPrefix(after, " since") {
			return int(value[1] - '0')
		}
	}
	return 0
}

// after gives the words that follow a span.
func (r *reading) after(s record.Span) string {
	text := r.text
	if s.In != "" {
		text = r.title
	}
	return strings.ToLower(string(text[min(s.End, len(text)):min(s.End+8, len(text))]))
}

// toldFirst gives the first attack or abduction of the body that has a day, if only the title tells of the event; else nil.
func (r *reading) toldFirst(e *record.Event) *record.Event {
	if slices.ContainsFunc(e.Triggers, func(t record.Mention) bool { return t.In == "" }) {
		return nil
	}
	for i := range r.rec.Events {
		b := &r.rec.Events[i]
		if b.ID != e.ID && b.Quad == 4 && incidentTypes[b.Type] && b.Realis == record.Actual && b.Trigger.In == "" && b.Trigger.Start < reach {
			if Days(string(b.From)) == Unknown || b.Background {
				return nil
			}
			return b
		}
	}
	return nil
}

// newsDays is how old what is said of news may be.
const newsDays = 3

// saidOn gives the day named in the sentence that first tells of an event, if it lies a few days before publication and the event is told as
// news: "police said on Monday that gunmen had stormed a church", not "police spoke on Monday of the attack".
func (r *reading) saidOn(e *record.Event, published int) int {
	i := slices.IndexFunc(e.Triggers, func(t record.Mention) bool { return t.In == "" })
	if i < 0 || e.Background {
		return Unknown
	}
	t := e.Triggers[i]
	if strings.HasSuffix(e.Rule, "-noun") && r.isKnown(t.Start) {
		return Unknown
	}
	start, end := r.sentence(t.Start)
	day := Unknown
	for k := range r.rec.Times {
		x := &r.rec.Times[k]
		if x.In != "" || x.Start < start || x.Start >= end {
			continue
		}
		from := Days(string(x.From))
		if from == Unknown || from != Days(string(x.To)) || from > published || from < published-newsDays || day != Unknown && day != from {
			return Unknown
		}
		day = from
	}
	return day
}

// isKnown says whether the noun at a point of the text is told of as known: no "a" or "an" stands among the three words before it.
func (r *reading) isKnown(at int) bool {
	words := strings.FieldsFunc(strings.ToLower(string(r.text[max(0, at-nounReach):at])), func(c rune) bool { return !unicode.IsLetter(c) })
	for _, w := range words[max(0, len(words)-3):] {
		if w == "a" || w == "an" {
			return false
		}
	}
	return true
}

const nounReach = 40 // code points before a noun that are looked at

// sentence gives the bounds of the sentence around a point of the text, near enough.
func (r *reading) sentence(at int) (start, end int) {
	ends := func(i int) bool {
		return r.text[i] == '\n' || (r.text[i] == '.' || r.text[i] == '?' || r.text[i] == '!') && (i+1 == len(r.text) || unicode.IsSpace(r.text[i+1]))
	}
	for start = min(at, len(r.text)); start > 0 && !ends(start-1); start-- {
	}
	for end = min(at, len(r.text)); end < len(r.text) && !ends(end); end++ {
	}
	return start, end
}
