package desk

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
)

func fetch(t *testing.T, address string) (int, string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// Every page has its other forms, and stands what is asked of it amiss.
func TestFormsOfPages(t *testing.T) {
	s := newServer(t, newLedger(t))
	for _, path := range []string{"/map", "/statements", "/speakers", "/actors", "/actors/army", "/checks", "/codebook", "/sources"} {
		if status, body := fetch(t, s.URL+path+".json"); status != 200 || !json.Valid([]byte(body)) {
			t.Errorf("%s.json: %d", path, status)
		}
		status, body := fetch(t, s.URL+path+".csv")
		rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		if status != 200 || err != nil || len(rows) < 2 {
			t.Errorf("%s.csv: %d, %d rows, %v", path, status, len(rows), err)
		}
	}
	for path, want := range map[string]int{"/map?q=country:MLI": 200, "/map/data.json?q=place:gao": 200, "/map?q=nothing:x": 400, "/map?page=0": 400, "/map?page=99": 200, "/statements?q=act:deny": 200,
		"/statements?q=killed:3": 200, "/statements?speaker=army": 200, "/statements/i000000000000": 404, "/statements?page=x": 400, "/speakers?q=x:y": 400, "/actors?name=%3Cb%3E": 200, "/actors/nobody": 404,
		"/actors/a%252Fb": 404, "/actors?q=x:y": 400, "/checks?verdict=above": 200, "/checks?verdict=none": 400, "/checks?q=country:MLI": 200, "/checks?q=x:y": 400, "/codebook/assault": 200,
		"/codebook/nothing": 404, "/codebook?word=ambush": 200, "/sources?sort=first": 200, "/sources?sort=none": 400, "/sources?name=wire": 200} {
		if status, body := fetch(t, s.URL+path); status != want || strings.Contains(body, "<b>") && strings.Contains(path, "%3Cb") && strings.Contains(body, `value="<b>`) {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
}

func said(day, speaker, act, about, text string) ledger.Said {
	return ledger.Said{Report: "r" + day, Day: day, Act: act, Speaker: ledger.Person{Key: speaker, Name: speaker}, About: ledger.Person{Key: about, Name: about}, Text: text}
}

// outline writes a thread with answers in brackets.
func outline(turns []*Turn) string {
	var parts []string
	for _, x := range turns {
		s := x.Speaker.Key + " " + x.Act
		if len(x.Answers) > 0 {
			s += " (" + outline(x.Answers) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

func TestThread(t *testing.T) {
	claim, denial, answer := said("2026-01-01", "villagers", "accuse", "army", "the army of it"), said("2026-01-02", "army", "deny", "", "having done it"), said("2026-01-03", "villagers", "reject", "army", "that")
	bystander, plain := said("2026-01-04", "un", "condemn", "attack", "it"), said("2026-01-05", "police", "inform", "", "four died")
	for name, x := range map[string]struct {
		said []ledger.Said
		want string
	}{
		"claim, denial":          {[]ledger.Said{claim, denial}, "villagers accuse (army deny)"},
		"whatever their order":   {[]ledger.Said{denial, claim}, "villagers accuse (army deny)"},
		"an answer to an answer": {[]ledger.Said{claim, denial, answer}, "villagers accuse (army deny (villagers reject))"},
		"others stand alone":     {[]ledger.Said{claim, bystander}, "villagers accuse, un condemn"},
		"figures are left out":   {[]ledger.Said{claim, plain}, "villagers accuse"},
		"said twice":             {[]ledger.Said{claim, claim, denial}, "villagers accuse (army deny)"},
		"nothing":                {nil, ""},
		"nobody answers himself": {[]ledger.Said{claim, said("2026-01-02", "villagers", "demand", "", "an inquiry")}, "villagers accuse, villagers demand"},
		"denial of another name": {[]ledger.Said{claim, said("2026-01-02", "mali-army", "deny", "", "it")}, "villagers accuse (mali-army deny)"},
	} {
		if got := outline(threadOf("i1", x.said).Turns); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
}

func TestActorLink(t *testing.T) {
	for _, key := range []string{"army", "sudan's force", "a/b", "u.n.", "50% of it", "ü", "?q=x#y"} {
		mux := http.NewServeMux()
		got := ""
		mux.HandleFunc("GET /actors/{key}", func(_ http.ResponseWriter, r *http.Request) { got = strings.ReplaceAll(r.PathValue("key"), "%2F", "/") })
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", actorLink(key), nil))
		if got != key {
			t.Errorf("%s: %q at %s", key, got, actorLink(key))
		}
	}
}

func TestFlow(t *testing.T) {
	if drawFlow(&ledger.ActorGraph{}) != nil || drawFlow(nil) != nil {
		t.Error("a graph of nobody is drawn")
	}
	g := &ledger.ActorGraph{Total: 9, Nodes: []ledger.Acting{{Key: "a", Name: "army"}, {Key: "b", Name: "rebels"}},
		Edges: []ledger.Edge{{From: "a", To: "b", Incidents: 3, Types: []ledger.Facet{{Value: "ASSAULT ambush", Count: 3}}}, {From: "b", To: "a", Incidents: 1}, {From: "a", To: "a", Incidents: 1}}}
	f := drawFlow(g)
	if len(f.Left) != 2 || len(f.Right) != 2 || len(f.Bands) != 3 || f.Left[0].Key != "a" || f.Bands[0].Title != "Army to rebels: 3 incidents, 0 killed; ambush 3" {
		t.Errorf("%+v", f)
	}
	for _, n := range append(f.Left, f.Right...) {
		if n.Y < 0 || n.Y+n.Height > f.Height {
			t.Errorf("%s lies outside", n.Name)
		}
	}
}

// The picture of the map is sound, and has every place once.
func TestSmallMap(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	_, body := fetch(t, s.URL+"/map")
	from := strings.Index(body, `<svg class="atlas"`)
	svg := body[from : from+strings.Index(body[from:], "</svg>")+6]
	marks := 0
	for in := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := in.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "circle" {
			marks++
		}
	}
	var data Map
	if _, text := fetch(t, s.URL+"/map.json"); json.Unmarshal([]byte(text), &data) != nil || marks == 0 || marks > len(data.Places) {
		t.Errorf("%d marks for %d places", marks, len(data.Places))
	}
	incidents := 0
	for _, p := range data.Places {
		incidents += p.Incidents
		if (p.Precision == 1) != (p.Radius == 0) {
			t.Errorf("%s, known to %d, has a radius of %g", p.Place, p.Precision, p.Radius)
		}
	}
	if incidents != data.Incidents {
		t.Errorf("%d incidents at places, of %d", incidents, data.Incidents)
	}
}

// Where nobody tells a toll, no page says that nobody was killed.
func TestNoTollIsNotZero(t *testing.T) {
	s := newServer(t, newLedger(t))
	var where struct {
		Places []struct {
			Place        string
			Killed, Told int
		}
	}
	if _, text := fetch(t, s.URL+"/map.json"); json.Unmarshal([]byte(text), &where) != nil || len(where.Places) == 0 {
		t.Fatalf("no places: %.200s", text)
	}
	silent := 0
	for _, p := range where.Places {
		if p.Told == 0 {
			silent++
		}
		if p.Told == 0 && p.Killed > 0 {
			t.Errorf("%s: %d killed, and nobody tells", p.Place, p.Killed)
		}
	}
	_, page := fetch(t, s.URL+"/map")
	if got := strings.Count(page, `<td class="n">–</td>`); silent == 0 || got != silent {
		t.Errorf("%d places without a toll, and %d shown so", silent, got)
	}
	if _, page = fetch(t, s.URL+"/?q=country:DZA"); !strings.Contains(page, `>Algeria</a></th><td class="n">2</td><td class="n">–</td>`) {
		t.Error("a country of which no toll is told has one on the overview")
	}
}

// A search finds actors by their names, and incidents without a toll say nothing of the dead.
func TestSearchFindsActors(t *testing.T) {
	s := newServer(t, newLedger(t))
	_, page := fetch(t, s.URL+"/search?q=azawad")
	if !strings.Contains(page, "Actors of that name") || !strings.Contains(page, ">Azawad Renewal Front</a>") || !strings.Contains(page, `href="/statements?q=azawad"`) {
		t.Error("the front is not found by its name")
	}
	if _, page = fetch(t, s.URL+"/search?q=soldiers"); strings.Contains(page, "killed –") {
		t.Error("it says that “killed –”")
	}
}
