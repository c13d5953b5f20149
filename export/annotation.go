package export

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

var annotationsFormat = &Format{Name: "annotations", Extension: ".jsonld", Means: "the evidence as W3C Web Annotations", Policy: policy.ACLED, tellings: true, open: openAnnotations,
	Loses: []string{
		"Only the words that events and their figures come from: texts as a whole, statements, actors and places are left out, and so are grades, tolls and judgements.",
		"Positions count code points of the text whose SHA-256 the target names (title, line break, body), within its title or its body. Where names are withheld there are no positions.",
	}}

type annotations struct {
	lines
	wrote bool
}

func openAnnotations(w io.Writer, _ *exporting) (sink, error) {
	a := &annotations{lines: newLines(w)}
	_, err := a.out.WriteString(`{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[` + "\n")
	return a, err
}

type annotation struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Via        string   `json:"via,omitempty"` // where the report was published
	Body       []any    `json:"body"`
	Target     []target `json:"target"`
}

type textBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

type target struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

func (a *annotations) write(x *incident) error {
	for i := range x.Tellings {
		t := &x.Tellings[i]
		ev := event(t)
		if ev == nil {
			continue
		}
		what := strings.TrimSpace(string(ev.Type) + " " + string(ev.Mode))
		if err := a.item(x, t, ev.ID, what, ev.Span, ev.Evidence); err != nil {
			return err
		}
		for k := range t.Record.Counts {
			if c := &t.Record.Counts[k]; string(c.Event) == ev.ID {
				figure := fmt.Sprintf("%s %s (%s, %s)", c.Kind, span(&ledger.Range{Low: c.Low, Best: c.Best, High: c.High}), c.Category, c.Realis)
				if err := a.item(x, t, c.ID, figure, c.Span, c.Evidence); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// item writes an event or a figure with its words, and the words of each of its values.
func (a *annotations) item(x *incident, t *ledger.Telling, id, what string, at record.Span, evidence record.Evidence) error {
	name := "urn:tollbook:" + t.Key + ":" + id
	tag := []any{textBody{"TextualBody", "tagging", what}, textBody{"TextualBody", "linking", "urn:tollbook:" + x.ID}}
	if err := a.put(annotation{name, "Annotation", "classifying", t.URL, tag, []target{targetOf(x, t, at)}}); err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(evidence)) {
		var targets []target
		for _, m := range evidence[field] {
			targets = append(targets, targetOf(x, t, record.Span(m)))
		}
		if len(targets) == 0 {
			continue
		}
		if err := a.put(annotation{name + ":" + field, "Annotation", "identifying", t.URL, []any{textBody{"TextualBody", "tagging", field}}, targets}); err != nil {
			return err
		}
	}
	return nil
}

func (a *annotations) put(x annotation) error {
	if a.wrote {
		if err := a.out.WriteByte(','); err != nil {
			return err
		}
	}
	a.wrote = true
	return a.enc.Encode(x)
}

// around is how many code points before and after words are quoted with them.
const around = 32

func targetOf(x *incident, t *ledger.Telling, s record.Span) target {
	part, text := "text", []rune(t.Text)
	if s.In == "title" {
		part, text = "title", []rune(t.Title)
	}
	from := min(max(s.Start, 0), len(text))
	to := min(max(s.End, from), len(text))
	out := target{Source: "urn:sha256:" + t.SHA256 + "#" + part}
	if !x.withheld {
		out.Selector = append(out.Selector, positionSelector{"TextPositionSelector", from, to})
	}
	out.Selector = append(out.Selector, quoteSelector{"TextQuoteSelector", string(text[from:to]), string(text[max(0, from-around):from]), string(text[to:min(len(text), to+around)])})
	return out
}

func (a *annotations) close() error {
	if _, err := a.out.WriteString("]}\n"); err != nil {
		return err
	}
	return a.lines.close()
}
