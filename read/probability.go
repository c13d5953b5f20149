package read

import (
	"math"
	"slices"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// A calibration turns the share that the reader's heads give to a value into the share of such values that are right: a logistic
// function of the log-odds (Platt, "Probabilistic outputs for support vector machines", 1999).
type calibration struct{ slope, offset float64 }

// Fitted by "go run ./bench -fit" on rows of folds 0 to 3; those of quotes and plover the reader's weights did not learn from.
var (
	eventCalibration     = calibration{0.25, 1.11}
	statementCalibration = calibration{0.50, 0.25}
	countCalibration     = calibration{0.20, 0.18}
)

// unread is what the heads give to a value that only the rules have found.
const unread = 0.5

// of gives the calibrated probability of a share from 0 to 1, with two decimals, never quite 0 or 1.
func (c calibration) of(share float32) *float64 {
	const least = 0.005
	x := min(max(float64(share), least), 1-least)
	p := 1 / (1 + math.Exp(-c.slope*math.Log(x/(1-x))-c.offset))
	p = math.Round(min(max(p, 0.01), 0.99)*100) / 100
	return &p
}

// eventShare gives what the heads give to an event's type: the trigger's of its words, or the whole sentence's, whichever is more.
func (d *draft) eventShare(e *event) float32 {
	kind := slices.Index(language.EventTypes[:], string(e.typ))
	if kind < 0 {
		return unread // a codebook's own type
	}
	share := float32(0)
	for i := range d.doc.Triggers {
		if t := &d.doc.Triggers[i]; t.Type == string(e.typ) && slices.Contains(e.triggers, t.Token) {
			share = max(share, t.P)
		}
	}
	if kind > 0 && e.trigger >= 0 {
		share = max(share, d.doc.SentenceOf(e.trigger).Kinds[kind])
	}
	return share
}

// statementShare gives what the cue's head gives to a statement.
func statementShare(s *statement) float32 {
	if s.p == 0 {
		return unread
	}
	return s.p
}

// harms are the kinds of harm that the count's head knows.
var harms = map[language.Harm]record.Harm{language.NoHarm: "", language.Killed: record.Killed, language.Injured: record.Injured,
	language.Abducted: record.Abducted, language.Arrested: record.Detained, language.Missing: record.Missing, language.Displaced: record.Displaced}

// countShare gives what the count's head gives to the kind of harm of a count's figure.
func (d *draft) countShare(c *count) float32 {
	share, read := float32(unread), false
	for i := c.quantity.Start; i < c.quantity.End; i++ {
		t := &d.doc.Tokens[i]
		if t.Tag != language.NUM {
			continue
		}
		agrees := t.HarmP
		switch said := harms[t.Harm]; {
		case c.kind == record.KilledOrInjured && (t.Harm == language.Killed || t.Harm == language.Injured):
		case said != c.kind:
			agrees = 1 - t.HarmP
		}
		if !read || agrees > share {
			share, read = agrees, true
		}
	}
	return share
}
