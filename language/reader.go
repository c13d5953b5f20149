package language

import (
	"slices"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/language/encoder"
)

// A reader is the transformer with its labels as the Doc has them.
type reader struct {
	*encoder.Reader
	tags     []tagPair
	rels     []Rel
	entities []EntityType
	roles    []string
	spaces   sync.Pool
}

// readerSpace is the memory of one reading.
type readerSpace struct {
	encoder.Workspace
	words []string
	ends  []int
}

// openReader gives the reader. The weights are built in and no input, so that any fault in them is one of the program.
var openReader = sync.OnceValue(func() *reader {
	e, err := encoder.Open(readerWeights)
	if err != nil {
		panic(err)
	}
	return newReader(e)
})

// tagPair is a class of the reader's tags.
type tagPair struct {
	fine string
	tag  Tag
}

var entityTypes = map[string]EntityType{"PER": PersonName, "ORG": OrganisationName, "GPE": PlaceName, "LOC": PlaceName, "GROUP": GroupName,
	"FAC": FacilityName, "NORP": NationalityName, "WEA": WeaponName, "TITLE": TitleName, "MISC": OtherName}

var roleNames = map[string]string{"PerpInd": "perpetrator", "PerpOrg": "perpetrator organisation", "Victim": "victim", "Target": "target", "Weapon": "weapon"}

func newReader(e *encoder.Reader) *reader {
	l := &e.Labels
	if !slices.Equal(l.Trigger, EventTypes[:]) || !slices.Equal(l.Root, EventTypes[:]) ||
		!slices.Equal(l.Realis, realisNames[:]) || !slices.Equal(l.Count, harmNames[:]) || !slices.Equal(l.Scope, []string{"incident", "tally"}) {
		panic("language: the reader's weights have other labels")
	}
	r := &reader{Reader: e}
	r.spaces.New = func() any { return new(readerSpace) }
	for _, name := range l.Tag {
		fine, tag, _ := strings.Cut(name, " ")
		r.tags = append(r.tags, tagPair{fine, ParseTag(tag)})
	}
	for _, name := range l.Rel {
		r.rels = append(r.rels, ParseRel(name))
	}
	for _, name := range spanLabels(l.Entity) {
		r.entities = append(r.entities, entityTypes[name])
	}
	for _, name := range spanLabels(l.Role) {
		r.roles = append(r.roles, roleNames[name])
		r.RoleWeights = append(r.RoleWeights, roleWeight(name))
	}
	return r
}

// roleWeight gives how much more a role counts than the reader's probability for it. Persons who strike and things hit are called many names,
// and the reader, which has learnt from few texts, finds too few of them rather than too many: with 1.4 it finds about as many as there are in reports
// that it has not learnt from.
func roleWeight(name string) float32 {
	switch name {
	case "PerpInd", "Target":
		return 1.4
	}
	return 1
}

// spanLabels gives the names of a list of O, B-x, I-x.
func spanLabels(classes []string) []string {
	var out []string
	for i := 1; i < len(classes); i += 2 {
		out = append(out, strings.TrimPrefix(classes[i], "B-"))
	}
	return out
}

// read fills the Doc with what the reader finds. It needs tokens and sentences.
func (d *Doc) read(r *reader) {
	space := r.spaces.Get().(*readerSpace)
	defer r.spaces.Put(space)
	space.words, space.ends = space.words[:0], space.ends[:0]
	for i := range d.Tokens {
		space.words = append(space.words, d.Word(i))
	}
	for k := range d.Sentences {
		space.ends = append(space.ends, d.Sentences[k].End)
	}
	title := 0
	for title < len(d.Sentences) && d.Sentences[title].Title {
		title++
	}
	found := r.Read(&space.Workspace, space.words, space.ends, title)
	clear(space.words) // they hold on to the text
	for k := range d.Sentences {
		s := &d.Sentences[k]
		s.Kinds, s.Quads = found.Sentences[k].Root, found.Sentences[k].Quad
		d.takeWords(r, found, s)
	}
	d.takeMentions(found)
	d.takeNames(r, found.Entities)
	for _, s := range found.Roles {
		d.Roles = append(d.Roles, RoleSpan{Range{s.Start, s.End}, r.roles[s.Label], s.P / r.RoleWeights[s.Label]})
	}
	d.takeTriggers(r, found)
	d.takeAttributions(r, found)
}

