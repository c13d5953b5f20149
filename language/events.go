package language

import "github.com/tollbook/tollbook/language/encoder"

// EventTypes are the PLOVER types of events, in the order in which probabilities are given, "none" first.
var EventTypes = [17]string{"none", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
	"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

// A Trigger is a word that may tell of an event: one that does so with a probability of at least encoder.TriggerFloor. P says how sure it is.
type Trigger struct {
	Token     int
	Type      string  // the most probable of EventTypes, other than "none"
	P         float32 // probability of the type
	Realis    Realis
	RealisP   float32
	Arguments []Argument // in the order of the text
}

// An Argument is what has a part in an event.
type Argument struct {
	Range
	Role string  // actor, recipient, target, weapon, place or time
	P    float32 // probability of the role, mean over the words
}

// Realis says whether an event has happened.
type Realis uint8

// The kinds of realis.
const (
	Happened Realis = iota
	Planned
	Threatened
	Demanded
	Denied
	Hypothetical
)

var realisNames = [...]string{"happened", "planned", "threatened", "demanded", "denied", "hypothetical"}

// String gives the name of r.
func (r Realis) String() string { return realisNames[r] }

// Harm is what was done to the people that a number counts.
type Harm uint8

// The kinds of harm.
const (
	NoHarm Harm = iota
	Killed
	Injured
	Abducted
	Arrested
	Missing
	Displaced
)

var harmNames = [...]string{"none", "killed", "injured", "abducted", "arrested", "missing", "displaced"}

// String gives the name of h.
func (h Harm) String() string { return harmNames[h] }

// An Attribution is what a text gives as somebody's words or thoughts.
type Attribution struct {
	Cue      Range   // the words that attribute: "said", "according to"
	Sources  []Range // whom it is attributed to, in order
	Contents []Range // what is attributed, in order; it may go on over several sentences
	P        float32 // probability of the cue, mean over its words
}

// A RoleSpan is a party to a violent incident, or its means.
type RoleSpan struct {
	Range
	Role string  // perpetrator, perpetrator organisation, victim, target or weapon
	P    float32 // probability of the role, mean over the words
}

// Antecedent gives the score that the mention with its head at token later means the same as the earlier one with its head at token earlier;
// that it means none of the earlier ones scores 0, and the softmax over all gives their probabilities. It is not ok where the reader has
// nothing to say of one of them: there is no reader, or the word cannot be the head of a mention.
func (d *Doc) Antecedent(later, earlier int) (score float32, ok bool) {
	if d.mentionAt == nil || d.mentionAt[later] < 0 || d.mentionAt[earlier] < 0 {
		return 0, false
	}
	return encoder.Antecedent(d.mention(later), d.mention(earlier)), true
}

func (d *Doc) mention(i int) []float32 {
	at := int(d.mentionAt[i]) * encoder.MentionSize
	return d.mentions[at : at+encoder.MentionSize]
}
