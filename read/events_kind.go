package read

import (
	"slices"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// byBook is how much more likely than before a type is when the codebook's first event in the sentence is of it. The codebook is
// right about two times in three, and wrong in one of fifteen ways; half of that, for what misleads it may mislead the reader.
const byBook = 10

// bySpecificBook is the same for an event that the codebook has read from several words, or from one with what must stand beside it:
// "test-fire .. missile". Such a pattern is seldom wrong.
const bySpecificBook = 30

// byTitle is how much more likely a type is when the title is most likely of it.
const byTitle = 10

// oneWord is the specificity of a strong pattern of one word, without conditions.
const oneWord = 29

// newsKind gives the type of what a sentence tells of as its news, how likely it is, and how likely it is that there is any. It weighs
// the reader's view of the whole sentence with the codebook's of the words: best is the event that the codebook
// takes for the news, -1 for none. An empty type means that the sentence tells of no event.
func (f *eventFinder) newsKind(sentence, best int) (typ record.Type, p, any float32) {
	shares := f.doc.Sentences[sentence].Kinds
	weight := float32(byBook)
	if best >= 0 && f.isSpecific(best) {
		weight = bySpecificBook
	}
	title := f.titleKind()
	sum := float32(0)
	for k := range shares {
		if k > 0 && best >= 0 && string(f.events[best].typ) == language.EventTypes[k] {
			shares[k] *= weight
		}
		if k > 0 && k == title {
			shares[k] *= byTitle
		}
		sum += shares[k]
	}
	if sum == 0 {
		return "", 0, 0 // nobody has read the sentence
	}
	top := 1
	for k := range shares {
		if k > 0 && shares[k] > shares[top] {
			top = k
		}
	}
	if shares[0] > shares[top] {
		return "", 0, 1 - shares[0]/sum
	}
	return record.Type(language.EventTypes[top]), shares[top] / sum, 1 - shares[0]/sum
}

// titleKind gives the place of the type that the title most likely tells of, 0 for none.
func (f *eventFinder) titleKind() int {
	top := 0
	if s := &f.doc.Sentences[0]; s.Title {
		for k := range s.Kinds {
			if s.Kinds[k] > s.Kinds[top] {
				top = k
			}
		}
	}
	return top
}

// isSpecific says whether an event's trigger was read by a pattern that says more than one word does.
func (f *eventFinder) isSpecific(e int) bool {
	ev := &f.events[e]
	return slices.ContainsFunc(f.acts, func(a act) bool {
		return a.into == e && a.At == ev.trigger && a.typ == ev.typ && a.Specificity() > oneWord
	})
}

// isSure says whether an event's trigger was read by a pattern that its codebook calls sure.
func (f *eventFinder) isSure(e int) bool {
	ev := &f.events[e]
	return slices.ContainsFunc(f.acts, func(a act) bool { return a.into == e && a.At == ev.trigger && a.typ == ev.typ && a.Sure })
}

// surestWords gives of each type the trigger of a sentence that is most likely its, -1 for none.
func (f *eventFinder) surestWords(s *language.Sentence) [len(language.EventTypes)]int {
	var words [len(language.EventTypes)]int
	for k := range words {
		words[k] = -1
	}
	for i := range f.doc.Triggers {
		t := &f.doc.Triggers[i]
		if !s.Has(t.Token) {
			continue
		}
		if k := slices.Index(language.EventTypes[:], t.Type); words[k] < 0 || t.P > f.doc.Triggers[words[k]].P {
			words[k] = i
		}
	}
	return words
}

// eventOf gives the first event of a type that a sentence tells of and that is no mere part or denial; -1 for none.
func (f *eventFinder) eventOf(typ record.Type, s *language.Sentence) int {
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ == typ && ev.partOf < 0 && ev.realis != record.Denied && slices.ContainsFunc(ev.triggers, s.Has) {
			return e
		}
	}
	return -1
}

// announced gives the planned event of a sentence whose announcement PLOVER codes as an agreement; -1 for none. It is told as what is planned.
func (f *eventFinder) announced(typ record.Type, s *language.Sentence) int {
	if typ != "AGREE" {
		return -1
	}
	return slices.IndexFunc(f.events, func(ev event) bool {
		return ev.realis == record.Planned && ev.partOf < 0 && slices.ContainsFunc(ev.triggers, s.Has)
	})
}

// newsOf gives the main event: the one that the codebook takes for it, unless the lead sentence tells of another
// type of event. Where none of that type is found though it is more likely than not, there is one at the word that is most likely its;
// where the codebook has no event at all, it is enough that there is more likely one than none.
func (f *eventFinder) newsOf(best, lead int) int {
	if lead >= len(f.doc.Sentences) {
		return best
	}
	s := &f.doc.Sentences[lead]
	if best >= 0 && !slices.ContainsFunc(f.events[best].triggers, s.Has) {
		return best // the news stands elsewhere
	}
	typ, p, any := f.newsKind(lead, best)
	switch {
	case best >= 0 && f.isSure(best):
		return best
	case f.book.Type(typ) == nil || best >= 0 && record.Quad(f.events[best].typ) == 0:
		return best // the reader knows PLOVER's types only
	case typ == "" || best >= 0 && (f.events[best].typ == typ || f.events[best].realis == record.Planned):
		return best // what is planned is told as that, not as the announcement of it
	case best >= 0:
		if e := f.eventOf(typ, s); e >= 0 {
			return e
		}
		if e := f.announced(typ, s); e >= 0 {
			return e
		}
		if p <= 0.5 {
			return best
		}
	case any <= 0.5:
		return best
	}
	return f.addNews(typ, s, best)
}

