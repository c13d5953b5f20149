// Package record holds what Tollbook says of one report: the Record, its JSON
// form and its validation. The form is an outside contract; fields may be
// added, never changed.
package record

// A Record is all that one report claims, with the words each value comes from.
type Record struct {
	Report     Report      `json:"report"`
	Actors     []Actor     `json:"actors"`
	Places     []Place     `json:"places"`
	Times      []Time      `json:"times"`
	Counts     []Count     `json:"counts"`
	Events     []Event     `json:"events"`
	Statements []Statement `json:"statements"`
	Tokens     []Token     `json:"tokens,omitempty"`
	Coder      Coder       `json:"coder"`
	Warnings   []string    `json:"warnings"`
}

// A Report identifies the text that a record was read from.
type Report struct {
	ID        string    `json:"id"`
	URL       Nullable  `json:"url"`
	Publisher Nullable  `json:"publisher"`
	Title     Nullable  `json:"title"`
	Published Nullable  `json:"published"`
	Language  Nullable  `json:"language"`
	SHA256    string    `json:"sha256"`
	Text      *string   `json:"text,omitempty"` // only when the input was not JSON
	Dateline  *Dateline `json:"dateline"`
	Extra     Extra     `json:"extra"`
}

// A Dateline is the "KABUL, Oct 9 (Agency) —" that opens a report.
type Dateline struct {
	Span
	Place Nullable `json:"place"` // id of a place
	From  Nullable `json:"from"`  // YYYY-MM-DD
}

// An Actor is a person, body or people that the report names or describes.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"` // the fullest name, or description, that the report uses
	Kind     ActorKind `json:"kind"`
	Title    Nullable  `json:"title"`
	Country  Nullable  `json:"country"` // ISO 3166 alpha-3
	Sector   Nullable  `json:"sector"`  // PLOVER sector
	Ref      Nullable  `json:"ref"`     // id in the registry of actors
	CAMEO    Nullable  `json:"cameo"`   // code composed of country, sector and group
	Mentions []Mention `json:"mentions"`
}

// A Place is one mention of a place, resolved as far as the report allows.
type Place struct {
	ID string `json:"id"`
	Span
	Name       string   `json:"name"`
	GeonameID  *int     `json:"geonameid"`
	Lat        *float64 `json:"lat"` // degrees, WGS 84
	Lon        *float64 `json:"lon"`
	Country    Nullable `json:"country"` // ISO 3166 alpha-3
	Admin1     Nullable `json:"admin1"`
	Admin1Code Nullable `json:"admin1_code"`
	Admin2     Nullable `json:"admin2"`
	Admin2Code Nullable `json:"admin2_code"`
	Feature    Nullable `json:"feature"` // GeoNames feature code
	Use        PlaceUse `json:"use"`
	Precision  *int     `json:"precision"` // UCDP where_prec, 1 to 7
	Area       Nullable `json:"area"`
	Within     Nullable `json:"within"` // id of a place
}

// A Time is one time expression.
type Time struct {
	ID string `json:"id"`
	Span
	Value     Nullable `json:"value"` // TIMEX3
	From      Nullable `json:"from"`
	To        Nullable `json:"to"`
	Precision *int     `json:"precision"` // UCDP date_prec, 1 to 5
	Kind      TimeKind `json:"kind"`
}

