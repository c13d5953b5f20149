package read

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// An Explanation says why the events of a report are what they are.
type Explanation struct {
	Kinds   []string // of each sentence, what the reader takes it for: "ASSAULT 0.97, none 0.02"
	Events  []Explained
	LeftOut []LeftOut // what was considered and is no event, in order of the text
}

// An Explained is one event, with a reason for each of its values.
type Explained struct {
	ID      string
	Type    record.Type
	Mode    string
	Main    bool
	P       float64
	Reasons []Reason
}

// A Reason says where one value comes from.
type Reason struct{ Field, Value, Why string }

// A LeftOut is a word that a pattern, or the reader, took for an act that is no event by itself.
type LeftOut struct {
	Words   string
	Type    record.Type
	Pattern string // with its file and line, or empty
	Why     string
	at      int
}

// Explain reads a report as Read does, and gives the record with the reasons.
func Explain(rep *report.Report, opt Options) (*record.Record, *Explanation) {
	if opt.Codebook == nil {
		opt.Codebook = codebook.Default()
	}
	if !rep.English() {
		return Read(rep, opt), &Explanation{}
	}
	d, line, f := draftOf(rep, opt)
	rec := assemble(rep, d, line, opt)
	a := &assembler{draft: d}
	a.number()
	x := &explainer{eventFinder: f}
	out := &Explanation{LeftOut: x.leftOut(), Kinds: x.kinds()}
	for _, i := range a.eventOrder {
		e := Explained{ID: a.eventIDs[i], Type: d.events[i].typ, Mode: d.events[i].mode, Main: d.events[i].main, Reasons: x.reasons(i)}
		if p := eventCalibration.of(d.eventShare(&d.events[i])); p != nil {
			e.P = *p
		}
		out.Events = append(out.Events, e)
	}
	return rec, out
}

// An explainer looks up afterwards what the finder went by.
type explainer struct {
	*eventFinder
	list []Reason
}

func (x *explainer) add(field, value, why string) { x.list = append(x.list, Reason{field, value, why}) }

// reasons gives the reasons of an event's values.
func (x *explainer) reasons(e int) []Reason {
	x.list = nil
	ev := &x.draft.events[e]
	mentions := x.mentions(e)
	x.whyType(ev, mentions)
	x.whyMode(ev, mentions)
	if len(mentions) == 0 { // found by the sentence alone: its word stands for the act
		mentions = []*act{{event: *ev, Match: codebook.Match{Trigger: &codebook.Trigger{}, At: ev.trigger}}}
	}
	for _, side := range []struct {
		field string
		list  []int
	}{{"actors", ev.actors}, {"recipients", ev.recipients}} {
		for _, who := range side.list {
			x.add(side.field, x.draft.actors[who].Name, x.whyWho(ev, mentions, side.field, who))
		}
	}
	for _, t := range ev.targets {
		x.add("targets", x.doc.Phrase(t.words)+" ("+t.kind+")", x.whyWords(mentions, "targets", t.words))
	}
	for _, w := range ev.weapons {
		x.add("weapons", x.doc.Phrase(w.words)+" ("+w.kind+")", x.whyWords(mentions, "weapons", w.words))
	}
	if ev.place >= 0 {
		x.add("place", x.places[ev.place].Name, x.whyPlace(ev, mentions))
	}
	if !ev.from.IsZero() {
		x.add("from", ev.from.String(), x.whyTime(ev, mentions))
	}
	x.whyRealis(ev, mentions)
	return x.list
}

// mentions gives the acts that an event was made of, that of its trigger first.
func (x *explainer) mentions(e int) []*act {
	var out []*act
	for i := range x.acts {
		if a := &x.acts[i]; a.into == e {
			out = append(out, a)
		}
	}
	at := x.draft.events[e].trigger
	slices.SortStableFunc(out, func(a, b *act) int { return distance(a.At, at) - distance(b.At, at) })
	return out
}

// pattern names a trigger of the codebook: `"kill" at plover/assault/patterns.txt:2`; "" for one of the reader.
func pattern(t *codebook.Trigger) string {
	if len(t.Pattern) == 0 {
		return ""
	}
	return fmt.Sprintf("%q at %s:%d", t.Text, t.File, t.Line)
}

// whyType says by which words the event was found, each with what the reader holds of it.
func (x *explainer) whyType(ev *event, mentions []*act) {
	for _, a := range mentions {
		word := fmt.Sprintf("%q: ", x.doc.Word(a.At))
		why := word + "pattern " + pattern(a.Trigger) + "; " + x.opinion(a.At)
		switch {
		case len(a.Pattern) == 0:
			why = word + x.opinion(a.At) + ". " + codebook.RuleText("no pattern")
		case a.typ != a.Type: // the pattern's own type is in its file's name
			why += ", which is here only spoken of. " + codebook.RuleText("words")
		}
		x.add("type", string(ev.typ), why)
	}
	if strings.HasSuffix(ev.rule, "-sentence") {
		share := float32(0)
		if k := slices.Index(language.EventTypes[:], string(ev.typ)); k > 0 {
			share = x.doc.SentenceOf(ev.trigger).Kinds[k]
		}
		x.add("type", string(ev.typ), fmt.Sprintf("%q: the reader takes the sentence for it (%.2f). %s", x.doc.Word(ev.trigger), share, codebook.RuleText("news")))
	}
}

