package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// inOneVoice gives the attributions of the reader, with a quotation that opens a sentence given to the cue whose quotation it goes on, where the reader has
// given it to a cue that only stands between: “A,” she said, describing how it began. “B.”
func (f *statementFinder) inOneVoice() []language.Attribution {
	list := slices.Clone(f.doc.Attributions)
	for k := range list {
		for _, r := range list[k].Contents {
			voice := f.voiceOf(r, list[k].Cue)
			if voice < 0 {
				continue
			}
			list[k].Contents = slices.DeleteFunc(slices.Clone(list[k].Contents), func(o language.Range) bool { return o == r })
			list[voice].Contents = append(slices.Clone(list[voice].Contents), r)
		}
	}
	return list
}

// voiceOf gives the attribution with a quotation before its cue that the quotation r goes on, where cue stands between in the sentence of that cue and
// reports nothing quoted before; -1 if there is none.
func (f *statementFinder) voiceOf(r, cue language.Range) int {
	if !f.opensSentence(f.firstWord(r)) || cue.End > r.Start || f.outer[cue.Start] >= 0 || !f.sameParagraph(cue.Start, r.Start) {
		return -1
	}
	return slices.IndexFunc(f.doc.Attributions, func(o language.Attribution) bool {
		return o.Cue.End <= cue.Start && f.outer[o.Cue.Start] < 0 && f.doc.Tokens[o.Cue.Start].Sentence == f.doc.Tokens[cue.Start].Sentence &&
			slices.ContainsFunc(o.Contents, func(c language.Range) bool {
				return c.End <= o.Cue.Start && f.outer[f.lastOf(c)] >= 0 && f.doc.Tokens[c.End-1].Sentence == f.doc.Tokens[o.Cue.Start].Sentence
			})
	})
}

// passedOver says whether a quotation goes on behind another cue that stands in the sentence of its own cue.
func (f *statementFinder) passedOver(other, cue, next language.Range) bool {
	return other.Start >= cue.End && f.outer[other.Start] < 0 && f.doc.Tokens[other.Start].Sentence == f.doc.Tokens[cue.Start].Sentence && f.opensSentence(f.firstWord(next))
}

// firstVoice gives the utterance that was quoted before its cue in the sentence of the cue of utterance i, or i itself: who goes on speaking behind
// “A,” she said, describing it.
func (f *statementFinder) firstVoice(i int) int {
	cue := f.said[i].cue
	if cue.Empty() || f.outer[cue.Start] >= 0 {
		return i
	}
	for k := range f.said {
		u := &f.said[k]
		if !u.cue.Empty() && u.direct && u.cue.End <= cue.Start && u.content.End <= u.cue.Start && f.outer[u.cue.Start] < 0 && f.outer[u.content.End-1] >= 0 &&
			f.doc.Tokens[u.content.End-1].Sentence == f.doc.Tokens[cue.Start].Sentence && f.doc.Tokens[u.cue.Start].Sentence == f.doc.Tokens[cue.Start].Sentence {
			return k
		}
	}
	return i
}

// firstWord gives the first token of r that is no mark.
func (f *statementFinder) firstWord(r language.Range) int {
	i := r.Start
	for i < r.End-1 && f.outer[i] < 0 && f.doc.Tokens[i].Tag == language.PUNCT {
		i++
	}
	return i
}

// lastOf gives the last token of r that lies in a quotation or is no mark.
func (f *statementFinder) lastOf(r language.Range) int {
	i := r.End - 1
	for i > r.Start && f.outer[i] < 0 && f.doc.Tokens[i].Tag == language.PUNCT {
		i--
	}
	return i
}

// opensSentence says whether token i lies in a quotation that opens its sentence.
func (f *statementFinder) opensSentence(i int) bool {
	return f.outer[i] >= 0 && f.doc.SentenceOf(i).Start >= f.doc.Quotes[f.outer[i]].Start-1
}

// between gives the report's own words between the two quotations of one statement, its cue among them: “A,” she said when the shelling stopped. “B.”
func (f *statementFinder) between(u *utterance) language.Range {
	if u.cue.Empty() || !u.content.Contains(u.cue) || f.outer[u.cue.Start] >= 0 {
		return language.Range{}
	}
	r := u.cue
	for r.Start > u.content.Start && f.outer[r.Start-1] < 0 {
		r.Start--
	}
	for r.End < u.content.End && f.outer[r.End] < 0 {
		r.End++
	}
	if r.Start == u.content.Start || r.End == u.content.End {
		return language.Range{}
	}
	return r
}
