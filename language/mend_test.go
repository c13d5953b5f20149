package language

import (
	"fmt"
	"strings"
	"testing"
)

// Each word is written word/tag/head/relation, heads counted from 0, -1 for the root; wanted are the relations that must come out.
func TestMendRelations(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"Flights/NOUN/2/nsubj were/AUX/2/aux:pass resumed/VERB/-1/root", "nsubj:pass aux:pass root"},
		{"He/PRON/1/nsubj plans/VERB/-1/root to/PART/3/reparandum visit/VERB/1/xcomp", "nsubj root mark xcomp"},
		{"They/PRON/2/nsubj are/AUX/2/aux planning/VERB/-1/root an/DET/4/det attack/NOUN/2/obl", "nsubj aux root det obj"},
		{"It/PRON/1/nsubj lasted/VERB/-1/root a/DET/3/det week/NOUN/1/obl", "nsubj root det obl"},
		{"They/PRON/1/nsubj met/VERB/-1/root in/ADP/4/case the/DET/4/det town/NOUN/1/obl", "nsubj root case det obl"},
		{"He/PRON/1/nsubj gave/VERB/-1/root bread/NOUN/1/obj the/DET/4/det day/NOUN/1/obl", "nsubj root obj det obl"},
		{"He/PRON/1/nsubj welcomed/VERB/-1/root the/DET/1/det truce/NOUN/1/obj", "nsubj root det obj"},
		{"government/NOUN/1/nsubj plans/NOUN/-1/root to/PART/3/mark send/VERB/1/xcomp", "nsubj root mark xcomp"},
		{"Armenia/PROPN/-1/root accused/VERB/0/advcl Azerbaijan/PROPN/1/obj", "nsubj root obj"},
		{"the/DET/1/det government/NOUN/2/nmod:poss plans/NOUN/-1/root to/PART/4/mark send/VERB/2/xcomp", "det nsubj root mark xcomp"},
		{"Korea/PROPN/1/nsubj test/NOUN/3/compound -/PUNCT/1/punct fired/VERB/-1/root", "nsubj compound punct root"},
		{"Front/PROPN/3/nsubj was/AUX/3/cop training/NOUN/3/compound fighters/NOUN/-1/root", "nsubj aux root obj"},
		{"the/DET/4/det Front/PROPN/4/compound was/AUX/4/cop training/NOUN/4/compound fighters/NOUN/-1/root", "det nsubj aux root obj"},
		{"Front/PROPN/3/nsubj was/AUX/3/cop training/NOUN/3/compound fighters/NOUN/-1/root ,/PUNCT/3/punct there/ADV/3/advmod", "nsubj aux root obj punct advmod"},
		{"sites/NOUN/3/nsubj were/AUX/3/cop training/NOUN/3/compound camps/NOUN/-1/root", "nsubj cop compound root"},
		{"Armenia/PROPN/-1/root accused/VERB/0/advcl Azerbaijan/PROPN/1/obj ,/PUNCT/0/punct it/PRON/5/nsubj said/VERB/0/parataxis", "nsubj root obj punct nsubj parataxis"},
		{"He/PRON/1/nsubj welcomed/VERB/-1/root the/DET/1/det new/ADJ/1/amod truce/NOUN/1/obj", "nsubj root det amod obj"},
		{"Gunmen/NOUN/1/nsubj killed/VERB/-1/root him/PRON/1/obj", "nsubj root obj"},
		{"Police/NOUN/1/nsubj fired/VERB/-1/root ,/PUNCT/3/punct injuring/VERB/1/parataxis three/NUM/3/obj", "nsubj root punct advcl obj"},
		{"Police/NOUN/1/nsubj fired/VERB/-1/root ,/PUNCT/4/punct crowds/NOUN/4/nsubj injuring/VERB/1/parataxis three/NUM/4/obj", "nsubj root punct nsubj parataxis obj"},
		{"They/PRON/1/nsubj claimed/VERB/-1/root a/DET/3/det raid/NOUN/1/ccomp", "nsubj root det obj"},
		{"He/PRON/1/nsubj said/VERB/-1/root :/PUNCT/1/punct a/DET/4/det raid/NOUN/1/ccomp", "nsubj root punct det ccomp"},
		{"He/PRON/1/nsubj said/VERB/-1/root it/PRON/5/nsubj was/AUX/5/cop a/DET/5/det raid/NOUN/1/ccomp", "nsubj root nsubj cop det ccomp"},
		{"air/NOUN/1/compound strikes/NOUN/5/ccomp kill/VERB/5/ccomp villagers/NOUN/2/nsubj medics/NOUN/5/nsubj said/VERB/-1/root", "compound nsubj ccomp obj nsubj root"},
		{"strikes/NOUN/-1/root kill/VERB/0/acl villagers/NOUN/1/nsubj", "nsubj root obj"},
		{"strikes/NOUN/-1/root follow/VERB/0/acl villagers/NOUN/1/nsubj", "root acl nsubj"},
		{"Police/NOUN/1/nsubj fired/VERB/-1/root ,/PUNCT/3/punct running/VERB/1/parataxis", "nsubj root punct parataxis"},
	} {
		d := &Doc{}
		for i, w := range strings.Fields(c.words) {
			part := strings.Split(w, "/")
			head := 0
			if _, err := fmt.Sscan(part[2], &head); err != nil {
				t.Fatal(err)
			}
			lower := strings.ToLower(part[0])
			fine := ""
			if strings.HasSuffix(lower, "ed") {
				fine = "VBD"
			}
			if strings.HasSuffix(lower, "s") && part[1] == "NOUN" {
				fine = "NNS"
			}
			d.Tokens = append(d.Tokens, Token{Fine: fine, Lower: lower, Lemma: lower, Tag: ParseTag(part[1]), Head: head, Rel: ParseRel(part[3]), Start: i, End: i})
		}
		d.Sentences = []Sentence{{Range: Range{Start: 0, End: len(d.Tokens)}}}
		d.mendRelations(&d.Sentences[0])
		if a, b := crossed(d); a >= 0 {
			t.Errorf("%s: the arcs of words %d and %d cross", c.words, a, b)
		}
		var got []string
		for i := range d.Tokens {
			got = append(got, d.Tokens[i].Rel.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %s, want %s", c.words, strings.Join(got, " "), c.want)
		}
	}
}

