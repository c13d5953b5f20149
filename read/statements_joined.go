package read

import (
	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// ofOneVoice cuts a content where the same speaker's next verb begins, and lets it begin behind its own: "called for sanctions and
// said the army was ready" are two statements with a content each. A list that was cut short goes on to its end.
func (f *statementFinder) ofOneVoice(r language.Range, u *utterance) language.Range {
	if u.verb < 0 || u.cue.Empty() || f.doc.Tokens[u.verb].Tag != language.VERB {
		return r
	}
	if r.Start < u.cue.Start && r.End > u.cue.End && f.outer[r.Start] < 0 && f.outer[u.verb] < 0 && u.cue.Start > 0 && f.doc.Tokens[u.cue.Start-1].Tag == language.CCONJ {
		r.Start = u.cue.End
	}
	if o := f.doc.Child(u.verb, language.Obj); o > u.verb && r.End <= u.cue.Start && f.outer[r.Start] < 0 && f.doc.Tokens[u.cue.Start-1].Tag == language.CCONJ {
		return f.doc.Subtree(o) // what stands before belongs to the verb before
	}
	if r.Start < u.cue.End {
		return r
	}
	if c := f.nextOwnVerb(r, u); c > r.Start {
		r.End = c
		return r
	}
	return f.wholeList(r)
}

// nextOwnVerb gives where the "and" or "but" stands in r that leads to another verb of saying of the speaker of u; 0 for none.
func (f *statementFinder) nextOwnVerb(r language.Range, u *utterance) int {
	for j := r.Start + 1; j+1 < r.End; j++ {
		if t := &f.doc.Tokens[j]; t.Tag != language.CCONJ || f.outer[j] != f.outer[u.verb] {
			continue
		}
		k := j + 1
		for k < r.End && (f.doc.Tokens[k].Tag == language.ADV || f.doc.Tokens[k].Tag == language.AUX) {
			k++
		}
		if k >= r.End || f.doc.Tokens[k].Tag != language.VERB || f.doc.Child(k, language.Nsubj, language.NsubjPass) >= 0 {
			continue
		}
		w, _ := f.cueVerb(k)
		if w == nil || f.doc.Tokens[k].Fine != f.doc.Tokens[u.verb].Fine || !w.has(clauseFrame|thatFrame|whomFrame|objectFrame|aboutFrame) {
			continue
		}
		if f.doc.Tokens[k].Head == u.verb || f.saidOtherwise(r, j, k) {
			return j
		}
	}
	return 0
}

// saidOtherwise says whether a verb of saying at k, joined in what somebody says, is more likely the speaker's than that of the
// clause before it: that clause is about no one who says anything, or goes on in another tense.
func (f *statementFinder) saidOtherwise(r language.Range, j, k int) bool {
	h := f.doc.Tokens[k].Head
	if h < r.Start || h >= j {
		return false
	}
	if w, _ := f.cueVerb(h); w != nil && f.doc.Tokens[h].Fine == f.doc.Tokens[k].Fine {
		return false
	}
	return f.doc.Tokens[h].Fine != f.doc.Tokens[k].Fine
}

// wholeList gives a content that ends with "and" with what that leads to.
func (f *statementFinder) wholeList(r language.Range) language.Range {
	last := r.End - 1
	if f.doc.Tokens[last].Tag != language.CCONJ || f.outer[last] >= 0 {
		return r
	}
	if h := f.doc.Tokens[last].Head; h > last && r.Has(f.doc.Tokens[h].Head) {
		if whole := f.doc.Subtree(h); whole.Start <= r.End && whole.End > r.End {
			r.End = whole.End
		}
	}
	return r
}

// movesSomebody says whether the verb at v says nothing of its object but moves it: to recall an ambassador, to dismiss a minister.
func (f *statementFinder) movesSomebody(v int) bool {
	switch f.doc.Tokens[v].Lemma {
	case "recall", "dismiss":
	default:
		return false
	}
	o := f.doc.Child(v, language.Obj)
	if o < 0 {
		o = f.doc.Child(v, language.NsubjPass)
	}
	if o < 0 {
		return false
	}
	a, _ := f.mentionAt(o)
	return a >= 0 && (f.draft.actors[a].Kind == actors.Person || f.draft.actors[a].Kind == actors.People)
}

// isSpeakerAlone says whether what seems to be said is but who says it: "the secretary, who accused".
func (f *statementFinder) isSpeakerAlone(u *utterance) bool {
	return u.speaker >= 0 && u.content.Has(u.speaker) && u.content.End <= u.cue.Start && !f.hasQuote(u.content) && !f.hasFinite(u.content) &&
		f.relative(u.cue.Start-1)
}

// goOn gives a verb of saying that is joined to another, and of which nobody is told to say it, the speaker of that other: "expressed
// concern over delays and called for an audit".
func (f *statementFinder) goOn() {
	for i := range f.said {
		u := &f.said[i]
		if u.speaker >= 0 || u.cue.Empty() || u.cue.Start == 0 || u.verb < 0 || f.doc.Tokens[u.verb].Tag != language.VERB ||
			f.doc.Tokens[u.cue.Start-1].Tag != language.CCONJ || f.passive(u.verb) {
			continue
		}
		best := -1
		for j := range f.said {
			o := &f.said[j]
			if o.speaker >= 0 && o.verb >= 0 && o.verb < u.verb && f.doc.Tokens[o.verb].Sentence == f.doc.Tokens[u.verb].Sentence &&
				f.outer[o.verb] == f.outer[u.verb] && (best < 0 || f.said[best].verb < o.verb) {
				best = j
			}
		}
		if best >= 0 {
			u.speaker, u.source = f.said[best].speaker, f.said[best].source
		}
	}
}