// opinion says what the reader takes a word for.
func (x *explainer) opinion(i int) string {
	if t := x.triggerAt[i]; t >= 0 {
		return fmt.Sprintf("the reader takes it for %s (%.2f)", x.readings[t].Type, x.readings[t].P)
	}
	return fmt.Sprintf("the reader sees no event in it (%.2f that there is one)", x.doc.Tokens[i].EventP)
}

func (x *explainer) whyMode(ev *event, mentions []*act) {
	if ev.mode == "" {
		return
	}
	value := ev.mode
	if ev.cameo != "" {
		value += " (CAMEO " + ev.cameo + ")"
	}
	for _, a := range mentions {
		if a.Mode == ev.mode {
			why := "the reader's word for force of a kind not told"
			if p := pattern(a.Trigger); p != "" {
				why = "pattern " + p
			}
			x.add("mode", value, why)
			return
		}
	}
	why := "what the words are"
	if len(ev.weapons) > 0 {
		why = "the weapon"
	}
	x.add("mode", value, why)
}

// whyWho says where an actor of an event comes from.
func (x *explainer) whyWho(ev *event, mentions []*act, field string, who int) string {
	for _, r := range ev.evidence[field] {
		if x.actorAt[x.doc.HeadOf(r)] == who {
			return x.whyWords(mentions, field, r)
		}
	}
	for _, r := range ev.evidence[field] {
		if slices.Contains(x.actorsIn(r), who) {
			return x.whyWords(mentions, field, r)
		}
	}
	for _, a := range mentions {
		if t := x.triggerOf(a); t != nil && x.heeds(a, t) {
			for _, g := range t.Arguments {
				if slices.Contains(roles[field], g.Role) && slices.Contains(x.actorsOf(x.doc.HeadOf(g.Range)), who) {
					return x.whyWords(mentions, field, g.Range)
				}
			}
		}
	}
	return "what the report says of it elsewhere"
}

// roles are the reader's names for what fills a field.
var roles = map[string][]string{"actors": {"actor"}, "recipients": {"recipient", "target"}, "targets": {"target"}, "weapons": {"weapon"},
	"place": {"place"}, "from": {"time"}}

// whyWords says how words came to fill a field: by a path of the pattern, by the reader, or by the tree.
func (x *explainer) whyWords(mentions []*act, field string, r language.Range) string {
	head := x.doc.HeadOf(r)
	near := (*act)(nil)
	for _, a := range mentions {
		if x.doc.Tokens[a.At].Sentence != x.doc.Tokens[head].Sentence {
			continue
		}
		for _, p := range a.Arguments[roles[field][0]] {
			if slices.Contains(p.From(x.doc, a.At), head) {
				return fmt.Sprintf("%q: the pattern's path %q from %q", x.doc.Phrase(r), p.String(), x.doc.Word(a.At))
			}
		}
		if t := x.triggerOf(a); t != nil && (field == "from" || x.heeds(a, t)) {
			for _, g := range t.Arguments {
				if g.Range == r && slices.Contains(roles[field], g.Role) && (g.P >= sure || field == "from") {
					return fmt.Sprintf("%q: the reader pairs it with %q (%.2f)", x.doc.Phrase(r), x.doc.Word(t.Token), g.P)
				}
			}
		}
		if near == nil || distance(a.At, head) < distance(near.At, head) {
			near = a
		}
	}
	if near == nil {
		return fmt.Sprintf("%q", x.doc.Phrase(r))
	}
	path := codebook.Between(x.doc, near.At, head)
	if len(path) == 0 {
		return fmt.Sprintf("%q: the word itself", x.doc.Phrase(r))
	}
	return fmt.Sprintf("%q: the tree, by %q from %q", x.doc.Phrase(r), path.String(), x.doc.Word(near.At))
}

// heeds says whether the reader's word counts on who and what takes part in an act.
func (x *explainer) heeds(a *act, t *language.Trigger) bool {
	force := func(s string) bool { return s == "ASSAULT" || s == "COERCE" }
	return strings.HasSuffix(a.rule, "-sentence") || force(string(a.typ)) && force(t.Type)
}

