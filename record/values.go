package record

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Nullable is a string that is null in JSON when it is empty: what a report does not say.
type Nullable string

// MarshalJSON writes null for the empty string.
func (n Nullable) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return marshal(string(n))
}

// UnmarshalJSON reads a string or null.
func (n *Nullable) UnmarshalJSON(data []byte) error {
	if inside, plain := plainString(data); plain {
		*n = Nullable(inside)
		return nil
	}
	var s *string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*n = ""
	if s != nil {
		*n = Nullable(*s)
	}
	return nil
}

// plainString gives what is between the quotation marks of a string that needs no reading: most are such, and records are read in great numbers.
func plainString(data []byte) (string, bool) {
	last := len(data) - 1
	if last < 1 || data[0] != '"' || data[last] != '"' {
		return "", false
	}
	for _, b := range data[1:last] {
		if b < ' ' || b >= utf8.RuneSelf || b == '\\' || b == '"' {
			return "", false
		}
	}
	return string(data[1:last]), true
}

// plainPair reads "[12,34]" as we write it.
func plainPair(data []byte) (a, b int, plain bool) {
	last := len(data) - 1
	if last < 4 || last > 20 || data[0] != '[' || data[last] != ']' {
		return 0, 0, false
	}
	to, digits := &a, 0
	for _, c := range data[1:last] {
		switch {
		case c >= '0' && c <= '9' && (*to > 0 || digits == 0):
			*to, digits = *to*10+int(c-'0'), digits+1
		case c == ',' && to == &a && digits > 0:
			to, digits = &b, 0
		default:
			return 0, 0, false
		}
	}
	return a, b, to == &b && digits > 0
}

// A Span is a half-open range of Unicode code points in the report's text, or in its title.
// It is written as the keys start, end and, in a title, "in": "title".
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	In    string `json:"in,omitempty"` // "title" or empty
}

// A Mention is a Span written as a list: [start, end] or [start, end, "title"].
type Mention Span

// MarshalJSON writes the list form.
func (m Mention) MarshalJSON() ([]byte, error) {
	if m.In != "" {
		return fmt.Appendf(nil, "[%d,%d,%q]", m.Start, m.End, m.In), nil
	}
	return fmt.Appendf(nil, "[%d,%d]", m.Start, m.End), nil
}

// UnmarshalJSON reads the list form.
func (m *Mention) UnmarshalJSON(data []byte) error {
	if a, b, plain := plainPair(data); plain {
		m.Start, m.End = a, b
		return nil
	}
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if len(list) != 2 && len(list) != 3 {
		return fmt.Errorf("a span has 2 or 3 items, not %d", len(list))
	}
	for i, to := range []any{&m.Start, &m.End, &m.In}[:len(list)] {
		if err := json.Unmarshal(list[i], to); err != nil {
			return err
		}
	}
	return nil
}

// Evidence gives, for a field by its JSON name, the words that its value comes from.
type Evidence map[string][]Mention

// Extra keeps the keys of a report that Tollbook does not know, untouched.
type Extra map[string]json.RawMessage

// ActorKind says what sort of actor it is.
type ActorKind string

// Harm says what happened to the people counted.
type Harm string

// Bound says how a figure is hedged.
type Bound string

// Category says on which side the people counted stood.
type Category string

// Scope tells the toll of one incident from a total over a period or an area.
type Scope string

// Realis tells what happened from what was only said, planned or denied.
type Realis string

// Act is what a speaker does by a statement.
type Act string

// Type is one of the sixteen PLOVER event types.
type Type string

// PlaceUse tells a place from the use of its name for people or a government.
type PlaceUse string

// TimeKind is the TIMEX3 type, in lower case.
type TimeKind string

// The vocabularies of the contract.
const (
	Person       ActorKind = "person"
	People       ActorKind = "people"
	Organisation ActorKind = "organisation"
	State        ActorKind = "state"
	ArmedGroup   ActorKind = "armed_group"
	UnknownActor ActorKind = "unknown"

	Killed          Harm = "killed"
	Injured         Harm = "injured"
	KilledOrInjured Harm = "killed_or_injured"
	Missing         Harm = "missing"
	Abducted        Harm = "abducted"
	Detained        Harm = "detained"
	Surrendered     Harm = "surrendered"
	Displaced       Harm = "displaced"

	Exact   Bound = "exact"
	AtLeast Bound = "at_least"
	UpTo    Bound = "up_to"
	About   Bound = "about"
	Between Bound = "range"
	Vague   Bound = "vague"

	Civilian        Category = "civilian"
	Security        Category = "security"
	Militant        Category = "militant"
	Mixed           Category = "mixed"
	UnknownCategory Category = "unknown"

	Incident Scope = "incident"
	Tally    Scope = "tally"

	Actual       Realis = "actual"
	Planned      Realis = "planned"
	Threatened   Realis = "threatened"
	Demanded     Realis = "demanded"
	Denied       Realis = "denied"
	Hypothetical Realis = "hypothetical"
	Feared       Realis = "feared" // counts only

	Inform              Act = "inform"
	AccuseAct           Act = "accuse"
	ThreatenAct         Act = "threaten"
	DemandAct           Act = "demand"
	Appeal              Act = "appeal"
	Pledge              Act = "pledge"
	Deny                Act = "deny"
	RejectAct           Act = "reject"
	Condemn             Act = "condemn"
	Praise              Act = "praise"
	AgreeAct            Act = "agree"
	Propose             Act = "propose"
	ClaimResponsibility Act = "claim_responsibility"
	OtherAct            Act = "other"

	Literal     PlaceUse = "literal"
	Associative PlaceUse = "associative"

	Date     TimeKind = "date"
	Clock    TimeKind = "time"
	Duration TimeKind = "duration"
	Set      TimeKind = "set"
)

// Types are the PLOVER event types, in the manual's order.
var Types = []Type{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
	"ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}

// Quad gives the PLOVER quad class of a type: 1 verbal and 2 material cooperation,
// 3 verbal and 4 material conflict; 0 for a type that PLOVER does not have.
func Quad(t Type) int {
	switch t {
	case "AGREE", "CONSULT", "SUPPORT", "CONCEDE":
		return 1
	case "COOPERATE", "AID", "RETREAT":
		return 2
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION":
		return 3
	case "PROTEST", "MOBILIZE", "COERCE", "ASSAULT":
		return 4
	}
	return 0
}
