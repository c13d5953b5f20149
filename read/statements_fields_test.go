package read

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
)

// speakerName gives the name of the actor who makes the first statement whose content has words in it.
func speakerName(t *testing.T, d *draft, words string) (*statement, string) {
	t.Helper()
	for i := range d.statements {
		s := &d.statements[i]
		if !strings.Contains(d.doc.Phrase(s.content), words) {
			continue
		}
		if s.speaker < 0 {
			return s, ""
		}
		return s, d.actors[s.speaker].Name
	}
	t.Fatalf("no statement with %q in %s", words, tellStatements(d))
	return nil, ""
}

func TestStatementDays(t *testing.T) {
	cases := []struct{ text, words, from, to string }{
		{"The minister said on Tuesday that the road was closed.", "closed", "2024-05-14", "2024-05-14"},
		{"On Wednesday, the minister said that the road was closed.", "closed", "2024-05-15", "2024-05-15"},
		{"The minister said that the road was closed on Tuesday.", "closed", "", ""},
		{"The minister said that the road was closed.", "closed", "", ""},
		{"The minister said on Tuesday that the road was closed. “We will open it,” the minister said.", "open it", "2024-05-14", "2024-05-14"},
		{"A report by the commission released in March said that 40 people had disappeared.", "40 people", "2024-03-01", "2024-03-31"},
	}
	for _, c := range cases {
		s, _ := speakerName(t, statementDraft(c.text, "2024-05-17"), c.words)
		if s.from.String() != c.from || s.to.String() != c.to {
			t.Errorf("%s: got %s to %s", c.text, s.from, s.to)
		}
	}
}

func TestStatementDaysWithoutPublication(t *testing.T) {
	s, _ := speakerName(t, statementDraft("The minister said on Tuesday that the road was closed.", ""), "closed")
	if !s.from.IsZero() || !s.to.IsZero() {
		t.Errorf("a day out of nowhere: %s to %s", s.from, s.to)
	}
}

func TestStatementVenues(t *testing.T) {
	cases := []struct{ text, words, want string }{
		{"Speaking at a news conference in Nairobi, the envoy said that the ceasefire was holding.", "holding", "news conference"},
		{"The envoy said at a press conference that the ceasefire was holding.", "holding", "press conference"},
		{"Addressing the National Assembly, the minister said that the army was ready.", "ready", "National Assembly"},
		{"The envoy said that the ceasefire was holding.", "holding", ""},
		{"The minister said that five people were hurt at a rally.", "hurt", ""},
	}
	for _, c := range cases {
		d := statementDraft(c.text, "2024-05-17")
		s, _ := speakerName(t, d, c.words)
		got := ""
		if !s.venue.Empty() {
			got = d.doc.Phrase(s.venue)
		}
		if got != c.want {
			t.Errorf("%s: venue %q", c.text, got)
		}
	}
}

func TestStatementAddressees(t *testing.T) {
	cases := []struct{ text, words, want string }{
		{"The president called on the rebels to lay down their arms.", "lay down", "rebels"},
		{"The minister told the ambassador that the truce was over.", "over", "ambassador"},
		{"The minister told reporters that the truce was over.", "over", ""},
	}
	for _, c := range cases {
		d := statementDraft(c.text, "")
		s, _ := speakerName(t, d, c.words)
		got := ""
		if s.addressee >= 0 {
			got = d.actors[s.addressee].Name
		}
		if !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: addressee %q", c.text, got)
		}
	}
}

func TestStatementInsideStatement(t *testing.T) {
	d := statementDraft("The rebel leader said that the radio had reported the death of two commanders.", "")
	s, _ := speakerName(t, d, "had reported")
	inner, _ := speakerName(t, d, "the death of")
	if inner == s {
		for i := range d.statements {
			if d.doc.Phrase(d.statements[i].content) == "the death of two commanders" {
				inner = &d.statements[i]
			}
		}
	}
	if inner == s || inner.inside < 0 || &d.statements[inner.inside] != s {
		t.Errorf("not nested: %s", tellStatements(d))
	}
	if tok := inner.content.Start; &d.statements[d.statementOf(tok)] != inner {
		t.Errorf("statementOf gives %d", d.statementOf(tok))
	}
	if d.statementOf(0) != -1 {
		t.Error("the speaker's own words are in a statement")
	}
}

// Swapping the two sides must not change what is read.
func TestStatementsDoNotTakeSides(t *testing.T) {
	pairs := [][2]string{{"Pakistan", "Afghanistan"}, {"Russia", "Ukraine"}, {"Israel", "Lebanon"}, {"Ethiopia", "Eritrea"}}
	texts := []string{
		"A accused B of shelling the border town, saying that the attack killed five people.",
		"“B will pay the price for this attack,” said the foreign minister of A.",
		"A called on B to withdraw its troops.",
	}
	for _, p := range pairs {
		for _, text := range texts {
			one := statementDraft(strings.NewReplacer("A ", p[0]+" ", " A", " "+p[0], "B ", p[1]+" ").Replace(text), "")
			two := statementDraft(strings.NewReplacer("A ", p[1]+" ", " A", " "+p[1], "B ", p[0]+" ").Replace(text), "")
			if a, b := shapeOf(one), shapeOf(two); a != b {
				t.Errorf("%s\n%s: %s\n%s: %s", text, p[0], a, p[1], b)
			}
		}
	}
}

// shapeOf gives the acts and places of the statements, without any name.
func shapeOf(d *draft) string {
	var b strings.Builder
	for i := range d.statements {
		s := &d.statements[i]
		b.WriteString(string(s.act))
		for _, n := range []int{s.content.Start, s.content.End, s.cue.Start, s.cue.End} {
			b.WriteByte(' ')
			b.WriteByte(byte('0' + n%70))
		}
		b.WriteByte(';')
	}
	return b.String()
}

func TestStatementActsAreKnown(t *testing.T) {
	known := map[record.Act]bool{record.Inform: true, record.AccuseAct: true, record.ThreatenAct: true, record.DemandAct: true,
		record.Appeal: true, record.Pledge: true, record.Deny: true, record.RejectAct: true, record.Condemn: true, record.Praise: true,
		record.AgreeAct: true, record.Propose: true, record.ClaimResponsibility: true, record.OtherAct: true, demandOf: true, vowOf: true}
	words := statementLexicon()
	for _, list := range []map[string]*cueWord{words.verbs, words.nouns} {
		for lemma, w := range list {
			if !known[w.act] || w.frames == 0 && len(w.prepositions) == 0 {
				t.Errorf("%s: act %q, frames %b", lemma, w.act, w.frames)
			}
		}
	}
	for i := range words.acts {
		if p := &words.acts[i]; !known[p.act] || len(p.words) == 0 {
			t.Errorf("pattern %d: act %q, words %v", i, p.act, p.words)
		}
	}
}

func TestStatementsOfOddText(t *testing.T) {
	for _, text := range []string{"", "“", "”", "said", "said.", "“A”", "He said", "according to", "according to.", "“He said, “she said, “", "X said:¶“Y", ", he said, ", "told told told"} {
		d := statementDraft(text, "2024-05-17")
		for i := range d.statements {
			if c := d.statements[i].content; c.Empty() || c.Start < 0 || c.End > len(d.doc.Tokens) {
				t.Errorf("%q: content %v", text, c)
			}
		}
	}
}
