package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// oddValues are what clients that err, or mean harm, put into parameters.
var oddValues = []string{"", " ", "x", "-1", "0", "1", "999999999999999999999", "1e9", "NaN", "null", "true", "[]", "\x00", "\xff\xfe", "a\x00b", "%", "_", "'", `"`, `"open`, "' OR 1=1 --", `'; DROP TABLE report; --`,
	`") UNION SELECT password FROM account --`, `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "../../../../etc/passwd", "..", ".", "%2e%2e%2f", "\u202e", "\U0001F4A3", "ｆｕｌｌ", strings.Repeat("x", 5000),
	"country:", "country:'", "killed:>=x", "killed:>=1", "near:0,0,1e99", "near:91,181,-1", "near:NaN,Inf,1", "from:2026-13-45", "from:0000-00-00", "id:i000000000000", "type:ASSAULT mode:bombing", "actor:%",
	"publisher:_", "place:!", "kind:killed", "category:civilian", "speaker:x act:deny", strings.Repeat("a:b ", 200), `NEAR("a" "b")`, "a AND b OR NOT c", "a*", "^a", "{a b}", "title:a", "-a", "acled", "day", "above", "i6c9ff5073d6f", "bomb-gao", "bomb-gao/c1"}

// Every operation, with odd values in every place, answers as the document tells, and never fails.
func TestOddValues(t *testing.T) {
	c := newClient(t, editor)
	known := newChecker(t)
	try := func(method, path, body string) {
		t.Helper()
		w := c.ask(t, method, path, body)
		if w.Code >= 500 {
			t.Errorf("%s %.200s %.200s: %d %.300s", method, path, body, w.Code, w.Body)
		}
		known.conforms(t, httptest.NewRequest(method, Prefix+path, nil), w)
	}
	n := 0
	paths := inside(known.document, "paths").(map[string]any)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for method, op := range paths[path].(map[string]any) {
			method = strings.ToUpper(method)
			parameters, _ := inside(op, "parameters").([]any)
			for _, value := range oddValues {
				n++
				try(method, oddAddress(path, parameters, "", value), oddBody(method))
				for _, p := range parameters {
					if inside(p, "in") == "query" {
						n++
						try(method, oddAddress(path, parameters, inside(p, "name").(string), value), oddBody(method))
					}
				}
			}
		}
	}
	t.Logf("%d requests", n)
}

// oddAddress puts a value into one parameter of the query or, with no name, into those of the path.
func oddAddress(path string, parameters []any, name, value string) string {
	path = strings.TrimPrefix(path, Prefix)
	inPath := value
	if name != "" || value == "" || value == "." || value == ".." { // dots are no part of a path
		inPath = "bomb-gao"
	}
	for _, p := range parameters {
		if inside(p, "in") == "path" {
			path = strings.ReplaceAll(path, "{"+inside(p, "name").(string)+"}", url.PathEscape(inPath))
		}
	}
	if name == "" {
		return path
	}
	return path + "?" + url.Values{name: {value}}.Encode()
}

func oddBody(method string) string {
	if method == "POST" {
		return "{}"
	}
	return ""
}

// Bodies that are no reports and no judgements are refused as the document tells.
func TestOddBodies(t *testing.T) {
	c := newClient(t, editor)
	known := newChecker(t)
	bodies := []string{"", "{", "[]", "null", "1", `""`, "{}", "\x00", "\xff", `{"text":1}`, `{"text":null}`, `{"text":""}`, `{"text":"\u0000"}`, `{"text":"\ud800"}`, `{"text":"x","published":"yesterday"}`, `{"text":"x","id":"a\u0000"}`,
		`{"text":"x","extra":{"a":"\u0000"}}`, strings.Repeat("[", 100_000), `{"text":` + strings.Repeat(`{"a":`, 20_000), `{"text":"` + strings.Repeat("x", 2_000_000) + `"}`,
		`{"kind":"edit"}`, `{"kind":"x","about":["bomb-gao/c1"]}`, `{"kind":"edit","about":[]}`, `{"kind":"edit","about":["bomb-gao/c1"],"field":"best","value":"many"}`, `{"kind":"edit","about":["bomb-gao/c1"],"field":"none","value":1}`,
		`{"kind":"edit","about":["bomb-gao/c1"],"field":"best"}`, `{"kind":"edit","about":["bomb-gao/c1"],"field":"who","value":"a\u0000"}`, `{"kind":"note","about":["bomb-gao"],"reason":"\u0000"}`, `{"kind":"same","about":["bomb-gao"]}`,
		`{"kind":"same","about":["none","bomb-gao"]}`, `{"kind":"split","about":["i6c9ff5073d6f"],"parts":[]}`, `{"kind":"split","about":["i6c9ff5073d6f"],"parts":[[]]}`, `{"kind":"split","about":["none"],"parts":[["x"]]}`,
		`{"kind":"add","about":["bomb-gao"],"of":"count","words":"killed","value":{"best":"x"}}`, `{"kind":"add","about":["bomb-gao"],"of":"count","words":"","value":{}}`, `{"kind":"add","about":["bomb-gao"]}`,
		`{"kind":"undo","about":["x"]}`, `{"kind":"note","about":["bomb-gao"],"role":"editor"}`, `{"kind":"note","about":["../../etc/passwd"]}`, `{"kind":"unsure","about":["bomb-gao"],"seen":"none"}`, `{"reason":1}`}
	for _, path := range []string{"/read", "/reports", "/judgements", "/judgements/none/undo", "/judgements/none/redo"} {
		for _, body := range bodies {
			for _, kind := range []string{"application/json", "text/plain", "application/xml", ""} {
				w := c.ask(t, "POST", path, body, "Content-Type", kind)
				if w.Code >= 500 {
					t.Errorf("%s %.100s: %d %s", path, body, w.Code, w.Body)
				}
				if wrong := kind == "text/plain" || kind == "application/xml"; wrong != (w.Code == 415) {
					t.Errorf("%s as %q: %d %s", path, kind, w.Code, w.Body)
				}
				known.conforms(t, httptest.NewRequest("POST", Prefix+path, nil), w)
			}
		}
	}
	var stats map[string]any
	if err := json.Unmarshal(c.ask(t, "GET", "/stats", "").Body.Bytes(), &stats); err != nil || fmt.Sprint(stats["reports"]) != fmt.Sprint(len(examples())) {
		t.Logf("what was filed by the way: %v", stats)
	}
}
