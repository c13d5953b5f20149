// Package desk serves the pages on which people look through a ledger and decide about it.
//
// A page is a function that makes a plain struct, a template of the same name, and a line in pages. The struct is what the page's .json gives.
package desk

import (
	"html/template"
	"net/http"

	"github.com/klauspost/compress/gzhttp"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/withhold"
)

// Options change how the desk looks.
type Options struct {
	Notice string // a line above all pages: "this is a sample"
	// WithholdVictims hides the names of victims from who may not see them (package withhold).
	WithholdVictims bool
	As              string // who decides where nobody has to say who he is; "you" without
}

// A Desk serves the pages of a ledger.
type Desk struct {
	ledger    *ledger.Ledger
	veil      *withhold.Veil
	options   Options
	assets    *assets
	templates map[string]*template.Template
	checking  checking
	memo      memo
	kept      kept
	turns     turns
}

// A page is one kind of page: where it lies, and what makes it. Its name is that of its template, and of the menu's item that is lit.
type page struct {
	pattern string // as http.ServeMux has it, without the method
	name    string
	show    func(*Desk, *http.Request) (*view, error)
}

// pages are all pages. To add one: write its function in a file NAME.go, its template in templates/NAME.html, and a line here and in menu.
func pages() []page {
	return []page{
		{"/{$}", "overview", (*Desk).overview},
		{"/overview", "overview", (*Desk).overview},
		{"/incidents", "incidents", (*Desk).incidents},
		{"/incidents/{id}", "incident", (*Desk).incident},
		{"/reports/{key}", "report", (*Desk).report},
		{"/review", "review", (*Desk).review},
		{"/map", "map", (*Desk).showMap},
		{"/map/data", "mapdata", (*Desk).mapData},
		{"/statements", "statements", (*Desk).statements},
		{"/statements/{incident}", "thread", (*Desk).thread},
		{"/speakers", "speakers", (*Desk).speakers},
		{"/actors", "actors", (*Desk).actors},
		{"/actors/{key}", "actor", (*Desk).actor},
		{"/checks", "checks", (*Desk).checks},
		{"/codebook", "codebook", (*Desk).codebook},
		{"/codebook/{type}", "codebooktype", (*Desk).codebookType},
		{"/sources", "sources", (*Desk).sources},
		{"/search", "search", (*Desk).search},
		{"/suggest", "suggest", (*Desk).suggest},
		{"/keys", "keys", (*Desk).keys},
	}
}

// An action is what a form does. It says which page to look at next.
type action struct {
	pattern string
	do      func(*Desk, http.ResponseWriter, *http.Request) (next string, err error)
}

// actions are all actions. They are asked for by POST; a request that another site made is refused before.
func actions() []action {
	return []action{
		{"/theme", (*Desk).setTheme},
		{"/name", (*Desk).setName},
		{"/review/judge", (*Desk).judge},
	}
}

// An item is a line of the menu.
type item struct {
	Label, Href string
	Pages       []string // the names of the pages on which it is lit
	Current     bool
}

func menu() []item {
	return []item{
		{Label: "Overview", Href: "/", Pages: []string{"overview"}},
		{Label: "Incidents", Href: "/incidents", Pages: []string{"incidents", "incident"}},
		{Label: "Review", Href: "/review", Pages: []string{"review", "reviewagain"}},
		{Label: "Map", Href: "/map", Pages: []string{"map"}},
		{Label: "Statements", Href: "/statements", Pages: []string{"statements", "thread", "speakers"}},
		{Label: "Actors", Href: "/actors", Pages: []string{"actors", "actor"}},
		{Label: "Checks", Href: "/checks", Pages: []string{"checks"}},
		{Label: "Sources", Href: "/sources", Pages: []string{"sources"}},
		{Label: "Codebook", Href: "/codebook", Pages: []string{"codebook", "codebooktype"}},
		{Label: "Search", Href: "/search", Pages: []string{"search", "report"}},
	}
}

// New gives the desk of a ledger. Who asks is told by WithUser.
func New(l *ledger.Ledger, opt Options) (http.Handler, error) {
	files, err := loadAssets()
	if err != nil {
		return nil, err
	}
	d := &Desk{ledger: l, veil: withhold.NewVeil(l, opt.WithholdVictims), options: opt, assets: files, turns: newTurns()}
	if d.templates, err = d.parseTemplates(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for _, p := range pages() {
		mux.HandleFunc("GET "+p.pattern, func(w http.ResponseWriter, r *http.Request) { d.serve(w, r, p) })
	}
	for _, a := range actions() {
		mux.HandleFunc("POST "+a.pattern, func(w http.ResponseWriter, r *http.Request) { d.act(w, r, a) })
	}
	mux.Handle("GET /assets/{file...}", d.assets)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		d.fail(w, r, missing("there is no such page", "the menu lists what there is"))
	})
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if why, ok := r.Context().Value(refusedKey{}).(*problem); ok {
			d.fail(w, r, why)
			return
		}
		mux.ServeHTTP(w, r)
	})
	h := http.MaxBytesHandler(http.NewCrossOriginProtection().Handler(withFormat(d.withName(answer))), mostBody)
	compress, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(3), gzhttp.MinSize(leastZipped))
	if err != nil {
		return nil, err
	}
	return withHeaders(compress(h)), nil
}
