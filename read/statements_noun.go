package read

import "github.com/tollbook/tollbook/language"

// fromNoun adds the utterance that a noun at i reports: "her claim that …", "a warning that …", "threats to …".
func (f *statementFinder) fromNoun(i int, w *cueWord) {
	if f.outer[i] >= 0 {
		return
	}
	c := f.doc.Child(i, language.Acl, language.Ccomp)
	if c < i {
		return
	}
	r := f.doc.Subtree(c)
	r.Start = max(r.Start, i+1)
	if first := f.doc.Tokens[r.Start].Lower; first != "that" && first != "to" || r.Start > i+4 {
		return
	}
	u := utterance{verb: i, word: w, cue: language.Range{Start: i, End: i + 1}, addressee: -1, about: -1, carried: -1}
	u.speaker = f.nounSpeaker(i)
	u.content = f.afterMark(r)
	f.add(u)
}

// nounSpeaker gives the head of the words for whose claim the noun at i is: "the minister's claim", "a claim by the
// group"; "officials dismissed the claim" has none.
func (f *statementFinder) nounSpeaker(i int) int {
	if p := f.doc.Child(i, language.NmodPoss); p >= 0 {
		return p
	}
	for _, c := range f.doc.Children(i) {
		if f.doc.Tokens[c].Rel != language.Nmod {
			continue
		}
		if first := f.doc.Tokens[f.doc.Subtree(c).Start].Lower; first == "by" || first == "from" {
			return c
		}
	}
	return -1
}

// fromVoicing adds the utterance of a verb that takes a noun of speech: "raised concerns about …", "issued a threat to …". The
// content is what the noun is about, or the noun's phrase where it is about nothing.
func (f *statementFinder) fromVoicing(v int) {
	s := f.doc.SentenceOf(v)
	if f.unsaid(v) || f.ownWords(v) || f.passive(v) {
		return
	}
	n := -1
	for i := v + 1; i < s.End && i < v+6 && n < 0; i++ {
		switch f.doc.Tokens[i].Tag {
		case language.NOUN:
			if f.words.is("voiced", f.doc.Tokens[i].Lemma) {
				n = i
			}
		case language.VERB, language.PUNCT, language.ADP:
			return
		}
	}
	if n < 0 {
		return
	}
	w := f.words.nouns[f.doc.Tokens[n].Lemma]
	if w == nil {
		w = f.words.verbs["say"]
	}
	u := utterance{verb: v, word: w, cue: language.Range{Start: v, End: n + 1}, addressee: -1, about: -1, carried: -1}
	u.speaker = f.subject(v, 0)
	at := n + 1
	for at < s.End && at < n+9 && !f.opensTopic(at) && f.doc.Tokens[at].Tag != language.PUNCT && f.doc.Tokens[at].Tag != language.VERB {
		at++
	}
	if at+1 >= s.End || !f.opensTopic(at) {
		return
	}
	u.content = f.extendPhrase(language.Range{Start: at + 1, End: at + 2}, v)
	f.add(u)
}

// opensTopic says whether token i can begin what a noun of speech is about.
func (f *statementFinder) opensTopic(i int) bool {
	switch f.doc.Tokens[i].Lower {
	case "about", "over", "that", "for", "at", "of", "with", "regarding", "to", "against":
		return true
	}
	return false
}
