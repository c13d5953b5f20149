package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// realisOf tells what happened to the people from what was denied, feared or only supposed.
func (c *counter) realisOf(f *finding, s language.Range) record.Realis {
	for i := f.voice.Start; i < f.voice.End; i++ {
		switch c.low(i) {
		case "not", "n't", "never":
			return record.Denied
		case "would", "could", "will", "can", "shall", "should", "'ll", "'d", "must":
			return record.Hypothetical
		case "may", "might":
			return record.Feared
		case "feared", "presumed":
			return record.Feared
		}
	}
	if realis := c.realisBefore(f, s); realis != record.Actual {
		return realis
	}
	if c.denies(f, s) {
		return record.Denied
	}
	return c.mark(f, s)
}

// realisBefore looks at the words right before the word of harm: "feared dead", "tried to kill", "an attempt on".
func (c *counter) realisBefore(f *finding, s language.Range) record.Realis {
	seen := 0
	to := f.active && f.harm.form == baseForm
	infinitive := false
	start := f.voice.Start
	for i := start - 1; i >= s.Start && seen < 7; i-- {
		word := c.low(i)
		switch word {
		case ",", ";", ":", "\"", "”", "“", ".":
			if word != "\"" && word != "“" && word != "”" {
				return record.Actual
			}
			continue
		case "to":
			if i == start-1 || seen <= 1 {
				infinitive = true
			}
		case "feared", "fear", "fearing", "fears", "presumed", "believed":
			if word != "believed" || f.class == stateHarm {
				return record.Feared
			}
		case "attempted", "attempting", "attempt", "attempts", "tried", "trying", "tries", "try", "threatened", "threatening", "threat", "threats", "threaten", "threatens",
			"plot", "plots", "plotted", "plotting", "planned", "planning", "plans", "plan", "intended", "intending", "failed", "conspiring", "conspiracy", "conspired", "wanted", "vowed", "aiming", "aimed", "ordered", "orders":
			if infinitive || f.class == nounHarm || word == "attempted" || word == "planned" || c.low(i+1) == "murder" {
				return record.Hypothetical
			}
		case "denied", "denies", "deny", "denying":
			return record.Denied
		case "without", "avoid", "prevent", "prevented", "avoided":
			if seen <= 2 {
				return record.Denied
			}
		case "would", "could", "will", "may", "might", "can", "should", "must", "shall", "'ll":
			if to || f.class == stateHarm {
				return record.Hypothetical
			}
		case "managed", "continued", "went", "used", "proceeded", "began", "continue", "seen", "return", "returned", "turned", "helped", "help":
			if infinitive {
				return record.Actual
			}
		case "did", "do", "does":
			if to && (c.low(i+1) == "not" || c.low(i+1) == "n't") {
				return record.Denied
			}
		}
		seen++
	}
	if infinitive && to {
		return record.Hypothetical
	}
	return record.Actual
}

// mark looks for a condition that opens the clause: "if 12 people are killed".
func (c *counter) mark(f *finding, s language.Range) record.Realis {
	start := min(f.group.words.Start, f.voice.Start)
	for i := start - 1; i >= s.Start && i > start-6; i-- {
		switch c.low(i) {
		case "if", "unless", "whether", "lest", "whenever", "anytime":
			return record.Hypothetical
		case "time":
			if c.low(i-1) == "any" || c.low(i-1) == "every" || c.low(i-1) == "next" {
				return record.Hypothetical
			}
		case "feared", "fears", "fear", "fearing":
			return record.Feared
		case ",", ";", "but", "said", ":":
			return record.Actual
		}
	}
	return record.Actual
}
