package read

import "github.com/tollbook/tollbook/record"

// mainByHarm makes the one event whose dead and wounded a report tells its main one, where the attack taken for it has none, and neither day nor place tells them
// apart: a headline's "double homicide" is the shooting in which "two men died". It
// takes the day and the place of the other where it has none.
func (c *counter) mainByHarm() {
	main := -1
	harmed := make([]bool, len(c.events))
	for n := range c.counts {
		if x := &c.counts[n]; x.event >= 0 && c.found[n].figure.number() > 0 && !x.tally && x.realis == record.Actual && (x.kind == record.Killed || x.kind == record.Injured || x.kind == record.KilledOrInjured) {
			harmed[x.event] = true
			if whole := c.events[x.event].partOf; whole >= 0 {
				harmed[whole] = true
			}
		}
	}
	for n := range c.events {
		if c.events[n].main {
			main = n
		}
	}
	if main < 0 || harmed[main] {
		return
	}
	w := &c.events[main]
	if w.typ != "ASSAULT" || w.realis != record.Actual || w.isUmbrella() {
		return
	}
	only := -1
	for n := range c.events {
		if !harmed[n] {
			continue
		}
		if only >= 0 {
			return
		}
		only = n
	}
	if only < 0 {
		return
	}
	e := &c.events[only]
	if e.typ != "ASSAULT" || e.realis != record.Actual || e.background || c.townsDiffer(e.place, w.place) || c.countriesDiffer(e.place, w.place) ||
		!e.from.IsZero() && !w.from.IsZero() && (e.to.Add(daySlack).Before(w.from) || w.to.Add(daySlack).Before(e.from)) {
		return
	}
	w.main, e.main = false, true
	if e.place < 0 && w.place >= 0 {
		e.place = w.place
		for _, words := range w.evidence["place"] {
			e.note("place", words)
		}
	}
	if e.from.IsZero() && !w.from.IsZero() {
		e.from, e.to, e.time, e.precision = w.from, w.to, w.time, w.precision
		for _, words := range w.evidence["from"] {
			e.note("from", words)
		}
	}
}