// A Count is one mention of a figure of people harmed.
type Count struct {
	ID string `json:"id"`
	Span
	Kind         Harm     `json:"kind"`
	Low          *int     `json:"low"`
	Best         *int     `json:"best"`
	High         *int     `json:"high"`
	Bound        Bound    `json:"bound"`
	Quantity     string   `json:"quantity"` // the figure as the report has it
	Who          Nullable `json:"who"`
	Category     Category `json:"category"`
	Scope        Scope    `json:"scope"`
	From         Nullable `json:"from"`
	To           Nullable `json:"to"`
	Time         Nullable `json:"time"`        // id of a time
	Place        Nullable `json:"place"`       // id of a place
	Perpetrator  Nullable `json:"perpetrator"` // id of an actor
	Source       Nullable `json:"source"`      // id of an actor
	Statement    Nullable `json:"statement"`   // id of a statement
	Realis       Realis   `json:"realis"`      // actual, denied, hypothetical or feared
	PartOf       Nullable `json:"part_of"`     // id of a count
	Repeats      Nullable `json:"repeats"`
	SupersededBy Nullable `json:"superseded_by"`
	Event        Nullable `json:"event"` // id of an event
	Evidence     Evidence `json:"evidence"`
	P            *float64 `json:"p,omitempty"` // calibrated probability; absent until the reader has one
}

// An Event is one act or incident, however often the report mentions it.
type Event struct {
	ID string `json:"id"`
	Span
	Trigger    Mention      `json:"trigger"`
	Triggers   []Mention    `json:"triggers"` // the first, and every mention
	Type       Type         `json:"type"`
	Mode       Nullable     `json:"mode"`
	CAMEO      Nullable     `json:"cameo"`
	Quad       int          `json:"quad"`      // 1 to 4
	Goldstein  *float64     `json:"goldstein"` // -10.0 to 10.0; null where the codebook gives none
	Number     int          `json:"number"`    // above 1: an umbrella over so many events
	Main       bool         `json:"main"`
	Background bool         `json:"background"`
	Actors     []string     `json:"actors"`
	Recipients []string     `json:"recipients"`
	Weapons    []Instrument `json:"weapons"`
	Targets    []Instrument `json:"targets"`
	Place      Nullable     `json:"place"`
	From       Nullable     `json:"from"`
	To         Nullable     `json:"to"`
	Precision  *int         `json:"precision"` // UCDP date_prec, 1 to 5
	Time       Nullable     `json:"time"`
	Realis     Realis       `json:"realis"`
	Source     Nullable     `json:"source"`
	Statement  Nullable     `json:"statement"`
	ClaimedBy  []string     `json:"claimed_by"`
	BlamedBy   [][2]string  `json:"blamed_by"` // who blames, who is blamed
	DeniedBy   []string     `json:"denied_by"`
	Counts     []string     `json:"counts"`
	PartOf     Nullable     `json:"part_of"`
	Rule       string       `json:"rule"`
	Contexts   []string     `json:"contexts"` // the codebook's: "disease", "legal"
	Evidence   Evidence     `json:"evidence"`
	P          *float64     `json:"p,omitempty"`
}

// An Instrument is a weapon used, or a thing hit.
type Instrument struct {
	Span
	Kind string `json:"kind"`
}

// A Statement is what somebody said: the content alone.
type Statement struct {
	ID string `json:"id"`
	Span
	Cue       *Mention `json:"cue"`
	Speaker   Nullable `json:"speaker"`
	Direct    bool     `json:"direct"`
	Act       Act      `json:"act"`
	Addressee Nullable `json:"addressee"`
	About     Nullable `json:"about"`
	Event     Nullable `json:"event"`
	From      Nullable `json:"from"`
	To        Nullable `json:"to"`
	Venue     Nullable `json:"venue"`
	Place     Nullable `json:"place"`
	Inside    Nullable `json:"inside"` // id of the statement that reports this one
	P         *float64 `json:"p,omitempty"`
}

// A Token is a word, number or mark, with its place in the tree (Universal Dependencies v2).
type Token struct {
	Span
	UPOS   string `json:"upos"`
	Head   int    `json:"head"` // index into the list, -1 for a root
	Deprel string `json:"deprel"`
}

// A Coder says what made a record. The same coder gives the same bytes for the same report.
type Coder struct {
	Version  string `json:"version"`
	Codebook string `json:"codebook"`         // sha256
	Model    string `json:"model"`            // sha256
	Actors   string `json:"actors,omitempty"` // sha256 of the user's own actors, where there are any
}
