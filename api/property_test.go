package api

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

var (
	propertySeed = flag.Uint64("seed", 1, "where made-up requests begin")
	propertyRuns = flag.Int("requests", 25, "made-up requests for each operation")
)

// A chooser makes up values by the document's schemas: such as they allow, or with one thing in them that they do not.
type chooser struct {
	*rand.Rand
	document map[string]any
	known    []string // ids that lead to something
	wrong    bool     // something is to be wrong, and is not yet
}

func pick[T any](c *chooser, list ...T) T { return list[c.IntN(len(list))] }

// resolve follows a reference.
func (c *chooser) resolve(schema any) map[string]any {
	s, _ := schema.(map[string]any)
	if ref, is := s["$ref"].(string); is {
		return c.resolve(inside(c.document, "components", "schemas", strings.TrimPrefix(ref, "#/components/schemas/")))
	}
	return s
}

// spoil says whether the value that is made now is to be the wrong one.
func (c *chooser) spoil() bool {
	if c.wrong && c.IntN(3) == 0 {
		c.wrong = false
		return true
	}
	return false
}

// value makes up a value.
func (c *chooser) value(schema any) any {
	s := c.resolve(schema)
	kind, _ := s["type"].(string)
	if list, several := s["type"].([]any); several {
		kind, _ = list[c.IntN(len(list))].(string)
	}
	if words, listed := s["enum"].([]any); listed {
		if c.spoil() {
			return "no such word"
		}
		return words[c.IntN(len(words))]
	}
	switch kind {
	case "null":
		return nil
	case "object":
		return c.object(s)
	case "array":
		out := []any{}
		least, _ := s["minItems"].(float64)
		if least > 0 && c.spoil() {
			return out
		}
		for range int(least) + c.IntN(3) {
			out = append(out, c.value(s["items"]))
		}
		return out
	case "integer":
		least, _ := s["minimum"].(float64)
		most, limited := s["maximum"].(float64)
		if c.spoil() {
			return pick(c, any(int(least)-1), any("many"))
		}
		if !limited {
			most = least + 1000
		}
		return int(least) + c.IntN(int(most-least)+1)
	case "boolean":
		return c.IntN(2) == 0
	case "string":
		most, limited := s["maxLength"].(float64)
		if limited && c.spoil() {
			return strings.Repeat("x", int(most)+1)
		}
		text := c.text()
		if least, _ := s["minLength"].(float64); len(text) < int(least) {
			return "x"
		}
		if limited && len([]rune(text)) > int(most) {
			return "x"
		}
		return text
	}
	return pick(c, any(c.IntN(90)), any(c.text()), any(nil), any(map[string]any{"best": c.IntN(9)})) // whatever there is
}

// object makes up an object: what it must have, and of the rest some.
func (c *chooser) object(s map[string]any) any {
	out := map[string]any{}
	properties, _ := s["properties"].(map[string]any)
	required, _ := s["required"].([]any)
	drop := len(required) > 0 && c.spoil()
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		must := slices.Contains(required, any(name))
		if name != "$schema" && (must && !drop || !must && c.IntN(2) == 0) {
			out[name] = c.value(properties[name])
		}
	}
	if s["additionalProperties"] == false && c.spoil() {
		out["unheard of"] = 1
	}
	return out
}

// text makes up a text: an id, a search, words, or a heap of marks.
func (c *chooser) text() string {
	filter := func() string {
		return pick(c, "country", "place", "type", "mode", "kind", "killed", "injured", "from", "to", "day", "actor", "publisher", "speaker", "act", "about", "grade", "near", "id") + ":" +
			pick(c, "MLI", "gao", "ASSAULT", ">=3", "<9", "2026-03-01", "2026-03", "army", "deny", "16.2,-0.1,80", "weak", "\"al bab\"", "")
	}
	switch c.IntN(5) {
	case 0:
		return pick(c, c.known...)
	case 1:
		return filter()
	case 2:
		return pick(c, "ambush", "soldiers", "\"near gao\"") + " " + filter() + " " + filter()
	case 3:
		return pick(c, "", "army", "day", "3", "killed")
	}
	var out strings.Builder
	for range c.IntN(40) {
		out.WriteRune(pick(c, 'a', 'e', ' ', ':', '"', '\'', '%', '_', '\\', '(', ')', '*', '-', '<', '>', '&', 'é', '中', '\u202e', '😀', '\u0301', '0'))
	}
	return out.String()
}

