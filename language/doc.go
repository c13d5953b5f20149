// Package language turns a report's text into a Doc: sentences, tokens, tags,
// a dependency tree, entities and quotations. A Doc never changes its text and
// every offset in it is a byte offset into that text.
package language

import "strings"

// A Doc is one report as the stages of reading see it. Each stage reads what
// earlier ones added and adds its own; none changes Text.
type Doc struct {
	// Text is the title, a newline and the body, as they were published. The
	// newline is there also when the title is empty.
	Text string
	// Body is the byte offset in Text at which the body begins.
	Body int
	// Tokens are in the order of the text, the title's first.
	Tokens    []Token
	Sentences []Sentence
	Entities  []Entity // in order, not overlapping
	Quotes    []Quote  // in order of their start; inner quotations follow the outer one
	// Terms are what the reader finds of nationalities, weapons, titles and other names (events, works), in order and not overlapping.
	Terms []Entity
	// Triggers are the words that may tell of events, in order.
	Triggers []Trigger
	// Attributions say what is said by whom, in the order of their cues.
	Attributions []Attribution
	// Said are the words that the reader takes for somebody's words or thoughts, whether or not they have a cue, in order and not overlapping.
	Said []Range
	// Roles are the parties to violent incidents, in order and not overlapping.
	Roles []RoleSpan
	// Upper and Lower say that the body has (next to) no lower case, or no upper case letters,
	// so that a capital letter means nothing.
	Upper, Lower bool

	mentions  []float32 // vectors of the words that can head a mention, for Antecedent
	mentionAt []int32   // of each token, which of them is its own; -1 for none
}

// A Span is a half-open range of bytes of Doc.Text.
type Span struct{ Start, End int }

// A Range is a half-open range of tokens of a Doc.
type Range struct{ Start, End int }

// Empty says whether the range holds no token.
func (r Range) Empty() bool { return r.End <= r.Start }

// Has says whether token i lies in the range.
func (r Range) Has(i int) bool { return r.Start <= i && i < r.End }

// Contains says whether all of s lies in r.
func (r Range) Contains(s Range) bool { return r.Start <= s.Start && s.End <= r.End }

// Overlaps says whether r and s share a token.
func (r Range) Overlaps(s Range) bool { return r.Start < s.End && s.Start < r.End }

// A Token is a word, a number or a mark.
type Token struct {
	Start, End int     // bytes
	Lower      string  // the token in lower case
	Lemma      string  // dictionary form in lower case ("killed" → "kill", "militants" → "militant")
	Tag        Tag     // Universal part of speech
	Fine       string  // Penn Treebank tag, such as VBN or NNS
	Head       int     // index in Doc.Tokens of the head, always in the same sentence; -1 for a root
	Rel        Rel     // relation to the head
	Sentence   int     // index in Doc.Sentences
	Harm       Harm    // what the token, a number or a noun, says was done to how many
	HarmP      float32 // probability of Harm
	TallyP     float32 // probability that the number sums up more than one incident
	EventP     float32 // probability that the token tells of an event of whatever type
}

// A Sentence is a range of tokens. Titles, datelines and headings are sentences of their own.
type Sentence struct {
	Range
	Paragraph int  // counts from 0 over the Doc
	Title     bool // lies in the title
	// Kinds are the probabilities of what the sentence tells of, in the order of EventTypes.
	Kinds [17]float32
	// Quads are the probabilities of none, verbal cooperation, material cooperation, verbal conflict and material conflict.
	Quads [5]float32
}

// EntityType says what a name is the name of.
type EntityType uint8

// The types of entities.
const (
	NoEntity EntityType = iota
	PersonName
	OrganisationName
	PlaceName
	GroupName       // an armed group; its Type is OrganisationName
	FacilityName    // a building, a road, a camp; its Type is PlaceName
	NationalityName // of a nation, a people, a religion or a party, as an adjective or for its members
	WeaponName      // a weapon or a kind of weapon
	TitleName       // an office or a rank
	OtherName       // an event, a work, a law
)

// An Entity is a name in the text.
type Entity struct {
	Range
	Type EntityType // PersonName, OrganisationName or PlaceName in Doc.Entities
	Fine EntityType // the finer type, or Type again
	P    float32    // probability of the type, mean over the words; 0 where it is not known
}

// A Quote is the inside of a pair of quotation marks. One that runs over
// several paragraphs, each opened by a mark of its own, is a single Quote.
type Quote struct {
	Range      // tokens between the marks, without them
	Open  bool // its closing mark is missing; it then ends with its paragraph
	Inner bool // lies inside another quotation
}

// Word gives token i as the text has it.
func (d *Doc) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// Span gives the bytes from the first to the last token of r; an empty range gives an empty Span.
func (d *Doc) Span(r Range) Span {
	if r.Empty() {
		return Span{}
	}
	return Span{d.Tokens[r.Start].Start, d.Tokens[r.End-1].End}
}

// String gives the text of r as published, line breaks and all.
func (d *Doc) String(r Range) string {
	s := d.Span(r)
	return d.Text[s.Start:s.End]
}

// Phrase gives the text of r with each run of white space as one space.
func (d *Doc) Phrase(r Range) string { return strings.Join(strings.Fields(d.String(r)), " ") }

// SentenceOf gives the sentence that token i is in.
func (d *Doc) SentenceOf(i int) *Sentence { return &d.Sentences[d.Tokens[i].Sentence] }

// InTitle says whether token i lies in the title.
func (d *Doc) InTitle(i int) bool { return d.Tokens[i].Start < d.Body }

// Children gives the tokens whose head is i, in order.
func (d *Doc) Children(i int) []int {
	var out []int
	s := d.SentenceOf(i)
	for j := s.Start; j < s.End; j++ {
		if d.Tokens[j].Head == i {
			out = append(out, j)
		}
	}
	return out
}

// Child gives the first child of i with one of the relations, or -1.
func (d *Doc) Child(i int, rels ...Rel) int {
	s := d.SentenceOf(i)
	for j := s.Start; j < s.End; j++ {
		if d.Tokens[j].Head != i {
			continue
		}
		for _, rel := range rels {
			if d.Tokens[j].Rel == rel {
				return j
			}
		}
	}
	return -1
}

// Under says whether token i is token top or hangs below it in the tree.
func (d *Doc) Under(i, top int) bool {
	for steps := 0; i >= 0 && steps < 1000; steps++ {
		if i == top {
			return true
		}
		i = d.Tokens[i].Head
	}
	return false
}

// Subtree gives the range from the first to the last token that is i or hangs
// below it. In a projective tree, and all trees here are, nothing else lies between.
func (d *Doc) Subtree(i int) Range {
	r := Range{i, i + 1}
	s := d.SentenceOf(i)
	for r.Start > s.Start && d.Under(r.Start-1, i) {
		r.Start--
	}
	for r.End < s.End && d.Under(r.End, i) {
		r.End++
	}
	return r
}

// HeadOf gives the token of r whose head lies outside r (the first, if there are several).
func (d *Doc) HeadOf(r Range) int {
	for i := r.Start; i < r.End; i++ {
		if h := d.Tokens[i].Head; !r.Has(h) {
			return i
		}
	}
	return r.Start
}
