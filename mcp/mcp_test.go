package mcp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// connect gives a client of a server over the reports of the how-to.
func connect(t *testing.T, opt Options, more ...string) *sdk.ClientSession {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	paths, _ := filepath.Glob(filepath.Join("..", "examples", "ledger", "*.jsonl"))
	lines := more
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			lines = append(lines, line)
		}
	}
	var filings []ledger.Filing
	for _, line := range lines {
		rep, err := report.FromJSON([]byte(line), report.Options{})
		if err != nil {
			t.Fatal(err)
		}
		filings = append(filings, ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})})
	}
	if _, err := l.Add(t.Context(), filings); err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	server, err := New(l, opt).Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// call calls a tool and gives what it tells, as JSON.
func call(t *testing.T, s *sdk.ClientSession, tool string, arguments map[string]any) (string, bool) {
	t.Helper()
	result, err := s.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return err.Error(), false
	}
	var out strings.Builder
	for _, c := range result.Content {
		if text, is := c.(*sdk.TextContent); is {
			out.WriteString(text.Text)
		}
	}
	return out.String(), !result.IsError
}

func TestToolsOnlyRead(t *testing.T) {
	s := connect(t, Options{})
	tools, err := s.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.Description == "" {
			t.Errorf("%s is not said to only read", tool.Name)
		}
	}
	if got := strings.Join(names, " "); got != "check_tallies get_incident list_incidents read_report search_reports" {
		t.Error(got)
	}
}

func TestTools(t *testing.T) {
	s := connect(t, Options{})
	for _, x := range []struct {
		tool      string
		arguments map[string]any
		want      []string
		fails     bool
	}{
		{"search_reports", map[string]any{"query": "ambush", "limit": 1}, []string{`"report":"ambush-toll"`, `"more":true`, `"snippet":"Eight soldiers`}, false},
		{"search_reports", map[string]any{"query": "nokey:x"}, []string{"there is no filter", "filters are"}, true},
		{"search_reports", map[string]any{"query": "a", "limit": "x"}, nil, true},
		{"search_reports", map[string]any{"query": "'; DROP TABLE report"}, []string{`"reports":[]`}, false},
		{"list_incidents", map[string]any{"query": "place:ansongo", "policy": "ucdp"}, []string{`"total":1`, `"killed_toll":{"low":6,"best":6,"high":8}`}, false},
		{"list_incidents", map[string]any{"policy": "none"}, []string{"is no counting policy"}, true},
		{"list_incidents", map[string]any{"order": "none"}, []string{"there is no order"}, true},
		{"get_incident", map[string]any{"id": "ifc9a0ae1635d"}, []string{`"citations":[{"report":`, `"words":"Eight soldiers were killed`, `"start":0`, `"publisher":"Niger Bend Post"`}, false},
		{"get_incident", map[string]any{"id": "none"}, []string{"there is no such incident"}, true},
		{"get_incident", map[string]any{"id": "a\x00"}, []string{"there is no such incident"}, true},
		{"check_tallies", map[string]any{"only": []string{"consistent"}}, []string{`"verdict":"consistent"`, `"words":"Six soldiers were killed in Mali in March"`}, false},
		{"check_tallies", map[string]any{"only": []string{"true"}}, []string{"there is no verdict"}, true},
		{"read_report", map[string]any{"text": "A car bomb killed nine policemen in Quetta in Pakistan on Monday.", "published": "2026-03-05"}, []string{`"from":"2026-03-02"`, `"citations":{"c1":{"start":`, `"words":"A car bomb killed nine policemen in Quetta`}, false},
		{"read_report", map[string]any{"text": strings.Repeat("x", mostText+1)}, []string{"longer than"}, true},
		{"read_report", map[string]any{"text": "x", "published": "yesterday"}, []string{"is no day"}, true},
		{"read_report", map[string]any{}, nil, true},
	} {
		got, ok := call(t, s, x.tool, x.arguments)
		if ok == x.fails {
			t.Errorf("%s %v: %.300s", x.tool, x.arguments, got)
		}
		for _, want := range x.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s %v lacks %s: %.1500s", x.tool, x.arguments, want, got)
			}
		}
	}
	if got, _ := call(t, s, "search_reports", map[string]any{"limit": 100}); strings.Contains(got, "Quetta") {
		t.Error("a report that was read is filed")
	}
}

// A citation's words stand where it says.
func TestCitationsAreRight(t *testing.T) {
	s := connect(t, Options{})
	got, _ := call(t, s, "get_incident", map[string]any{"id": "ifc9a0ae1635d"})
	var incident struct {
		Sources   []struct{ Key string }
		Citations []citation
	}
	if err := json.Unmarshal([]byte(got), &incident); err != nil || len(incident.Citations) != len(incident.Sources) {
		t.Fatalf("%v %s", err, got)
	}
	for _, c := range incident.Citations {
		r, err := s.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "tollbook://reports/" + c.Report})
		if err != nil {
			t.Fatal(err)
		}
		var p struct{ Title, Text string }
		if err := json.Unmarshal([]byte(r.Contents[0].Text), &p); err != nil {
			t.Fatal(err)
		}
		text := []rune(p.Text)
		if c.In == "title" {
			text = []rune(p.Title)
		}
		if string(text[c.Start:c.End]) != c.Words || c.Words == "" {
			t.Errorf("%+v", c)
		}
	}
	for _, uri := range []string{"tollbook://reports/none", "tollbook://incidents/none", "tollbook://incidents/..%2f", "file:///etc/passwd"} {
		if _, err := s.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri}); err == nil {
			t.Errorf("%s is there", uri)
		}
	}
}

func TestNamesCanBeWithheld(t *testing.T) {
	const line = `{"id":"teacher","title":"Teacher Amina Danjuma shot dead in Kaduna","published":"2026-03-05","text":"Gunmen shot dead Amina Danjuma, a teacher, in Kaduna in Nigeria on Monday, police said."}`
	for _, on := range []bool{false, true} {
		s := connect(t, Options{WithholdVictims: on}, line)
		told, _ := call(t, s, "search_reports", map[string]any{"query": "teacher"})
		list, _ := call(t, s, "list_incidents", map[string]any{"query": "id:teacher"})
		if shown := strings.Contains(told+list, "Danjuma"); shown == on {
			t.Errorf("withheld %t: %s %s", on, told, list)
		}
	}
}
