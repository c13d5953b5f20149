package read

import (
	"testing"

	"github.com/tollbook/tollbook/language"
)

func TestStatementsGoOn(t *testing.T) {
	cases := []struct{ text, want string }{
		{"“The road is closed,” Governor Anton Belkov said. “We should open it this week.”",
			"Governor Anton Belkov > appeal > “The road is closed,” Governor Anton Belkov said. “We should open it this week.”"},
		{"“Those who shelter the gunmen will pay the price,” Governor Anton Belkov said. “We urge our neighbours to help.”",
			"Governor Anton Belkov > threaten > “Those who shelter the gunmen will pay the price”\nGovernor Anton Belkov > appeal > “We urge our neighbours to help”"},
		{"“The bridge is gone,” Governor Anton Belkov said, referring to the crossing at the mill. “Nobody can reach the town.”",
			"Governor Anton Belkov > inform > “The bridge is gone,” Governor Anton Belkov said, referring to the crossing at the mill. “Nobody can reach the town.”\n" +
				"Governor Anton Belkov > other > the crossing at the mill"},
	}
	for _, c := range cases {
		if got := tellStatements(statementDraft(c.text, "2024-05-17")); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// What the report tells between the two quotations of one statement is not said by its speaker.
func TestStatementsDoNotSayWhatStandsBetween(t *testing.T) {
	d := statementDraft("“The bridge is gone,” Governor Anton Belkov said after gunmen killed two guards at the mill. “Nobody can reach the town.”", "2024-05-17")
	if len(d.statements) != 1 {
		t.Fatal(tellStatements(d))
	}
	for i := range d.doc.Tokens {
		at := d.statementOf(i)
		switch d.doc.Tokens[i].Lower {
		case "killed":
			if at >= 0 {
				t.Error("the killing is the governor's claim")
			}
		case "bridge", "town":
			if at != 0 {
				t.Errorf("%s is not his claim", d.doc.Tokens[i].Lower)
			}
		}
	}
}

func TestSpeakersWordsEndWithTheClosingComma(t *testing.T) {
	for text, want := range map[string]string{
		"Anton Belkov, a fisherman from the village, said he had seen nobody.": "Anton Belkov, a fisherman from the village,",
		"“I have seen nobody,” said Anton Belkov, a fisherman.":                "Anton Belkov, a fisherman",
		"Anton Belkov said he had seen nobody.":                                "Anton Belkov",
	} {
		d := statementDraft(text, "2024-05-17")
		longest := language.Range{}
		for _, m := range d.actors[d.statements[0].speaker].Mentions {
			if m.End-m.Start > longest.End-longest.Start {
				longest = m.Range
			}
		}
		if got := d.doc.Phrase(longest); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestSpeakersWordsEndWhole(t *testing.T) {
	for text, want := range map[string]string{
		"Governor Anton Belkov on Friday said the road was closed.":                                "Governor Anton Belkov",
		"“The road is closed,” said Anton Belkov, a driver who wants the army to open the bridge.": "Anton Belkov, a driver who wants the army to open the bridge",
	} {
		d := statementDraft(text, "2024-05-17")
		if got := d.doc.Phrase(d.statements[0].source); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