// addNews makes an event of a type that a sentence tells of in words that the codebook does not have, and gives
// its index. An act that was left out for want of somebody who acts is taken back; a tally stays out, and best the news. What
// the codebook reads at the same word as another type is read anew, but for violence and what has not happened, which stay beside it.
func (f *eventFinder) addNews(typ record.Type, s *language.Sentence, best int) int {
	for i := range f.acts {
		a := &f.acts[i]
		if a.typ != typ || !s.Has(a.At) || a.into >= 0 {
			continue
		}
		if f.isTally(a) {
			return best
		}
		return f.append(a)
	}
	at, arguments := f.newsWord(typ, s)
	if best < 0 && f.book.Bars(f.doc, at, typ) {
		return best
	}
	mode, cameo := f.modeAt(at, typ)
	for e := range f.events {
		ev := &f.events[e]
		if slices.Contains(ev.triggers, at) && ev.typ != "ASSAULT" && ev.partOf < 0 && ev.realis == record.Actual {
			ev.typ, ev.mode, ev.cameo, ev.rule = typ, mode, cameo, newsRule(typ)
			f.takeArguments(ev, arguments)
			return e
		}
	}
	part := codebook.Verb
	if isNoun(f.doc.Tokens[at].Tag) {
		part = codebook.Noun
	}
	trigger := &codebook.Trigger{Type: typ, CAMEO: cameo, Part: part, To: []string{"with", "to", "against", "of"}}
	a := act{Match: codebook.Match{Trigger: trigger, At: at}, event: event{trigger: at, triggers: []int{at}, typ: typ,
		mode: mode, cameo: cameo, number: 1, place: -1, time: -1, source: -1, statement: -1, partOf: -1}}
	a.top = f.topOf(&a)
	f.findRoles(&a)
	f.takeArguments(&a.event, arguments)
	f.findRealis(&a)
	f.findStatement(&a)
	if isVerbal(typ) {
		a.realis = record.Actual // the words are the act
	}
	f.findPlace(&a)
	f.findTime(&a)
	a.rule = newsRule(typ)
	return f.append(&a)
}

// modeAt gives the mode and the CAMEO code of an event of a type at a word: those of the codebook's pattern that begins there, or
// else no mode, and the code of the type.
func (f *eventFinder) modeAt(at int, typ record.Type) (mode, cameo string) {
	for _, m := range f.book.Find(f.doc, at) {
		if m.Type == typ {
			return m.Mode, m.CAMEO
		}
	}
	if t := f.book.Type(typ); t != nil && len(t.CAMEO) > 0 {
		cameo = (t.CAMEO[0] + "0")[:3]
	}
	return "", cameo
}

// append makes an event of an act, and gives its index.
func (f *eventFinder) append(a *act) int {
	a.into = len(f.events)
	f.events = append(f.events, a.event)
	return a.into
}

// newsRule names how an event was found that the codebook has no words for: by what the reader takes the sentence for.
func newsRule(typ record.Type) string { return "reader/" + lowerType(typ) + "-sentence" }

// newsWord gives the word of a sentence that most likely tells of an event of a type, with its arguments: the surest trigger of the
// type, else of any type, else the root, or what the root says.
func (f *eventFinder) newsWord(typ record.Type, s *language.Sentence) (int, []language.Argument) {
	words := f.surestWords(s)
	best := words[slices.Index(language.EventTypes[:], string(typ))]
	for _, w := range words {
		if w < 0 || f.doc.Triggers[w].P > sure && f.doc.Triggers[w].Type != string(typ) {
			continue // surely of something else
		}
		if best < 0 || f.doc.Triggers[best].Type != string(typ) && f.doc.Triggers[w].P > f.doc.Triggers[best].P {
			best = w
		}
	}
	if best >= 0 {
		return f.doc.Triggers[best].Token, f.doc.Triggers[best].Arguments
	}
	root := s.Start
	for i := s.Start; i < s.End; i++ {
		if f.doc.Tokens[i].Head < 0 {
			root = i
			break
		}
	}
	for f.isSpeech(root) {
		c := f.doc.Child(root, language.Ccomp, language.Parataxis)
		if c < 0 {
			break
		}
		root = c
	}
	return root, nil
}

// takeArguments gives an event the sides that the reader sees, where it sees any that are actors.
func (f *eventFinder) takeArguments(ev *event, arguments []language.Argument) {
	var does, undergoes []int
	for _, x := range arguments {
		switch x.Role {
		case "actor":
			does = addTo(does, f.actorsOf(f.doc.HeadOf(x.Range))...)
		case "recipient":
			undergoes = addTo(undergoes, f.actorsOf(f.doc.HeadOf(x.Range))...)
		}
	}
	if len(does) > 0 {
		ev.actors = does
	}
	if len(undergoes) > 0 {
		ev.recipients = undergoes
	}
	ev.recipients = slices.DeleteFunc(ev.recipients, func(x int) bool { return slices.Contains(ev.actors, x) })
}
