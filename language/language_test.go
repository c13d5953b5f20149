package language

import (
	"strings"
	"testing"
)

func words(d *Doc, r Range) string {
	var out []string
	for i := r.Start; i < r.End; i++ {
		out = append(out, d.Word(i))
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"He didn't say it's over.":                           "He did n't say it 's over .",
		"They can’t, and we’ve said so: the state’s lawyers": "They ca n’t , and we ’ve said so : the state ’s lawyers",
		"I cannot go.":                                      "I can not go .",
		"The writers' guild":                                "The writers ' guild",
		"US-led troops and anti-ship missiles":              "US - led troops and anti-ship missiles",
		"al-Qaeda's men, a 3-year war":                      "al - Qaeda 's men , a 3 - year war",
		"It cost $1,250,000.50 (about 3.5%).":               "It cost $ 1,250,000.50 ( about 3.5 % ) .",
		"US$5 and Rs 1,00,000":                              "US$ 5 and Rs 1,00,000",
		"Lt. Gen. J. R. Doe met Gov. Roe in the U.S. today": "Lt. Gen. J. R. Doe met Gov. Roe in the U.S. today",
		"at 5:30 p.m. on Oct. 9, 2025":                      "at 5:30 p.m. on Oct. 9 , 2025",
		"at 5:30pm, the 10th and 1990s":                     "at 5:30 pm , the 10th and 1990s",
		"Killed 18... maybe 20!!":                           "Killed 18 ... maybe 20 !!",
		"[REPORT] [TEXT] THE ARMY":                          "[ REPORT ] [ TEXT ] THE ARMY",
		"a .40 calibre pistol":                              "a .40 calibre pistol",
		"see www.example.com/a-b, or mail x.y@example.org.": "see www.example.com/a-b , or mail x.y@example.org .",
		"No. 5 said no.":                                    "No. 5 said no .",
		"between 10-15 people":                              "between 10 - 15 people",
		"call 555-123-4567":                                 "call 555-123-4567",
		"and/or":                                            "and / or",
		"O'Neil of AT&T":                                    "O'Neil of AT&T",
		"two o'clock, Sana'a":                               "two o'clock , Sana'a",
		"“Go,” he said":                                     "“ Go , ” he said",
		"``Go,'' he said":                                   "`` Go , '' he said",
		"a person.\"Doe burst":                              "a person . \" Doe burst",
	} {
		d := Parse("", text)
		if got := words(d, Range{0, len(d.Tokens)}); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func sentences(d *Doc) string {
	var out []string
	for _, s := range d.Sentences {
		out = append(out, d.Phrase(s.Range))
	}
	return strings.Join(out, " | ")
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Mr. J. Doe spoke. He left.":                                           "Mr. J. Doe spoke. | He left.",
		"He lives in the U.S. The army left.":                                  "He lives in the U.S. | The army left.",
		"It began at 11:30 p.m. Israeli strikes followed.":                     "It began at 11:30 p.m. | Israeli strikes followed.",
		"It began at 11:30 p.m. GMT. It was over by 9 a.m. Nairobi time.":      "It began at 11:30 p.m. GMT. | It was over by 9 a.m. Nairobi time.",
		"They met at 8 p.m. Oct. 3 in the city.":                               "They met at 8 p.m. Oct. 3 in the city.",
		"The U.S. Army left at 5 p.m. Friday.":                                 "The U.S. Army left at 5 p.m. Friday.",
		"\"We won.\" He smiled. (It was late.) They slept.":                    "\"We won.\" | He smiled. | (It was late.) | They slept.",
		"“Why?” Col. Roe asked. “No!” she said.":                               "“Why?” Col. Roe asked. | “No!” she said.",
		"KABUL, Oct 9 (Agency) — Two men died.":                                "KABUL, Oct 9 (Agency) — | Two men died.",
		"LAHORE: Five police were hurt.":                                       "LAHORE: | Five police were hurt.",
		"SAN MARTIN, 3 JAN 90 -- [REPORT] [TEXT] THE ARMY SAID SO. IT LEFT.":   "SAN MARTIN, 3 JAN 90 -- [REPORT] [TEXT] | THE ARMY SAID SO. | IT LEFT.",
		"Doe — the only witness — said nothing to the court.":                  "Doe — the only witness — said nothing to the court.",
		"A heading\n\nThe text begins.":                                        "A heading | The text begins.",
		"One line ends.\nAnother line begins.":                                 "One line ends. | Another line begins.",
		"new town: two men were hurt. they left.":                              "new town: | two men were hurt. | they left.",
		"The men, who were seen near the river, fled.[3] Others stayed.":       "The men, who were seen near the river, fled.[3] | Others stayed.",
		"1. The army must go.":                                                 "1. The army must go.",
		"He waited… then he went. Then … Nothing.":                             "He waited… then he went. | Then … | Nothing.",
		"GEN. DOE WAS SHOT AT 5 P.M. TODAY. HE DIED.":                          "GEN. DOE WAS SHOT AT 5 P.M. TODAY. | HE DIED.",
		"The firm, Roe Inc., paid. It was founded by Roe Jr. in March. It ran": "The firm, Roe Inc., paid. | It was founded by Roe Jr. in March. | It ran",
	} {
		d := Parse("", text)
		if got := sentences(d); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestWrappedText(t *testing.T) {
	d := Parse("A title", "The armed men, who had come from the hills to the north of the\n"+
		"town, opened fire on a column of trucks that was on the way to the\n"+
		"Old Harbour. Four drivers were hurt, and a guard was killed in the\nexchange.\n\n"+
		"The army said that it had sent a patrol to look for the men of the\nNorthern Front.\n")
	want := 4
	if len(d.Sentences) != want {
		t.Fatalf("%d sentences, want %d: %s", len(d.Sentences), want, sentences(d))
	}
	if !d.Sentences[0].Title || d.Sentences[1].Title || d.Sentences[2].Paragraph != d.Sentences[1].Paragraph ||
		d.Sentences[3].Paragraph == d.Sentences[2].Paragraph {
		t.Errorf("title or paragraphs are wrong: %+v", d.Sentences)
	}
}

func TestQuotes(t *testing.T) {
	for text, want := range map[string]string{
		"“We won,” he said. \"They lost.\"":                      "We won , | They lost .",
		"``We won,'' he said.":                                   "We won ,",
		"'We won,' he said of the writers' guild.":               "We won ,",
		"The writers' guild didn't act.":                         "",
		"He said: “She told me ‘go away’ and left.”":             "She told me ‘ go away ’ and left . | go away (inner)",
		"“One.\n\n“Two.\n\n“Three,” he said.":                    "One . “ Two . “ Three ,",
		"\"One.\n\n\"Two,\" he said.":                            "One . \" Two ,",
		"“One is not closed.\n\nTwo is no quotation.":            "One is not closed . (open)",
		"''We won,'' he said. ''They lost.''":                    "We won , | They lost .",
		"‘It’s over,’ said Doe.":                                 "It ’s over ,",
		"He called it a \"crime\" (\"a grave one\"), then left.": "crime | a grave one",
	} {
		d := Parse("", text)
		var out []string
		for _, q := range d.Quotes {
			s := words(d, q.Range)
			if q.Open {
				s += " (open)"
			}
			if q.Inner {
				s += " (inner)"
			}
			out = append(out, s)
		}
		if got := strings.Join(out, " | "); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestLetterCase(t *testing.T) {
	for text, want := range map[string][2]bool{
		"THE ARMY SAID SO.":                        {true, false},
		"the army said so. they left.":             {false, true},
		"The army said so to the men of the town.": {false, false},
		"": {false, false},
	} {
		if u, l := letterCase(text); u != want[0] || l != want[1] {
			t.Errorf("%q: upper %v, lower %v", text, u, l)
		}
	}
}

// check fails where d breaks what every Doc promises.
func check(t *testing.T, d *Doc) {
	t.Helper()
	last := 0
	for i, tok := range d.Tokens {
		if tok.Start < last || tok.End <= tok.Start || tok.End > len(d.Text) {
			t.Fatalf("token %d has offsets %d-%d after %d of %d", i, tok.Start, tok.End, last, len(d.Text))
		}
		last = tok.End
	}
	next := 0
	for k, s := range d.Sentences {
		if s.Start != next || s.Empty() {
			t.Fatalf("sentence %d is %v, want it to begin at %d", k, s.Range, next)
		}
		next = s.End
		checkTree(t, d, s)
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at %d of %d", next, len(d.Tokens))
	}
	for _, q := range d.Quotes {
		if q.Start < 0 || q.End > len(d.Tokens) || q.End < q.Start {
			t.Fatalf("quote %v", q)
		}
	}
	for k, e := range d.Entities {
		if e.Empty() || e.End > len(d.Tokens) || k > 0 && e.Start < d.Entities[k-1].End {
			t.Fatalf("entity %v", e)
		}
	}
}

func checkTree(t *testing.T, d *Doc, s Sentence) {
	t.Helper()
	roots := 0
	for i := s.Start; i < s.End; i++ {
		h := d.Tokens[i].Head
		if h < 0 {
			roots++
			continue
		}
		if !s.Has(h) || h == i {
			t.Fatalf("token %d has head %d outside %v", i, h, s.Range)
		}
		steps := 0
		for j := i; j >= 0; j = d.Tokens[j].Head {
			if steps++; steps > s.End-s.Start {
				t.Fatalf("token %d is in a circle", i)
			}
		}
		for j := min(i, h) + 1; j < max(i, h); j++ {
			if !d.Under(j, h) {
				t.Fatalf("arc %d-%d is crossed at %d", h, i, j)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots in %v", roots, s.Range)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "He said: \"Go.\"", "\xff\xfe a\x00b", "''``\"'’‘“", "...!?.!", "a\n\n\"b\n\n\"c", "D.O.E. U.S.", "1,00,0.5-6-7'S",
		"KABUL, Oct 9 (X) —", "[[[", "'s 'll n't N'T", "\u00ad’s", "@a #b $ x@y.z", "5:30pm.40-"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		if len(title)+len(body) > 3000 {
			return
		}
		check(t, Parse(title, body))
	})
}
