package testkit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Check compares a record, as JSON, with what the case wants and gives a line for each difference.
func (c *Case) Check(recordJSON []byte) ([]string, error) {
	var rec map[string]any
	if err := json.Unmarshal(recordJSON, &rec); err != nil {
		return nil, fmt.Errorf("%s: the record is not JSON: %w", c.Name, err)
	}
	v := newView(c, rec)
	var out []string
	used := map[string]bool{}
	for _, w := range c.Wants {
		id, diff := v.find(w, used)
		if id == "" {
			out = append(out, fmt.Sprintf("%s:%d: %s: %s", c.Name, w.Line, w.Part, diff))
			continue
		}
		used[id] = true
	}
	for _, part := range c.Only {
		for _, it := range v.items(part) {
			if id, _ := it["id"].(string); !used[id] {
				out = append(out, fmt.Sprintf("%s: %s: not wanted: %s", c.Name, part, v.tell(it)))
			}
		}
	}
	return out, nil
}

// A view reads a record's items with ids replaced by names and spans by words.
type view struct {
	text, title []rune
	rec         map[string]any
	byID        map[string]map[string]any
}

func newView(c *Case, rec map[string]any) *view {
	v := &view{text: []rune(c.Report.Text), title: []rune(c.Report.Title), rec: rec, byID: map[string]map[string]any{}}
	for _, part := range parts {
		for _, it := range v.items(part) {
			if id, ok := it["id"].(string); ok {
				v.byID[id] = it
			}
		}
	}
	return v
}

func (v *view) items(part string) []map[string]any {
	list, _ := v.rec[part].([]any)
	var out []map[string]any
	for _, x := range list {
		if it, ok := x.(map[string]any); ok {
			out = append(out, it)
		}
	}
	return out
}

// find gives the id of an unused item that has every field, or what is wrong with the nearest one.
func (v *view) find(w Want, used map[string]bool) (id, diff string) {
	best := -1
	diff = "there is none"
	for _, it := range v.items(w.Part) {
		id, _ := it["id"].(string)
		if used[id] {
			continue
		}
		var wrong []string
		right := 0
		for i, f := range w.Fields {
			got := v.value(it, f.Name)
			if !match(got, f) {
				wrong = append(wrong, fmt.Sprintf("%s is %s, not %s", f.Name, strings.Join(got, ", "), f.Value))
			} else {
				// The first field says which item is meant, so it weighs most in finding the nearest one.
				right += 1 + len(w.Fields)*b2i(i == 0)
			}
		}
		if len(wrong) == 0 {
			return id, ""
		}
		if right > best {
			best, diff = right, fmt.Sprintf("%s: nearest is %s", strings.Join(wrong, "; "), v.tell(it))
		}
	}
	return "", diff
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// match says whether any of the values is the wanted one, or holds it.
func match(got []string, f Field) bool {
	want := strings.ToLower(f.Value)
	return slices.ContainsFunc(got, func(g string) bool {
		g = strings.ToLower(g)
		return g == want || f.Contains && strings.Contains(g, want)
	})
}

// value gives a field's values for a reader: "null" where there is none.
func (v *view) value(it map[string]any, field string) []string {
	switch field {
	case "text", "words":
		return []string{v.words(it["start"], it["end"], it["in"])}
	}
	out := v.strings(it[field], field)
	if len(out) == 0 {
		return []string{"null"}
	}
	return out
}

func (v *view) strings(x any, field string) []string {
	switch x := x.(type) {
	case string:
		return []string{v.named(x, field)}
	case float64:
		return []string{strconv.FormatFloat(x, 'f', -1, 64)}
	case bool:
		return []string{strconv.FormatBool(x)}
	case map[string]any:
		return append([]string{v.words(x["start"], x["end"], x["in"])}, v.strings(x["kind"], "kind")...)
	case []any:
		if isSpan(x) {
			var in any
			if len(x) == 3 {
				in = x[2]
			}
			return []string{v.words(x[0], x[1], in)}
		}
		var out []string
		for _, y := range x {
			out = append(out, v.strings(y, field)...)
		}
		return out
	}
	return nil
}

func isSpan(x []any) bool {
	if len(x) != 2 && len(x) != 3 {
		return false
	}
	_, a := x[0].(float64)
	_, b := x[1].(float64)
	return a && b
}

// named replaces the id of an actor or a place by its name, and that of another part by its words.
func (v *view) named(s, field string) string {
	it := v.byID[s]
	if it == nil || field == "id" {
		return s
	}
	switch s[0] {
	case 'a', 'p':
		name, _ := it["name"].(string)
		return name
	case 'e':
		return strings.Join(v.strings(it["trigger"], "trigger"), "")
	case 'c':
		quantity, _ := it["quantity"].(string)
		return quantity
	}
	return v.words(it["start"], it["end"], it["in"])
}

func (v *view) words(start, end, in any) string {
	text := v.text
	if in == "title" {
		text = v.title
	}
	s, ok1 := start.(float64)
	e, ok2 := end.(float64)
	if !ok1 || !ok2 || s < 0 || e < s || int(e) > len(text) {
		return fmt.Sprintf("a span outside the text: %v to %v", start, end)
	}
	return strings.Join(strings.Fields(string(text[int(s):int(e)])), " ")
}

// tell shows an item in short.
func (v *view) tell(it map[string]any) string {
	var out []string
	for _, f := range fieldNames {
		if _, ok := it[f]; !ok && f != "words" || f == "mentions" || f == "triggers" {
			continue
		}
		if f == "words" && it["start"] == nil {
			continue
		}
		if got := v.value(it, f); got[0] != "null" && got[0] != "false" {
			out = append(out, f+"="+strings.Join(got, ", "))
		}
	}
	return strings.Join(out, "; ")
}
