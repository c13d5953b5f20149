package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// What type the news of a report has, three know, each in its own way: the reader of whole sentences, the
// reader of single words, and the codebook by the place of its events in the sentence. Their answers are multiplied, as
// those of independent witnesses are; these factors say how much the word of the latter two counts.
const (
	byMain    = 20 // the codebook's first event is of the type
	byOther   = 3  // another one of its events is
	byTrigger = 4  // the surest word for the type, were it wholly sure
)

// newsKind gives the type of what a sentence tells of as its news, and how likely it is. best is the event that the
// codebook takes for the news, -1 for none. An empty type means that the sentence tells of no event.
func (f *eventFinder) newsKind(sentence, best int) (record.Type, float32) {
	s := &f.doc.Sentences[sentence]
	shares := s.Kinds
	words := f.surestWords(s)
	sum := float32(0)
	for k := range shares {
		typ := record.Type(language.EventTypes[k])
		switch {
		case k == 0:
		case best >= 0 && f.events[best].typ == typ:
			shares[k] *= byMain
		case f.eventOf(typ, s) >= 0:
			shares[k] *= byOther
		}
		if w := words[k]; w >= 0 {
			shares[k] *= 1 + byTrigger*f.doc.Triggers[w].P
		}
		sum += shares[k]
	}
	if sum == 0 {
		return "", 0 // nobody has read the sentence
	}
	top := 0
	for k := range shares {
		if shares[k] > shares[top] {
			top = k
		}
	}
	if top == 0 {
		return "", shares[0] / sum
	}
	return record.Type(language.EventTypes[top]), shares[top] / sum
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

// newsOf gives the main event: the one that the codebook takes for it, unless the lead sentence tells of another
// type of event. Where none of that type is found though it is more likely than not, there is one at the word that is most likely its.
func (f *eventFinder) newsOf(best, lead int) int {
	if lead >= len(f.doc.Sentences) {
		return best
	}
	s := &f.doc.Sentences[lead]
	if best >= 0 && !slices.ContainsFunc(f.events[best].triggers, s.Has) {
		return best // the news stands elsewhere
	}
	typ, p := f.newsKind(lead, best)
	if typ == "" {
		return best
	}
	if best >= 0 && f.events[best].typ == typ {
		return best
	}
	if e := f.eventOf(typ, s); e >= 0 {
		return e
	}
	if p <= 0.5 {
		return best
	}
	return f.addNews(typ, s)
}

// addNews makes an event of a type that a sentence tells of in words that the codebook does not have, and gives
// its index. An event of another type at the same word is read anew.
func (f *eventFinder) addNews(typ record.Type, s *language.Sentence) int {
	at, arguments := f.newsWord(typ, s)
	part := codebook.Verb
	if isNoun(f.doc.Tokens[at].Tag) {
		part = codebook.Noun
	}
	trigger := &codebook.Trigger{Type: typ, Part: part, To: []string{"with", "to", "against", "of"}}
	if t := f.book.Type(typ); t != nil && len(t.CAMEO) > 0 {
		trigger.CAMEO = (t.CAMEO[0] + "0")[:3]
	}
	for e := range f.events {
		if ev := &f.events[e]; slices.Contains(ev.triggers, at) && ev.typ != "ASSAULT" && ev.partOf < 0 {
			ev.typ, ev.mode, ev.cameo, ev.rule = typ, "", trigger.CAMEO, newsRule(typ)
			f.takeArguments(ev, arguments)
			return e
		}
	}
	a := act{Match: codebook.Match{Trigger: trigger, At: at}, into: len(f.events), event: event{trigger: at, triggers: []int{at}, typ: typ,
		cameo: trigger.CAMEO, number: 1, place: -1, time: -1, source: -1, statement: -1, partOf: -1}}
	a.top = f.topOf(&a)
	f.findRoles(&a)
	f.takeArguments(&a.event, arguments)
	f.findRealis(&a)
	f.findStatement(&a)
	f.findPlace(&a)
	f.findTime(&a)
	a.rule = newsRule(typ)
	f.events = append(f.events, a.event)
	return a.into
}

// newsRule names how an event was found that the codebook has no words for.
func newsRule(typ record.Type) string { return strings.ToLower(string(typ)) + "/sentence" }

// newsWord gives the word of a sentence that most likely tells of an event of a type, with its arguments: the surest trigger of the
// type, else of any type, else the root, or what the root says.
func (f *eventFinder) newsWord(typ record.Type, s *language.Sentence) (int, []language.Argument) {
	words := f.surestWords(s)
	best := words[slices.Index(language.EventTypes[:], string(typ))]
	for _, w := range words {
		if best < 0 || f.doc.Triggers[best].Type != string(typ) && w >= 0 && f.doc.Triggers[w].P > f.doc.Triggers[best].P {
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