// Of "word/tag/fine" words, the finer tag that the last one must get.
func TestMendTag(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"army/NOUN/NN blamed/VERB/VBG", "VBD"},
		{"was/AUX/VBD blamed/VERB/VBG", "VBN"},
		{"had/AUX/VBD shot/VERB/VB", "VBN"},
		{"had/AUX/VBD often/ADV/RB met/VERB/VB", "VBN"},
		{"to/PART/TO meet/VERB/VB", "VB"},
		{"minister/NOUN/NN plans/VERB/VBG", "VBZ"},
		{"as/SCONJ/IN saying/VERB/VBG", "VBG"},
		{"is/AUX/VBZ planning/VERB/VBG", "VBG"},
		{"should/AUX/MD", "MD"},
		{"attacks/NOUN/NN", "NNS"},
		{"crisis/NOUN/NN", "NN"},
		{"politics/NOUN/NN", "NN"},
		{"an/DET/DT ultimatum/AUX/MD", "NN"},
		{"Somalia/PROPN/NNP threatened/AUX/MD", "VBD"},
		{"to/AUX/MD", "TO"},
	} {
		d := &Doc{}
		for _, w := range strings.Fields(c.words) {
			part := strings.Split(w, "/")
			d.Tokens = append(d.Tokens, Token{Lower: part[0], Tag: ParseTag(part[1]), Fine: part[2]})
		}
		last := len(d.Tokens) - 1
		if d.mendTag(last); d.Tokens[last].Fine != c.want {
			t.Errorf("%s: got %s, want %s", c.words, d.Tokens[last].Fine, c.want)
		}
	}
}

// crossed gives two words whose arcs to their heads cross, the root's standing for one from outside; -1 for none.
func crossed(d *Doc) (int, int) {
	ends := func(i int) (int, int) { h := d.Tokens[i].Head; return min(i, h), max(i, h) }
	for i := range d.Tokens {
		for j := range d.Tokens {
			a, b := ends(i)
			c, e := ends(j)
			if a < c && c < b && b < e || a >= 0 && c < a && a < e && e < b {
				return i, j
			}
		}
	}
	return -1, -1
}

func TestMarkAhead(t *testing.T) {
	// "it struck camps after gunmen killed six", the "after" hung from "struck"
	d := &Doc{Tokens: []Token{{Tag: PRON, Head: 1, Rel: Nsubj}, {Tag: VERB, Head: -1, Rel: Root}, {Tag: NOUN, Head: 1, Rel: Obj}, {Tag: SCONJ, Head: 1, Rel: Mark},
		{Tag: NOUN, Head: 5, Rel: Nsubj}, {Tag: VERB, Head: 1, Rel: Advcl}, {Tag: NUM, Head: 5, Rel: Obj}}}
	d.Sentences = []Sentence{{Range: Range{Start: 0, End: len(d.Tokens)}}}
	d.mendRelations(&d.Sentences[0])
	if d.Tokens[3].Head != 5 {
		t.Errorf("hangs from %d, want 5", d.Tokens[3].Head)
	}
}

// Only a verb has a passive auxiliary: a word in "-ed" that was taken for an adjective is one.
func TestMendParticiple(t *testing.T) {
	for _, c := range []struct {
		last string
		tag  Tag
		rel  Rel
		want Tag
	}{
		{"martyred", ADJ, AuxPass, VERB},
		{"martyred", ADJ, Cop, ADJ},
		{"dead", ADJ, AuxPass, ADJ},
	} {
		d := &Doc{Tokens: []Token{
			{Lower: "soldiers", Lemma: "soldier", Tag: NOUN, Head: 2, Rel: Nsubj},
			{Lower: "were", Lemma: "be", Tag: AUX, Head: 2, Rel: c.rel},
			{Lower: c.last, Lemma: c.last, Tag: c.tag, Head: -1, Rel: Root},
		}}
		d.Sentences = []Sentence{{Range: Range{Start: 0, End: 3}}}
		d.mendRelations(&d.Sentences[0])
		if got := d.Tokens[2].Tag; got != c.want {
			t.Errorf("%q under %v is %v, not %v", c.last, c.rel, got, c.want)
		}
	}
}

// A clause with "who" behind "the family of" somebody tells of him.
func TestOfKin(t *testing.T) {
	for text, want := range map[string]string{
		"The family of Ryan Colbert, who was detained in August, thanked Qatar.":   "Colbert",
		"The lawyer of Amina Diallo, who was arrested on Monday, called for calm.": "Diallo",
	} {
		d := Parse("", text)
		for i := range d.Tokens {
			if d.Tokens[i].Rel != AclRelcl {
				continue
			}
			h := d.Tokens[i].Head
			if got := d.Word(h); got != want && !(want == "Colbert" && got == "Ryan") && !(want == "Diallo" && got == "Amina") {
				t.Errorf("%s: the clause hangs from %s", text, got)
			}
		}
	}
}
