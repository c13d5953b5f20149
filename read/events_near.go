package read

import "github.com/tollbook/tollbook/record"

// nearActs notes of acts whose own sentence names no place the one place of the acts before them in their paragraph: "In Daru, police detained a man. A
// second one was shot." It is not told to be theirs, but what has another place is not the same event.
func (f *eventFinder) nearActs() {
	place, sentence := -1, -1 // the place of the last sentence whose acts have one, -1 where they have two
	for i := range f.acts {
		a := &f.acts[i]
		if a.dropped || !isOnTheGround(a.typ) || a.realis != record.Actual {
			continue
		}
		own := f.doc.Tokens[a.At].Sentence
		switch {
		case a.place >= 0 && a.placeOwn && own != sentence:
			place, sentence = a.place, own
		case a.place >= 0 && own == sentence && a.place != place:
			place = -1
		case a.place < 0 && place >= 0 && own != sentence && f.doc.Sentences[own].Paragraph == f.doc.Sentences[sentence].Paragraph && !f.namesPlace(own):
			a.near = 1 + place
		}
	}
}

// namesPlace says whether a sentence names a place that is no dateline and stands for nobody.
func (f *eventFinder) namesPlace(sentence int) bool {
	s := &f.doc.Sentences[sentence]
	for p := range f.places {
		if m := &f.places[p]; !m.Associative && !m.Dateline && s.Has(m.Start) {
			return true
		}
	}
	return false
}

// whereabouts gives the place of an event, or else the one near it, and whether its own words tell it.
func (e *event) whereabouts() (place int, own bool) {
	if e.place >= 0 {
		return e.place, true
	}
	return e.near - 1, false
}
