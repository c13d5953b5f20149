package desk

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

//go:embed templates
var templateFiles embed.FS

// parseTemplates reads the template of each page. Each stands in layout.html as "content"; what parts.html defines is there for all.
func (d *Desk) parseTemplates() (map[string]*template.Template, error) {
	base := template.New("").Funcs(d.functions())
	base, err := base.ParseFS(templateFiles, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	out := map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := base.Clone()
		if err == nil {
			_, err = t.ParseFS(templateFiles, file)
		}
		if err != nil {
			return nil, err
		}
		out[name] = t
	}
	return out, nil
}

// functions are what templates may call.
func (d *Desk) functions() template.FuncMap {
	return template.FuncMap{
		"asset": d.assets.address, "link": link, "day": day, "days": days, "figure": figure, "number": number, "span": span, "plural": plural,
		"country": country, "where": where, "what": what, "spaced": spaced, "sentence": sentence, "meaning": meaning, "withFilter": withFilter, "filterIn": filterIn, "proper": properName,
		"side":        func(c any) string { return side(record.Category(fmt.Sprint(c))) },
		"percent":     func(p float64) string { return fmt.Sprintf("%.0f\u202f%%", 100*p) },
		"add":         func(a, b int) int { return a + b },
		"join":        strings.Join,
		"lower":       strings.ToLower,
		"dict":        dict,
		"differ":      func(a, b *int) bool { return a == nil || b == nil || *a != *b },
		"voices":      func(p *Incident, by []string) string { return strings.Join(voicesOf(p.Incident, by), ", ") },
		"plainValue":  plainValue,
		"lit":         lit,
		"probability": func(p *float64) string { return fmt.Sprintf("%.2f", *p) },
		"web": func(address string) bool {
			return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
		},
		"examples":  func() []option { return examples },
		"actorLink": actorLink, "says": says, "whatFacet": whatFacet, "verdict": verdictWords, "lineWhere": lineWhere, "barWidth": func(share float64) float64 { return round(64 * share) },
		"sourceOrders": func() []option { return sourceOrders }, "aboutWord": aboutWord,
		"toll": toll, "told": told, "sum": sum, "between": between, "orders": orders, "policyName": policyName,
		"policies": func() []policy.Policy { return policy.Policies },
		"moment":   moment, "keySheet": sync.OnceValue(keySheet), "litSegments": litSegments,
		"harmOptions": sync.OnceValue(func() template.HTML { return optionsOf("", ledger.Choices("count", "kind", ""), spaced) }),
		"typeOptions": sync.OnceValue(func() template.HTML {
			return optionsOf("ASSAULT", ledger.Choices("event", "type", ""), strings.ToLower)
		}),
		"pointer": func(n int) *int { return &n },
	}
}

// toll writes what a policy makes of a toll: its best, and low to high where that is more.
func toll(r *ledger.Range) template.HTML {
	switch {
	case r == nil || r.Low == nil && r.Best == nil && r.High == nil:
		return "–"
	case r.Best == nil:
		return template.HTML(span(r.Low, r.High))
	}
	out := number(*r.Best)
	if r.High == nil || r.Low != nil && *r.Low != *r.High {
		out += ` <span class="quiet">(` + span(r.Low, r.High) + ")</span>"
	}
	return template.HTML(out) // numbers alone
}

// sum writes a sum's best.
func sum(s ledger.Sum) string { return number(s.Best) }

// between writes the ends of a sum; nothing where they are one.
func between(s ledger.Sum) string {
	switch {
	case s.Open > 0:
		return number(s.Low) + " to " + number(s.High) + " or more"
	case s.Low == s.High:
		return ""
	}
	return number(s.Low) + " to " + number(s.High)
}

func policyName(p policy.Policy) string {
	switch p {
	case policy.Airwars:
		return "Airwars"
	case policy.All:
		return "All claims"
	}
	return strings.ToUpper(string(p))
}

// An option is a choice of a form.
type option struct{ Value, Label string }

func orders() []option {
	return []option{{string(ledger.ByDay), "day"}, {string(ledger.ByKilled), "most killed"}, {string(ledger.BySources), "most texts"}, {string(ledger.ByUpdated), "last report"}}
}

// link makes an address of a path and pairs of parameters; parameters that are empty are left out.
func link(to string, pairs ...any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("link %s: a parameter has no value", to)
	}
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if v := fmt.Sprint(pairs[i+1]); v != "" && v != "0" {
			q.Set(fmt.Sprint(pairs[i]), v)
		}
	}
	if len(q) == 0 {
		return to, nil
	}
	return to + "?" + q.Encode(), nil
}

// dict gathers what a part of a template is given: names and values in turn.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: a name has no value")
	}
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return out, nil
}
