package desk

import (
	"html"
	"html/template"
	"strings"
)

// The rows of a record, with the forms in which each can be changed, and those of the queue are written here and not by a template: a page has hundreds of their
// parts, and the template took more time than all else that is done for it.

// A markup is HTML that is written piece by piece.
type markup struct{ strings.Builder }

// add writes pieces: of them the first, and every second, is HTML, and those between are text, for a place between tags or in quotation marks.
func (m *markup) add(pieces ...string) {
	for i, piece := range pieces {
		if i%2 == 1 {
			piece = html.EscapeString(piece)
		}
		m.WriteString(piece)
	}
}

func (m *markup) html() template.HTML {
	return template.HTML(m.String()) //nolint:gosec // add escapes what is not written here
}

// carried are the fields that each form of the page sends: what was decided last when it was shown, and where it was.
func (p *Review) carried() string {
	var m markup
	m.add(`<input type="hidden" name="seen" value="`, p.Steps.Last, `"><input type="hidden" name="back" value="`, p.Here, `">`)
	return m.String()
}

// RowsOf writes the rows of an entry.
func (p *Review) RowsOf(e ReviewEntry) template.HTML {
	var m markup
	m.Grow(len(e.Rows) * 1500) // of a row with its form
	target, carried := e.Target(), p.carried()
	for i := range e.Rows {
		r := &e.Rows[i]
		href := r.Href
		if !strings.HasPrefix(href, "#") {
			href = "#" + r.ID
		}
		m.add(`<div data-row><dt>`, r.Name, `</dt><dd><a class="field" id="`, r.ID, `" href="`, href, `" data-field="`, r.ID, `">`, r.Value, `</a>`)
		if r.Note != "" {
			m.add(` <span class="quiet small note" title="`, r.Note, `">`, r.Note, `</span>`)
		}
		if r.Set != "" {
			m.add(` <span class="small set">`, r.Set, `</span>`)
		}
		if len(r.Edits) > 0 && p.May {
			m.edit(p, r, target, carried)
		}
		m.add("</dd></div>\n")
	}
	return m.html()
}

// edit writes the form in which a row can be changed.
func (m *markup) edit(p *Review, r *ReviewRow, target, carried string) {
	m.add(`<details class="change"><summary data-rowkey="e">edit<span class="hidden"> `, r.Name, `</span> <kbd>e</kbd></summary>
<form method="post" action="/review/judge"><input type="hidden" name="kind" value="edit"><input type="hidden" name="target" value="`, target, `">`+carried+
		`<input type="hidden" name="next" value="`, p.Here+"#"+r.ID, `">`)
	first := r.Edits[0]
	if len(r.Edits) == 1 {
		m.add(`<input type="hidden" name="field" value="`, first.Field, `">`)
	} else {
		m.add(`<label>Which<select name="field">`)
		for _, e := range r.Edits {
			m.add(`<option value="`, e.Field, `" data-value="`, e.Value, `">`, e.Label, `</option>`)
		}
		m.add(`</select></label>`)
	}
	m.add(`<label class="wide">New value`)
	if first.Options == nil {
		m.add(`<input name="value" value="`, first.Value, `" autocomplete="off" maxlength="500">`)
	} else {
		m.add(`<select name="value">`)
		for _, o := range first.Options {
			m.option(o.Value, o.Label, o.Value == first.Value)
		}
		m.add(`</select>`)
	}
	m.add(`</label><label class="wide">Why<input name="reason" maxlength="500"></label><button>Save</button>`)
	if first.Hint != "" {
		m.add(`<p class="small quiet">`, first.Hint, `</p>`)
	}
	m.add(`</form></details>`)
}

// QueueRows writes the rows of the queue.
func (p *Review) QueueRows() template.HTML {
	var m markup
	m.Grow(len(p.Queue.Items) * 400)
	for i := range p.Queue.Items {
		w := &p.Queue.Items[i]
		at := p.At("open", w.ID)
		m.add(`<li><a href="`, at, `"`)
		if p.Item != nil && p.Item.ID == w.ID {
			m.add(` aria-current="true"`)
		}
		if at == p.Before {
			m.add(` rel="prev"`)
		}
		if at == p.Next {
			m.add(` rel="next"`)
		}
		m.add(`><b>`, sentence(what(w.Type, w.Mode)), `</b>`)
		if w.Killed != nil {
			m.add(` <span class="n">`, number(*w.Killed), ` killed</span>`)
		}
		m.add(`<br><span class="small">`, where(w.Place, w.Country))
		if on := days(w.FirstDay, w.LastDay); on != "" {
			m.add(` · `, on)
		}
		m.add(`</span><br><span class="small why">`)
		for _, r := range w.Reasons {
			m.add(`<span class="why-`, string(r), `">`, string(r), `</span> `)
		}
		m.add("</span></a></li>\n")
	}
	return m.html()
}

// QueueShown writes the fields of the form that accepts all incidents that are shown.
func (p *Review) QueueShown() template.HTML {
	var m markup
	for i := range p.Queue.Items {
		w := &p.Queue.Items[i]
		m.add(`<input type="hidden" name="about" value="`, w.ID, `"><input type="hidden" name="shown" value="`, shownAs(w.ID, w.Reports), `">`)
	}
	return m.html()
}

// litSegments writes a text with its evidence.
func litSegments(list []Segment) template.HTML {
	var m markup
	for i := range list {
		if s := &list[i]; s.ID != "" {
			m.add(`<span class="e `, s.Kinds, `" id="`, s.ID, `" data-fields="`, s.Fields, `">`, s.Text, `</span>`)
		} else {
			m.add("", s.Text)
		}
	}
	return m.html()
}

// optionsOf writes the words of a choice.
func optionsOf(now string, words []string, label func(string) string) template.HTML {
	var m markup
	for _, word := range words {
		m.option(word, label(word), word == now)
	}
	return m.html()
}

func (m *markup) option(value, label string, chosen bool) {
	m.add(`<option value="`, value, `"`)
	if chosen {
		m.add(" selected")
	}
	m.add(">", label, "</option>")
}