// request makes up a request of an operation.
func (c *chooser) request(path, method string, op any) (address, body string) {
	query := url.Values{}
	parameters, _ := inside(op, "parameters").([]any)
	for _, p := range parameters {
		name, _ := inside(p, "name").(string)
		if inside(p, "in") == "path" {
			value := fmt.Sprint(c.value(inside(p, "schema")))
			if strings.Trim(value, ". ") == "" || strings.ContainsAny(value, "/\\%") && c.IntN(2) == 0 { // dots are no part of a path
				value = pick(c, c.known...)
			}
			path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
			continue
		}
		if c.IntN(2) == 0 && !c.wrong && inside(p, "required") != true {
			continue
		}
		switch value := c.value(inside(p, "schema")).(type) {
		case nil:
		case []any:
			var parts []string
			for _, one := range value {
				parts = append(parts, fmt.Sprint(one))
			}
			query.Set(name, strings.Join(parts, ","))
		default:
			query.Set(name, fmt.Sprint(value))
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	schema := inside(op, "requestBody", "content", "application/json", "schema")
	switch {
	case method != http.MethodPost:
	case inside(c.resolve(schema), "format") == "binary": // a report, of which anything may come
		data, _ := json.Marshal(map[string]any{"id": c.text(), "title": c.text(), "published": pick(c, "2026-03-05", "yesterday", ""), "text": c.text()})
		body = string(data)
	default:
		data, _ := json.Marshal(c.value(schema))
		body = string(data)
	}
	return path, body
}

// What the document allows is never refused for its form, what it forbids is never taken, no answer is one that it does not tell, and nothing fails: for requests
// that are made up by its schemas. go test ./api -run Properties -args -seed 7 -requests 2000 tries others.
func TestProperties(t *testing.T) {
	c := newClient(t, editor)
	known := newChecker(t)
	incident := c.get(t, "/incidents")["items"].([]any)[0].(map[string]any)["id"].(string)
	choose := &chooser{Rand: rand.New(rand.NewPCG(*propertySeed, 0)), document: known.document, known: []string{incident, "bomb-gao", "bomb-gao/c1", "bomb-gao/e1", "army", "mali-army"}}
	kinds := map[int]int{}
	paths := inside(known.document, "paths").(map[string]any)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for _, lower := range []string{"get", "post"} {
			method, op := strings.ToUpper(lower), inside(paths[path], lower)
			runs := *propertyRuns
			if strings.HasSuffix(path, "/read") || method == "POST" && strings.HasSuffix(path, "/reports") {
				runs = min(runs, 8) // the reader takes its time
			}
			for range runs {
				if op == nil {
					break
				}
				choose.wrong = choose.IntN(3) == 0
				meant := choose.wrong
				address, body := choose.request(strings.TrimPrefix(path, Prefix), method, op)
				spoilt := meant && !choose.wrong
				w := c.ask(t, method, address, body)
				kinds[w.Code]++
				switch {
				case w.Code >= 500:
					t.Errorf("%s %s %s: %d %.300s", method, address, body, w.Code, w.Body)
				case spoilt && w.Code < 300:
					t.Errorf("%s %s %s is taken, and is not of the form that is told: %d", method, address, body, w.Code)
				case !spoilt && (w.Code == http.StatusUnprocessableEntity || w.Code == http.StatusUnsupportedMediaType):
					t.Errorf("%s %s %s is of the form that is told, and refused for its form: %d %.300s", method, address, body, w.Code, w.Body)
				}
				known.conforms(t, httptest.NewRequest(method, Prefix+address, nil), w)
			}
		}
	}
	if kinds[200] < 100 || kinds[422] < 50 {
		t.Errorf("answers by status: %v", kinds)
	}
	t.Logf("answers by status: %v", kinds)
}