func (x *explainer) whyPlace(ev *event, mentions []*act) string {
	r := x.places[ev.place].Range
	for _, a := range mentions {
		if t := x.triggerOf(a); t != nil && t.Type == "ASSAULT" {
			for _, g := range t.Arguments {
				if g.Role == "place" && g.Range.Overlaps(r) {
					return fmt.Sprintf("%q: the reader pairs it with %q (%.2f)", x.doc.Phrase(r), x.doc.Word(t.Token), g.P)
				}
			}
		}
	}
	return x.whyWords(mentions, "place", r)
}

func (x *explainer) whyTime(ev *event, mentions []*act) string {
	if ev.time < 0 {
		return "what the report says of it elsewhere"
	}
	return x.whyWords(mentions, "from", x.times[ev.time].Range)
}

func (x *explainer) whyRealis(ev *event, mentions []*act) {
	why := "nothing says that it has not happened"
	if ev.realis != record.Actual {
		why = "the words around it"
	}
	if list := ev.evidence["realis"]; len(list) > 0 {
		why = fmt.Sprintf("the cue %q", x.doc.Phrase(list[0]))
	} else if s := ev.statement; s >= 0 && ev.realis != record.Actual {
		why = fmt.Sprintf("it is told in what somebody said, which is to %s", x.statements[s].act)
	}
	if t := x.triggerOf(mentions[0]); t != nil {
		why += fmt.Sprintf("; the reader takes it for %s (%.2f)", t.Realis, t.RealisP)
	}
	x.add("realis", string(ev.realis), why)
}

// kinds gives for each sentence the two likeliest of what the reader takes it for.
func (x *explainer) kinds() []string {
	var out []string
	for i := range x.doc.Sentences {
		shares := &x.doc.Sentences[i].Kinds
		order := make([]int, len(shares))
		for k := range order {
			order[k] = k
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(shares[b], shares[a]) })
		out = append(out, fmt.Sprintf("%s %.2f, %s %.2f", language.EventTypes[order[0]], shares[order[0]], language.EventTypes[order[1]], shares[order[1]]))
	}
	return out
}

// leftOut gives what was considered and is no event.
func (x *explainer) leftOut() []LeftOut {
	var out []LeftOut
	add := func(at int, words string, t *codebook.Trigger, why string) {
		out = append(out, LeftOut{words, t.Type, pattern(t), why, at})
	}
	for i := range x.passed {
		m := &x.passed[i]
		add(m.At, x.matched(m), m.Trigger, x.whyPassed(m))
	}
	for i := range x.acts {
		a := &x.acts[i]
		switch {
		case a.into >= 0:
		case a.why != "":
			add(a.At, x.matched(&a.Match), a.Trigger, codebook.RuleText(a.why))
		case a.Weak:
			add(a.At, x.matched(&a.Match), a.Trigger, codebook.RuleText("weak"))
		case !a.dropped:
			add(a.At, x.matched(&a.Match), a.Trigger, codebook.RuleText("vague"))
		}
	}
	for i := range x.readings {
		t := &x.readings[i]
		if x.actAt[t.Token] >= 0 || slices.ContainsFunc(x.draft.events, func(e event) bool { return slices.Contains(e.triggers, t.Token) }) {
			continue
		}
		rule := "news"
		switch {
		case x.book.Bars(x.doc, t.Token, record.Type(t.Type)):
			rule = "barred"
		case t.Type == "ASSAULT":
			rule = "no pattern"
		}
		out = append(out, LeftOut{Words: x.doc.Word(t.Token), Type: record.Type(t.Type), Why: fmt.Sprintf("%.2f: %s", t.P, codebook.RuleText(rule)), at: t.Token})
	}
	for i := range x.doc.Tokens {
		for _, m := range x.book.Misses(x.doc, i) {
			add(i, x.doc.Word(i), m.Trigger, m.Why)
		}
	}
	slices.SortStableFunc(out, func(a, b LeftOut) int { return a.at - b.at })
	return out
}

// matched gives the words of a match.
func (x *explainer) matched(m *codebook.Match) string {
	at := append([]int{m.At}, m.Others...)
	slices.Sort(at)
	var words []string
	for i, t := range at {
		if i > 0 && t > at[i-1]+1 {
			words = append(words, "..")
		}
		words = append(words, x.doc.Word(t))
	}
	return strings.Join(words, " ")
}

// whyPassed says why a match was not taken.
func (x *explainer) whyPassed(m *codebook.Match) string {
	if x.insideName(m.At) {
		return "the word is part of a name"
	}
	if x.saysNone(m) {
		return fmt.Sprintf("%s (%.2f that there is one)", codebook.RuleText("no event"), x.doc.Tokens[m.At].EventP)
	}
	for i := range x.acts {
		if a := &x.acts[i]; len(a.Pattern) > 0 && shareWords(&a.Match, m) {
			rule, _, _ := strings.Cut(codebook.RuleText("most"), ":")
			return fmt.Sprintf("%s: here %s %s", rule, a.Type, pattern(a.Trigger))
		}
	}
	return codebook.RuleText("most")
}
