package language

// Parse reads a title (which may be empty) and a body into a Doc with tokens,
// sentences, tags, tree, entities and quotes. It is safe for concurrent use.
func Parse(title, body string) *Doc {
	d := Split(title, body)
	d.read(openReader())
	return d
}

// Split is Parse without what the reader adds: tokens, sentences and quotes only.
func Split(title, body string) *Doc {
	d := &Doc{Text: title + "\n" + body, Body: len(title) + 1}
	d.Upper, d.Lower = letterCase(body)
	d.tokenize()
	d.findQuotes()
	return d
}

// tokenize adds tokens and sentences, those of the title first.
func (d *Doc) tokenize() {
	d.Tokens = make([]Token, 0, len(d.Text)/5+8)
	d.Tokens = appendTokens(d.Tokens, d.Text, 0, d.Body-1)
	d.lowerFrom(0)
	d.splitSentences(0, true)
	n := len(d.Tokens)
	d.Tokens = appendTokens(d.Tokens, d.Text, d.Body, len(d.Text))
	d.lowerFrom(n)
	d.splitSentences(n, false)
	for s := range d.Sentences {
		for i := d.Sentences[s].Start; i < d.Sentences[s].End; i++ {
			d.Tokens[i].Sentence = s
		}
	}
}

func (d *Doc) lowerFrom(n int) {
	for i := n; i < len(d.Tokens); i++ {
		d.Tokens[i].Lower = LowerWord(d.Word(i))
	}
}

// caseless says whether the case of the letters of a sentence means nothing.
func (d *Doc) caseless(s *Sentence) bool {
	if (d.Upper || d.Lower) && !s.Title {
		return true
	}
	upper, lower, capital := 0, 0, 0
	for i := s.Start; i < s.End; i++ {
		word := d.Word(i)
		r, _ := runeAt(word, 0)
		switch {
		case !isLetter(r) || len(word) < 2:
		case allUpper(word):
			upper++
		case isUpper(r):
			capital++
		default:
			lower++
		}
	}
	return upper >= 3 && lower+capital == 0 || upper >= 8 && (lower+capital)*20 <= upper
}

// lemmaIn gives the lemma of a tagged token; in a sentence whose case means nothing, names in the plural may be nouns.
func lemmaIn(t *Token, caseless bool) string {
	if caseless && t.Fine == "NNPS" {
		return nounLemma(t.Lower, irregularForms())
	}
	return lemmaOf(t.Lower, t.Tag, t.Fine)
}