// takeWords sets what is told of the single words of a sentence.
func (d *Doc) takeWords(r *reader, found *encoder.Reading, s *Sentence) {
	caseless := d.caseless(s)
	for i := s.Start; i < s.End; i++ {
		t, w := &d.Tokens[i], &found.Words[i]
		t.Tag, t.Fine = r.tags[w.Tag.Label].tag, r.tags[w.Tag.Label].fine
		if t.Tag == PROPN && !caseless && w.Head < 0 && d.Word(i) == t.Lower && isPastOnly(t.Lower) {
			t.Tag, t.Fine = VERB, "VBD" // "met" among many names
		}
		d.mendTag(i)
		t.Lemma = lemmaIn(t, caseless)
		t.Head, t.Rel = w.Head, r.rels[w.Rel]
		switch {
		case t.Head < 0:
			t.Rel = Root
		case t.Rel == Root && t.Tag == PUNCT:
			t.Rel = Punct
		case t.Rel == Root:
			t.Rel = Parataxis
		}
		t.Harm, t.HarmP = Harm(w.Count.Label), w.Count.P
		t.EventP = 1 - w.Trigger[0]
		t.TallyP = w.Scope.P
		if w.Scope.Label == 0 {
			t.TallyP = 1 - w.Scope.P
		}
	}
	d.mendRelations(s)
}

// takeMentions keeps the vectors of the words that can head a mention.
func (d *Doc) takeMentions(found *encoder.Reading) {
	d.mentionAt = make([]int32, len(d.Tokens))
	count := int32(0)
	for i := range d.Tokens {
		switch d.mentionAt[i] = -1; d.Tokens[i].Tag {
		case NOUN, PROPN, PRON, NUM, DET, ADJ, X:
			d.mentionAt[i] = count
			count++
		}
	}
	d.mentions = make([]float32, 0, int(count)*encoder.MentionSize)
	for i := range d.Tokens {
		if d.mentionAt[i] >= 0 {
			d.mentions = append(d.mentions, found.Mention(i)...)
		}
	}
}

// takeNames adds the entities and terms.
func (d *Doc) takeNames(r *reader, spans []encoder.Span) {
	for _, s := range spans {
		e := Entity{Range{s.Start, s.End}, r.entities[s.Label], r.entities[s.Label], s.P}
		switch e.Fine {
		case GroupName:
			e.Type = OrganisationName
		case FacilityName:
			e.Type = PlaceName
		case NationalityName, WeaponName, TitleName, OtherName, NoEntity:
			d.Terms = append(d.Terms, e)
			continue
		}
		d.Entities = append(d.Entities, e)
	}
}

// gapOfArgument is the number of words between two runs that is closed.
const gapOfArgument = 1

// takeTriggers adds the triggers with their arguments.
func (d *Doc) takeTriggers(r *reader, found *encoder.Reading) {
	for k := range found.Pairings {
		p := &found.Pairings[k]
		w := &found.Words[p.Word]
		if w.Trigger[0] > 1-encoder.TriggerFloor { // only a cue
			continue
		}
		t := Trigger{Token: p.Word, Realis: Realis(w.Realis.Label), RealisP: w.Realis.P}
		for kind, share := range w.Trigger[1:] {
			if share > t.P {
				t.Type, t.P = EventTypes[kind+1], share
			}
		}
		for label, name := range r.Labels.Pair {
			switch name {
			case "none", "source", "content", "target":
				continue
			}
			start := len(t.Arguments)
			if name != "recipient" {
				t.Arguments = appendRuns(t.Arguments, p, gapOfArgument, label)
				for i := range t.Arguments[start:] {
					t.Arguments[start+i].Role = name
				}
				continue
			}
			// Whether what undergoes an act is somebody or something is a matter of a lexicon; the reader's doubt of it is none of the act.
			target := slices.Index(r.Labels.Pair, "target")
			t.Arguments = appendRuns(t.Arguments, p, gapOfArgument, label, target)
			for i := range t.Arguments[start:] {
				g := &t.Arguments[start+i]
				g.Role = name
				if meanOf(p, g.Range, target) > meanOf(p, g.Range, label) {
					g.Role = "target"
				}
			}
		}
		slices.SortFunc(t.Arguments, func(a, b Argument) int { return a.Start - b.Start })
		d.Triggers = append(d.Triggers, t)
	}
}

// appendRuns adds the runs of words that are more likely than not one of the labels to the pairing's word, with gaps of up to so many words closed.
func appendRuns(runs []Argument, p *encoder.Pairing, gap int, labels ...int) []Argument {
	first := len(runs)
	sum, count := float32(0), 0
	for i := p.Start; i < p.End; i++ {
		share := float32(0)
		for _, label := range labels {
			share += p.Of(i)[label]
		}
		if share <= 0.5 {
			continue
		}
		if n := len(runs); n > first && i-runs[n-1].End <= gap {
			runs[n-1].End = i + 1
		} else {
			runs = append(runs, Argument{Range: Range{i, i + 1}})
			sum, count = 0, 0
		}
		sum, count = sum+share, count+1
		runs[len(runs)-1].P = sum / float32(count)
	}
	return runs
}

// meanOf gives the mean probability of a label over the words of a range.
func meanOf(p *encoder.Pairing, r Range, label int) float32 {
	sum := float32(0)
	for i := r.Start; i < r.End; i++ {
		sum += p.Of(i)[label]
	}
	return sum / float32(r.End-r.Start)
}
