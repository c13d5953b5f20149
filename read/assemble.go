package read

import (
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// An assembler turns a draft into a record: tokens to code points, indexes to
// ids numbered in the order of the text.
type assembler struct {
	*draft
	book                                           *actors.Book
	points                                         []int // code point of each token's start and end: 2i and 2i+1
	actorIDs, countIDs, eventIDs, statementIDs     []string
	actorOrder, countOrder, eventOrder, statements []int
}

func assemble(rep *report.Report, d *draft, line dateline, opt Options) *record.Record {
	a := &assembler{draft: d, book: opt.book(), points: codePoints(d.doc)}
	a.number()
	rec := &record.Record{
		Report:   reportHeader(rep),
		Warnings: slices.Clone(rep.Warnings),
		Coder:    record.Coder{Version: Version, Codebook: d.book.SHA256(), Model: language.Model(), Actors: opt.book().SHA256()},
	}
	if !line.words.Empty() {
		rec.Report.Dateline = &record.Dateline{Span: a.span(line.words), Place: id("p", line.place),
			From: record.Nullable(line.day.String())}
	}
	for _, i := range a.actorOrder {
		rec.Actors = append(rec.Actors, a.actor(i))
	}
	for i := range d.places {
		rec.Places = append(rec.Places, a.place(i))
	}
	for i := range d.times {
		rec.Times = append(rec.Times, a.time(i))
	}
	for _, i := range a.countOrder {
		rec.Counts = append(rec.Counts, a.count(i))
	}
	for _, i := range a.eventOrder {
		rec.Events = append(rec.Events, a.event(i))
	}
	for _, i := range a.statements {
		rec.Statements = append(rec.Statements, a.statement(i))
	}
	if opt.Tokens {
		rec.Tokens = a.tokens()
	}
	return rec
}

func reportHeader(rep *report.Report) record.Report {
	sum := rep.SHA256()
	r := record.Report{ID: rep.ID, URL: record.Nullable(rep.URL), Publisher: record.Nullable(rep.Publisher),
		Title: record.Nullable(rep.Title), Published: record.Nullable(rep.Published), Language: record.Nullable(rep.Language),
		SHA256: sum, Extra: rep.Extra}
	if r.ID == "" {
		r.ID = sum[:16]
	}
	if !rep.FromJSON {
		r.Text = &rep.Text
	}
	return r
}

// codePoints gives where each token starts and ends, counted in code points
// from the start of the title or of the body that it lies in.
func codePoints(doc *language.Doc) []int {
	points := make([]int, 0, 2*len(doc.Tokens))
	at, n := 0, 0
	step := func(to int) int {
		if at < doc.Body && to >= doc.Body {
			at, n = doc.Body, 0
		}
		n += utf8.RuneCountInString(doc.Text[at:to])
		at = to
		return n
	}
	for _, tok := range doc.Tokens {
		points = append(points, step(tok.Start))
		points = append(points, step(tok.End))
	}
	return points
}

// number orders the parts by the text and gives them their ids.
func (a *assembler) number() {
	a.actorOrder, a.actorIDs = order("a", len(a.draft.actors), func(i int) int {
		if m := a.draft.actors[i].Mentions; len(m) > 0 {
			return m[0].Start
		}
		return len(a.doc.Tokens)
	})
	a.countOrder, a.countIDs = order("c", len(a.counts), func(i int) int { return a.counts[i].quantity.Start })
	a.eventOrder, a.eventIDs = order("e", len(a.events), func(i int) int { return a.events[i].trigger })
	a.statements, a.statementIDs = order("s", len(a.draft.statements), func(i int) int { return a.draft.statements[i].content.Start })
}

// order sorts n things by key, stably, and names them by their rank.
func order(prefix string, n int, key func(int) int) (sorted []int, ids []string) {
	sorted = make([]int, n)
	for i := range sorted {
		sorted[i] = i
	}
	sort.SliceStable(sorted, func(x, y int) bool { return key(sorted[x]) < key(sorted[y]) })
	ids = make([]string, n)
	for rank, i := range sorted {
		ids[i] = fmt.Sprint(prefix, rank+1)
	}
	return sorted, ids
}

// id names part i of a list that is already in the order of the text; none is empty.
func id(prefix string, i int) record.Nullable {
	if i < 0 {
		return ""
	}
	return record.Nullable(fmt.Sprint(prefix, i+1))
}

// pick gives the id of part i, or the empty one for none.
func pick(ids []string, i int) record.Nullable {
	if i < 0 || i >= len(ids) {
		return ""
	}
	return record.Nullable(ids[i])
}

func pickAll(ids []string, list []int) []string {
	var out []string
	for _, i := range list {
		if i >= 0 && !slices.Contains(out, ids[i]) {
			out = append(out, ids[i])
		}
	}
	return out
}

func (a *assembler) span(r language.Range) record.Span {
	if r.Empty() {
		return record.Span{}
	}
	s := record.Span{Start: a.points[2*r.Start], End: a.points[2*r.End-1]}
	if a.doc.InTitle(r.Start) {
		s.In = "title"
	}
	return s
}

func (a *assembler) mention(r language.Range) record.Mention { return record.Mention(a.span(r)) }

func (a *assembler) word(i int) language.Range { return language.Range{Start: i, End: i + 1} }

func day(d calendar.Day) record.Nullable { return record.Nullable(d.String()) }

func number(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

// code is number for codes that start at 1: 0 is none.
func code(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func (a *assembler) evidence(of map[string][]language.Range) record.Evidence {
	out := record.Evidence{}
	for field, ranges := range of {
		for _, r := range ranges {
			if !r.Empty() {
				out[field] = append(out[field], a.mention(r))
			}
		}
	}
	return out
}

var actorKinds = map[actors.Kind]record.ActorKind{actors.Unknown: record.UnknownActor, actors.Person: record.Person,
	actors.People: record.People, actors.Organisation: record.Organisation, actors.State: record.State,
	actors.ArmedGroup: record.ArmedGroup}

func (a *assembler) actor(i int) record.Actor {
	act := &a.draft.actors[i]
	out := record.Actor{ID: a.actorIDs[i], Name: act.Name, Kind: actorKinds[act.Kind], Title: record.Nullable(act.Title),
		Country: record.Nullable(act.Country), Sector: record.Nullable(act.Sector), Ref: record.Nullable(act.Ref), CAMEO: record.Nullable(a.book.CAMEO(act))}
	for _, m := range act.Mentions {
		out.Mentions = append(out.Mentions, a.mention(m.Range))
	}
	return out
}

func (a *assembler) place(i int) record.Place {
	m := &a.places[i]
	out := record.Place{ID: string(id("p", i)), Span: a.span(m.Range), Name: m.Name, Country: record.Nullable(m.Country),
		Use: record.Literal, Precision: code(m.Precision), Area: record.Nullable(m.Area), Within: id("p", m.Within)}
	if m.Associative {
		out.Use = record.Associative
	}
	if p := m.Place; p != nil {
		fillPlace(&out, p)
	} else if p := m.Around; p != nil {
		out.Lat, out.Lon, out.Precision = &p.Lat, &p.Lon, code(m.AroundPrecision)
		out.Admin1, out.Admin1Code = record.Nullable(p.Admin1), record.Nullable(p.Admin1Code)
	}
	return out
}

func fillPlace(out *record.Place, p *gazetteer.Place) {
	out.GeonameID = code(p.GeonameID)
	out.Admin1, out.Admin1Code = record.Nullable(p.Admin1), record.Nullable(p.Admin1Code)
	out.Admin2, out.Admin2Code = record.Nullable(p.Admin2), record.Nullable(p.Admin2Code)
	out.Feature = record.Nullable(p.Feature)
	// A part of a country is an area: the point of the whole would be a guess. That of a province or a town says where it is.
	if out.Area == "" || p.Feature != "PCLI" && p.Feature != "CONT" {
		out.Lat, out.Lon = &p.Lat, &p.Lon
	}
}

var timeKinds = map[calendar.Kind]record.TimeKind{calendar.Date: record.Date, calendar.Clock: record.Clock,
	calendar.Duration: record.Duration, calendar.Set: record.Set}

func (a *assembler) time(i int) record.Time {
	t := &a.times[i]
	return record.Time{ID: string(id("t", i)), Span: a.span(t.Range), Value: record.Nullable(t.Value), From: day(t.From), To: day(t.To),
		Precision: code(t.Precision), Kind: timeKinds[t.Kind]}
}

func (a *assembler) count(i int) record.Count {
	c := &a.counts[i]
	out := record.Count{ID: a.countIDs[i], Span: a.span(c.clause), Kind: c.kind, Low: number(c.low), Best: number(c.best),
		High: number(c.high), Bound: c.bound, Quantity: a.doc.Phrase(c.quantity), Category: c.category, Scope: record.Incident,
		From: day(c.from), To: day(c.to), Time: id("t", c.time), Place: id("p", c.place), Perpetrator: pick(a.actorIDs, c.perpetrator),
		Source: pick(a.actorIDs, c.source), Statement: pick(a.statementIDs, c.statement), Realis: c.realis,
		PartOf: pick(a.countIDs, c.partOf), Repeats: pick(a.countIDs, c.repeats), SupersededBy: pick(a.countIDs, c.supersededBy),
		Event: pick(a.eventIDs, c.event), Evidence: a.evidence(c.evidence), P: countCalibration.of(a.countShare(c))}
	if !c.who.Empty() {
		out.Who = record.Nullable(a.doc.Phrase(c.who))
	}
	if c.tally {
		out.Scope = record.Tally
	}
	return out
}

func (a *assembler) event(i int) record.Event {
	e := &a.events[i]
	out := record.Event{ID: a.eventIDs[i], Span: a.span(a.clause(e.trigger)), Trigger: a.mention(a.word(e.trigger)), Type: e.typ,
		Mode: record.Nullable(e.mode), CAMEO: record.Nullable(e.cameo), Quad: record.Quad(e.typ), Number: max(e.number, 1), Main: e.main,
		Background: e.background, Actors: pickAll(a.actorIDs, e.actors), Recipients: pickAll(a.actorIDs, e.recipients),
		Place: id("p", e.place), From: day(e.from), To: day(e.to), Precision: code(e.precision), Time: id("t", e.time),
		Realis: e.realis, Source: pick(a.actorIDs, e.source), Statement: pick(a.statementIDs, e.statement),
		ClaimedBy: pickAll(a.actorIDs, e.claimedBy), DeniedBy: pickAll(a.actorIDs, e.deniedBy), PartOf: pick(a.eventIDs, e.partOf),
		Rule: e.rule, Contexts: a.contexts(e), Evidence: a.evidence(e.evidence), P: eventCalibration.of(a.eventShare(e))}
	if t := a.draft.book.Type(e.typ); t != nil {
		out.Quad, out.Goldstein = t.Quad, t.Goldstein(e.cameo)
	}
	for _, t := range e.triggers {
		out.Triggers = append(out.Triggers, a.mention(a.word(t)))
	}
	for _, w := range e.weapons {
		out.Weapons = append(out.Weapons, record.Instrument{Span: a.span(w.words), Kind: w.kind})
	}
	for _, t := range e.targets {
		out.Targets = append(out.Targets, record.Instrument{Span: a.span(t.words), Kind: t.kind})
	}
	for _, pair := range e.blamedBy {
		out.BlamedBy = append(out.BlamedBy, [2]string{a.actorIDs[pair[0]], a.actorIDs[pair[1]]})
	}
	for _, c := range a.countOrder {
		if a.counts[c].event == i {
			out.Counts = append(out.Counts, a.countIDs[c])
		}
	}
	return out
}

// contexts gives the codebook's contexts whose cues stand in the sentences of an event's triggers, in order of the text.
func (a *assembler) contexts(e *event) []string {
	var out []string
	last := -1
	for _, t := range e.triggers {
		s := a.doc.Tokens[t].Sentence
		if s == last {
			continue
		}
		last = s
		for i := a.doc.Sentences[s].Start; i < a.doc.Sentences[s].End; i++ {
			if c, n := a.draft.book.Contexts.Match(a.doc, i); n > 0 && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// clause gives the clause that a word stands in: what hangs below the nearest verb above it, or the word itself where it heads one.
func (a *assembler) clause(tok int) language.Range {
	top := tok
	for a.doc.Tokens[top].Tag != language.VERB && a.doc.Tokens[top].Head >= 0 {
		top = a.doc.Tokens[top].Head
	}
	r := a.doc.Subtree(top)
	for r.End > tok+1 && a.doc.Tokens[r.End-1].Tag == language.PUNCT {
		r.End--
	}
	for r.Start < tok && a.doc.Tokens[r.Start].Tag == language.PUNCT {
		r.Start++
	}
	return r
}

func (a *assembler) statement(i int) record.Statement {
	s := &a.draft.statements[i]
	out := record.Statement{ID: a.statementIDs[i], Span: a.span(s.content), Speaker: pick(a.actorIDs, s.speaker), Direct: s.direct,
		Act: s.act, Addressee: pick(a.actorIDs, s.addressee), About: pick(a.actorIDs, s.about), Event: pick(a.eventIDs, s.event),
		From: day(s.from), To: day(s.to), Place: id("p", s.place), Inside: pick(a.statementIDs, s.inside),
		P: statementCalibration.of(statementShare(s))}
	if !s.cue.Empty() {
		m := a.mention(s.cue)
		out.Cue = &m
	}
	if !s.venue.Empty() {
		out.Venue = record.Nullable(a.doc.Phrase(s.venue))
	}
	return out
}

// tokens gives the body's tokens; those of the title are left out, since heads index into one list.
func (a *assembler) tokens() []record.Token {
	first := 0
	for first < len(a.doc.Tokens) && a.doc.InTitle(first) {
		first++
	}
	var out []record.Token
	for i, tok := range a.doc.Tokens[first:] {
		head := -1
		if tok.Head >= 0 {
			head = tok.Head - first
		}
		out = append(out, record.Token{Span: a.span(a.word(first + i)), UPOS: tok.Tag.String(), Head: head, Deprel: tok.Rel.String()})
	}
	return out
}
