package gazetteer

import (
	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// speaksFor says whether a capital stands for its government: "Kabul said", "blamed Kabul". Reports of
// towns hardly ever have it, so that the weights take what speaks for a person.
func (f *finder) speaksFor(c *candidate) bool {
	if !f.wholeOrPaired(c) || c.isPart() || !hasCapital(c) {
		return false
	}
	lower := f.doc.Tokens[c.Start].Lower
	return (!f.persons[lower] || f.dealtWith(c)) && !f.firstNames[lower] && f.common[c.key] < 2 && f.speaks(c)
}

// wholeOrPaired says whether a candidate is the whole of a run of name words, or one side of an "and" in it.
func (f *finder) wholeOrPaired(c *candidate) bool {
	first := c.Start == c.run.Start || f.doc.Tokens[c.Start-1].Lower == "and"
	last := c.End == c.run.End || f.doc.Tokens[c.End].Lower == "and"
	return first && last
}

// associative says whether a name stands for a people or a government: a demonym, a name in the name
// of a body, one that says something ("Kabul said"), or one that something is said to ("blamed Kabul").
func (f *finder) associative(c *candidate) bool {
	next := f.wordAt(c.End, c)
	switch {
	case c.kind == demonym || c.kind == people:
		return !f.is(next, groundWord) && !f.bordersOn(c) || next == "border" && f.wordAt(c.End+1, c) != "" && f.doc.Tokens[c.End+1].Tag == language.NOUN // "Afghan border guards"
	case c.kind == facility || c.kind == unknown || c.isPart():
		return false
	case c.kind == country && (f.ownsMission(c) || f.isTied(c)):
		return true
	case c.End < c.run.End && f.is(next, bodyWord) && !f.isDepartment(c):
		return !f.headline[f.doc.Tokens[c.Start].Sentence]
	case c.kind == country && f.describes(c):
		return true
	}
	return c.holder < 0 && !c.holding && f.speaks(c)
}

// isTied says whether a country only says whose something is: "US-led", "a US military barracks", "Peru President Arana".
func (f *finder) isTied(c *candidate) bool {
	next := f.wordAt(c.End, c)
	if next == "-" && f.tightHyphen(c.End) {
		other, is := countries.Lookup(f.doc.Word(c.End + 1))
		return f.is(f.wordAt(c.End+1, c), tiedWord) || other != nil && is == countries.Demonym && !f.is(f.wordAt(c.End+2, c), groundWord) // "a joint US-Iraqi convoy"
	}
	return f.is(next, forceWord) || f.is(next, rankWord) && !f.headline[f.doc.Tokens[c.Start].Sentence] && f.marks[min(c.End, len(f.marks)-1)]&nameWord != 0
}

// ownsMission says whether a country is the one whose embassy stands somewhere else: "the US Embassy", "Peru's consulate", "the embassy
// of Peru".
func (f *finder) ownsMission(c *candidate) bool {
	i := c.End
	if isPossessive(f.wordAt(i, c)) {
		i++
	}
	if f.is(f.wordAt(i, c), missionWord) {
		return true
	}
	i = c.Start - 1
	if f.wordAt(i, c) == "the" {
		i--
	}
	return f.wordAt(i, c) == "of" && f.is(f.wordAt(i-1, c), missionWord)
}

// wordAt gives the word at token i if it stands in the candidate's sentence, else nothing.
func (f *finder) wordAt(i int, c *candidate) string {
	if sent := f.doc.SentenceOf(c.Start); i < sent.Start || i >= sent.End {
		return ""
	}
	return f.doc.Tokens[i].Lower
}

// bordersOn says whether a demonym is the first of two before a word of ground: "the Kyrgyz-Tajik border".
func (f *finder) bordersOn(c *candidate) bool {
	return f.wordAt(c.End, c) == "-" && f.is(f.wordAt(c.End+2, c), groundWord)
}

// describes says whether the name of a country does the work of a demonym: "US troops".
func (f *finder) describes(c *candidate) bool {
	next := f.wordAt(c.End, c)
	if next == "" || f.is(next, groundWord|directionWord|divisionWord|settlementWord) || f.marks[c.End]&nameWord != 0 {
		return false
	}
	tok := &f.doc.Tokens[c.End-1]
	tag := f.doc.Tokens[c.End].Tag
	return (tag == language.NOUN || tag == language.ADJ && tok.Head > c.End && f.doc.Tokens[tok.Head].Tag == language.NOUN) && (tok.Rel == language.Compound || tok.Rel == language.Amod) && tok.Head >= c.End
}

// speaks says whether a country, a capital or another town that is no person says something, or something is said
// to a capital. Two may do so together: "Washington and Beijing agreed".
func (f *finder) speaks(c *candidate) bool {
	next := f.wordAt(c.End, c)
	capital := hasCapital(c)
	if f.bare(c) {
		if f.is(next, speechWord) && next != "who" && next != "whose" {
			return true
		}
		if (capital || c.kind == country) && (f.saysPolitics(c.End, c) || f.pairSpeaks(c)) {
			return true
		}
	}
	before := f.wordAt(c.Start-1, c)
	if (capital || c.kind == country) && (f.is(before, politicsWord) || before == "and" && f.is(f.wordAt(c.Start-3, c), politicsWord)) {
		return true
	}
	return (capital || c.kind == country) && f.dealtWith(c)
}

// saysPolitics says whether a verb of politics comes at token i, after an auxiliary perhaps.
func (f *finder) saysPolitics(i int, c *candidate) bool {
	for range 3 {
		word := f.wordAt(i, c)
		if f.is(word, politicsWord|speechWord) && word != "who" && word != "whose" {
			return true
		}
		if word == "" || f.doc.Tokens[i].Tag != language.AUX && f.doc.Tokens[i].Tag != language.ADV {
			return false
		}
		i++
	}
	return false
}

// pairSpeaks says whether the name is the first of two that say something.
func (f *finder) pairSpeaks(c *candidate) bool {
	return f.wordAt(c.End, c) == "and" && f.marks[c.End]&nameWord == 0 && c.End+1 < len(f.marks) && f.marks[c.End+1]&nameWord != 0 && f.saysPolitics(c.End+2, c)
}

// dealtWith says whether governments deal with each other: "talks with Tehran", "ties between Ankara and Cairo",
// "talks in Doha between Russia, Turkey and Iran".
func (f *finder) dealtWith(c *candidate) bool {
	i := c.Start - 1
	if f.wordAt(i, c) == "with" {
		return f.is(f.wordAt(i-1, c), dealingWord)
	}
	for ; i >= c.Start-8; i-- { // over a list
		word := f.wordAt(i, c)
		if word == "between" {
			break
		}
		if word == "" || word != "," && word != "and" && word != "the" && f.marks[i]&nameWord == 0 {
			return false
		}
	}
	for j := i - 1; j >= i-4 && i >= c.Start-8; j-- {
		if f.is(f.wordAt(j, c), dealingWord) {
			return true
		}
	}
	return false
}

// bare says whether no preposition stands before a name.
func (f *finder) bare(c *candidate) bool {
	if c.Start == f.doc.SentenceOf(c.Start).Start {
		return true
	}
	before := f.doc.Tokens[c.Start-1].Lower
	return !f.is(before, cueWord) || before == "," || before == "and" || before == "—" || before == "--"
}
