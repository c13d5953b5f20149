package ledger

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// ErrNoReport says that no report has an id or key.
var ErrNoReport = errors.New("there is no such report")

// A ReportPage is one report with all that the ledger holds of it.
type ReportPage struct {
	Key        string         `json:"key"`
	Report     string         `json:"report"` // its own id
	URL        string         `json:"url"`
	Publisher  string         `json:"publisher"`
	Author     string         `json:"author"`
	Published  string         `json:"published"`
	Language   string         `json:"language"`
	Extra      record.Extra   `json:"extra"`
	Added      string         `json:"added"`
	SHA256     string         `json:"sha256"` // of title, line break and text
	Title      string         `json:"title"`
	Text       string         `json:"text"`
	Coder      string         `json:"coder"`
	Record     *record.Record `json:"record"` // in force, as people have judged it
	Family     []Kin          `json:"family"` // other reports with this text or with one that hangs together with it, in order of publication
	Incidents  []TellsOf      `json:"incidents"`
	Judgements []Judgement    `json:"judgements"` // on its text, those that hold
}

// A Kin is another report whose text hangs together with one.
type Kin struct {
	Key       string  `json:"key"`
	Report    string  `json:"report"`
	Publisher string  `json:"publisher"`
	Published string  `json:"published"`
	Title     string  `json:"title"`
	Kind      string  `json:"kind"`  // same, copy, abridgement or rewrite; family for one that only hangs together with a copy
	Share     float64 `json:"share"` // of the shorter one's words; 0 for family
}

// A TellsOf is an incident that a report tells of.
type TellsOf struct {
	Event string `json:"event"` // id in the record; empty for a report without one
	Main  bool   `json:"main"`
	Listed
}

// Report gives one report by its key or its own id; of several with one id, the last published. It fails with ErrNoReport.
func (l *Ledger) Report(ctx context.Context, name string, p policy.Policy) (*ReportPage, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	judgements, err := l.inForce(ctx)
	if err != nil {
		return nil, err
	}
	var x *ReportPage
	err = l.each(ctx, func(scan func(...any) error) error {
		var body []byte
		var extra string
		x = &ReportPage{Family: []Kin{}, Incidents: []TellsOf{}, Judgements: []Judgement{}}
		err := scan(&x.Key, &x.Report, &x.URL, &x.Publisher, &x.Author, &x.Published, &x.Language, &extra, &x.Added, &x.SHA256, &x.Title, &x.Text, &x.Coder, &body)
		if err == nil {
			err = json.Unmarshal([]byte(extra), &x.Extra)
		}
		if err == nil {
			x.Record, err = unpackRecord(body)
		}
		return err
	}, `SELECT r.key, r.id, r.url, r.publisher, r.author, r.published, r.language, r.extra, r.added, r.sha256, t.title, t.body, g.coder, c.body
		FROM report r JOIN text t ON t.sha256 = r.sha256 JOIN reading g ON g.report = r.key JOIN record c ON c.report = r.key AND c.coder = g.coder
		WHERE r.key IN (SELECT key FROM report WHERE key = ? UNION SELECT key FROM report WHERE id = ?)
		ORDER BY CASE WHEN r.key = ? THEN 0 ELSE 1 END, r.published DESC, r.key LIMIT 1`, name, name, name)
	if err == nil && x == nil {
		err = ErrNoReport
	}
	if err != nil {
		return nil, err
	}
	apply(x.Record, judgements[x.SHA256])
	x.Judgements = append(x.Judgements, judgements[x.SHA256]...)
	if err := l.addFamily(ctx, x); err != nil {
		return nil, err
	}
	return x, l.addTellsOf(ctx, x, at)
}

// addTellsOf adds the incidents of a report, that of its main event first.
func (l *Ledger) addTellsOf(ctx context.Context, x *ReportPage, at int) error {
	s, err := l.shelf(ctx)
	if err != nil {
		return err
	}
	return l.each(ctx, func(scan func(...any) error) error {
		var t TellsOf
		var main int
		var incident string
		err := scan(&t.Event, &main, &incident)
		t.Main = main == 1
		if e := s.byID[incident]; e != nil {
			t.Listed = e.listed(at)
			x.Incidents = append(x.Incidents, t)
		}
		return err
	}, "SELECT event, main, incident FROM mention WHERE report = ? ORDER BY main DESC, "+l.db.Bytewise("event"), x.Key)
}

// familyListed is how many other reports of a family are listed.
const familyListed = 200

// addFamily adds the reports whose texts hang together with that of a report.
func (l *Ledger) addFamily(ctx context.Context, x *ReportPage) error {
	kinds := map[string]Kin{x.SHA256: {Kind: "same", Share: 1}}
	for _, query := range []string{"SELECT b, kind, share FROM copy WHERE a = ?", "SELECT a, kind, share FROM copy WHERE b = ?"} {
		err := l.each(ctx, func(scan func(...any) error) error {
			var text string
			var k Kin
			err := scan(&text, &k.Kind, &k.Share)
			kinds[text] = k
			return err
		}, query, x.SHA256)
		if err != nil {
			return err
		}
	}
	made, err := l.madeFrom(ctx, []member{{sha256: x.SHA256}})
	if err != nil {
		return err
	}
	texts := []string{}
	for text := range made {
		if _, known := kinds[text]; !known {
			kinds[text] = Kin{Kind: "family"}
		}
	}
	for text := range kinds {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	err = l.inChunks(ctx, texts, "SELECT r.key, r.id, r.publisher, r.published, t.title, r.sha256 FROM report r JOIN text t ON t.sha256 = r.sha256 WHERE r.sha256 IN (",
		func(scan func(...any) error) error {
			var k Kin
			var text string
			err := scan(&k.Key, &k.Report, &k.Publisher, &k.Published, &k.Title, &text)
			k.Kind, k.Share = kinds[text].Kind, kinds[text].Share
			if k.Key != x.Key {
				x.Family = append(x.Family, k)
			}
			return err
		})
	slices.SortFunc(x.Family, func(a, b Kin) int { return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key)) })
	x.Family = x.Family[:min(len(x.Family), familyListed)]
	return err
}
