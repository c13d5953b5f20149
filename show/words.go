package show

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/record"
)

// day writes a date as "9 Oct 2025"; what is no date it leaves as it is.
func day(s string) string {
	if len(s) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return t.Format("2 Jan 2006")
		}
	}
	return clean(s)
}

// window writes a range of days as shortly as it can be: a day, a month, a year, or both ends.
func window(from, to record.Nullable) string {
	a, errA := time.Parse(time.DateOnly, string(from))
	b, errB := time.Parse(time.DateOnly, string(to))
	switch {
	case from == "" && to == "":
		return ""
	case to == "":
		return "from " + day(string(from))
	case from == "":
		return "to " + day(string(to))
	case errA != nil || errB != nil:
		return clean(string(from) + " – " + string(to))
	case a.Equal(b):
		return a.Format("2 Jan 2006")
	case a.Day() == 1 && b.Equal(a.AddDate(0, 1, -1)):
		return a.Format("Jan 2006")
	case a.YearDay() == 1 && b.Equal(a.AddDate(1, 0, -1)):
		return a.Format("2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + "–" + b.Format("2 Jan 2006")
	case a.Year() == b.Year():
		return a.Format("2 Jan") + " – " + b.Format("2 Jan 2006")
	}
	return a.Format("2 Jan 2006") + " – " + b.Format("2 Jan 2006")
}

// actor gives the name of an actor by its id; empty for none.
func (p *page) actor(id record.Nullable) string {
	if a := p.actorOf(string(id)); a != nil {
		return clean(a.Name)
	}
	return ""
}

func (p *page) actorOf(id string) *record.Actor {
	for i := range p.rec.Actors {
		if id != "" && p.rec.Actors[i].ID == id {
			return &p.rec.Actors[i]
		}
	}
	return nil
}

// names joins the names of actors.
func (p *page) names(ids []string) string {
	var out []string
	for _, id := range ids {
		if name := p.actor(record.Nullable(id)); name != "" {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}

func (p *page) placeOf(id record.Nullable) *record.Place {
	for i := range p.rec.Places {
		if id != "" && p.rec.Places[i].ID == string(id) {
			return &p.rec.Places[i]
		}
	}
	return nil
}

// place says where, from the narrow to the wide: "Kabul, Afghanistan".
func (p *page) place(id record.Nullable) string {
	pl := p.placeOf(id)
	if pl == nil {
		return ""
	}
	name := clean(pl.Name)
	parts := []string{name}
	if area := clean(string(pl.Area)); area != "" && !strings.EqualFold(area, name) {
		parts = []string{area + " of " + name}
		if strings.Contains(strings.ToLower(name), strings.ToLower(strings.TrimSuffix(area, " part"))) {
			parts = []string{name}
		}
	}
	if admin1 := clean(string(pl.Admin1)); admin1 != "" && !strings.Contains(parts[0], admin1) {
		parts = append(parts, admin1)
	}
	if c := countries.ByCode(string(pl.Country)); c != nil && !strings.Contains(parts[0], c.Name) {
		parts = append(parts, c.Name)
	}
	return strings.Join(parts, ", ")
}

// thousands writes a number with commas; a dash for none.
func thousands(n *int) string {
	if n == nil {
		return "–"
	}
	s := strconv.Itoa(*n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// harm names a kind of harm in plain words.
func harm(k record.Harm) string { return strings.ReplaceAll(string(k), "_", " ") }

// what names an event: its mode where it has one, its type otherwise.
func what(e *record.Event) string {
	name := strings.ReplaceAll(string(e.Mode), "-", " ")
	if name == "" || name == "other" {
		name = strings.ToLower(string(e.Type))
	}
	if e.Number > 1 {
		name = fmt.Sprintf("%s ×%d", name, e.Number)
	}
	return clean(name)
}

// act names what a speaker does, as a verb of the neutral kind.
func act(a record.Act) string {
	if a == record.ClaimResponsibility {
		return "claims responsibility"
	}
	return strings.ReplaceAll(string(a), "_", " ")
}

// excerpt gives a stretch of the text on one line, shortened at a word to at most n characters.
func (p *page) excerpt(s record.Span, n int) string {
	text := p.text
	if s.In != "" {
		text = p.title
	}
	start, end := min(max(s.Start, 0), len(text)), min(s.End, len(text))
	if start >= end {
		return ""
	}
	return shorten(clean(string(text[start:end])), n)
}

func shorten(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := string(runes[:n])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:—–-") + " …"
}
