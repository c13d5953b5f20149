package language

import (
	"fmt"
	"strings"
	"testing"
)

// The arcs of sentences like those of the news. One or two may go wrong when the weights change; more may not.
func TestTrees(t *testing.T) {
	right, all := 0, 0
	for text, want := range map[string]string{
		"Gunmen killed three soldiers near the town of Varo on Monday.": "Gunmen<nsubj<killed three<nummod<soldiers soldiers<obj<killed Varo<nmod<town town<obl<killed killed<root<-",
		"Two officers were shot dead by rebels in the north.":           "officers<nsubj:pass<shot were<aux:pass<shot rebels<obl:agent<shot Two<nummod<officers shot<root<-",
		"The minister said that the army had attacked the village.":     "minister<nsubj<said that<mark<attacked army<nsubj<attacked attacked<ccomp<said had<aux<attacked village<obj<attacked",
		"The men who fled the camp were later arrested.":                "men<nsubj:pass<arrested who<nsubj<fled fled<acl:relcl<men camp<obj<fled arrested<root<-",
		"Its president met the foreign minister of Orland in Paris.":    "Its<nmod:poss<president president<nsubj<met minister<obj<met Orland<nmod<minister Paris<obl<met",
		"The rebels blew up a bridge and set fire to a bus.":            "rebels<nsubj<blew up<compound:prt<blew bridge<obj<blew set<conj<blew bus<obl<set",
		"POLICE ARRESTED FIVE STUDENTS AND WOUNDED A JOURNALIST.":       "POLICE<nsubj<ARRESTED FIVE<nummod<STUDENTS STUDENTS<obj<ARRESTED WOUNDED<conj<ARRESTED JOURNALIST<obj<WOUNDED",
		"they did not deny the report, officials said.":                 "they<nsubj<deny did<aux<deny not<advmod<deny report<obj<deny officials<nsubj<said",
	} {
		d := Parse("", text)
		check(t, d)
		got := map[string]bool{}
		for i, tok := range d.Tokens {
			head := "-"
			if tok.Head >= 0 {
				head = d.Word(tok.Head)
			}
			got[fmt.Sprintf("%s<%s<%s", d.Word(i), tok.Rel, head)] = true
		}
		for _, arc := range strings.Fields(want) {
			all++
			if got[arc] {
				right++
			} else {
				t.Logf("%s lacks %s", text, arc)
			}
		}
	}
	if right*100 < all*85 {
		t.Errorf("%d of %d arcs are right", right, all)
	}
}

func TestEntities(t *testing.T) {
	right, all := 0, 0
	for text, want := range map[string]string{
		"President Maria Lopez flew to Nairobi on Tuesday.":             "Maria Lopez:1 Nairobi:3",
		"Fighters of the People's Liberation Front left London.":        "London:3",
		"The United Nations said that John Smith had reached Damascus.": "United Nations:2 John Smith:1 Damascus:3",
		"Police in Karachi arrested Ahmed Khan, a student from Lahore.": "Karachi:3 Ahmed Khan:1 Lahore:3",
	} {
		d := Parse("", text)
		check(t, d)
		got := " "
		for _, e := range d.Entities {
			got += fmt.Sprintf("%s:%d ", d.Phrase(e.Range), e.Type)
		}
		for rest := want; rest != ""; {
			colon := strings.IndexByte(rest, ':')
			name := rest[:colon+2]
			rest = strings.TrimPrefix(rest[colon+2:], " ")
			all++
			if strings.Contains(got, " "+name+" ") {
				right++
			} else {
				t.Logf("%q: no %q in%s", text, name, got)
			}
		}
	}
	if right*100 < all*70 {
		t.Errorf("%d of %d names are right", right, all)
	}
}

func BenchmarkParse(b *testing.B) {
	text := strings.Repeat("At least twelve policemen were killed and several others wounded when armed men attacked a convoy near the town of Varo "+
		"on Wednesday, officials said. The foreign minister, John Roe, told reporters that the two men had been led away from the village.\n\n", 8)
	words := len(Parse("", text).Tokens)
	b.ReportAllocs()
	for b.Loop() {
		Parse("", text)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
