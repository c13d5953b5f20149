package read

import (
	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// A draft is a record in the making. Its parts refer to each other by index
// and to the text by tokens; none is -1, no words an empty range. Assembling
// turns it into a record.Record.
type draft struct {
	doc        *language.Doc
	book       *codebook.Codebook
	published  calendar.Day
	filed      language.Range // the dateline: its day is that of filing
	times      []calendar.Time
	places     []gazetteer.Mention
	actors     []actors.Actor
	statements []statement
	events     []event
	counts     []count
}

// A statement is what somebody said.
type statement struct {
	content   language.Range // without outer quotation marks, speech verb and speaker
	cue       language.Range // "said", "according to"; empty when there is none
	speaker   int            // actor
	source    language.Range // the speaker's words at this place ("he", "the minister"); may be empty
	direct    bool
	between   language.Range // the report's own words between two quotations of the content, the cue among them; may be empty
	act       record.Act
	addressee int // actor
	about     int // actor
	event     int // the verbal event that this statement is, if any
	from, to  calendar.Day
	venue     language.Range
	place     int
	inside    int     // the statement whose content reports this one
	p         float32 // probability that it is one; 0 where it is not known
}

// says tells whether token i is among what a statement says.
func (s *statement) says(i int) bool { return s.content.Has(i) && !s.between.Has(i) }

// An event is one act or incident with all its mentions.
type event struct {
	trigger    int   // token: first mention outside the title, else in it
	triggers   []int // tokens, in order, trigger included
	typ        record.Type
	mode       string
	cameo      string
	number     int  // 1, or above for an umbrella ("two attacks")
	many       bool // an umbrella over acts whose number is not told ("a string of attacks")
	answer     bool // what one side did after an attack of the other
	main       bool
	background bool
	actors     []int
	recipients []int
	weapons    []instrument
	targets    []instrument
	place      int
	near       int // 1 + the place that the sentences before it in its paragraph tell of, where its own names none; 0 for none
	time       int
	from, to   calendar.Day
	precision  int // UCDP date_prec; 0 when not known
	realis     record.Realis
	source     int // actor
	statement  int // the statement that tells of it
	claimedBy  []int
	blamedBy   [][2]int // who blames, who is blamed
	deniedBy   []int
	partOf     int
	rule       string
	evidence   map[string][]language.Range // JSON field name → words
}

// An instrument is a weapon used or a thing hit.
type instrument struct {
	words language.Range
	kind  string
}

// A count is one mention of a figure of people harmed.
type count struct {
	clause       language.Range // the shortest clause with the quantity (or the person) and the word of harm
	quantity     language.Range // the figure's words, with "about", "at least"; the person's where one named person is harmed
	who          language.Range // the people counted
	harm         int            // the word of harm: "killed", "dead", "bodies"
	kind         record.Harm
	low          int // -1 when not known
	best         int
	high         int
	bound        record.Bound
	category     record.Category
	tally        bool
	from, to     calendar.Day
	time         int
	place        int
	perpetrator  int // actor
	source       int // actor
	statement    int
	realis       record.Realis
	partOf       int // count
	repeats      int // count
	supersededBy int // count
	event        int
	evidence     map[string][]language.Range
}
