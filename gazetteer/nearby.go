package gazetteer

import (
	"slices"
)

// A surrounding is what a report tells of where a name lies that is not on the map: the town or division that it lies in or by, the precision of that one's
// point for it, and how much the words say so, the less the more.
type surrounding struct {
	*Place
	precision int
	rank      int
}

// placeNearby gives each place that is not on the map the town or division that it lies in or by. What is said to hold it goes first, then the
// nearest town of its sentence, then the locality, then the last town of the sentence before. One name is one place wherever it stands.
func (f *finder) placeNearby(out []Mention, accepted []int, local locality) {
	around := make([]surrounding, len(out))
	known := map[string]surrounding{}
	for i := range out {
		m := &out[i]
		if m.Place != nil || f.candidates[accepted[i]].kind == people {
			continue
		}
		if h := f.countryBefore(out, i); h >= 0 && m.Country == "" {
			m.Country, m.Within = out[h].Place.Country, h
		}
		s := f.surrounding(out, i, local)
		if s.Place == nil || m.Country != "" && m.Country != s.Country || f.home != "" && f.home != s.Country {
			continue
		}
		around[i] = s
		if k, ok := known[m.Name]; !ok || s.rank < k.rank {
			known[m.Name] = s
		}
	}
	for i := range out {
		m := &out[i]
		if m.Place != nil || f.candidates[accepted[i]].kind == people {
			continue
		}
		s, ok := known[m.Name]
		if !ok || m.Country != "" && m.Country != s.Country {
			continue
		}
		if around[i].Place != nil && around[i].rank == s.rank {
			s = around[i]
		}
		m.Around, m.AroundPrecision = s.Place, s.precision
		if m.Country == "" {
			m.Country = s.Country
		}
	}
}

// surrounding gives what the report tells of where mention i lies; its Place is nil where it tells nothing.
func (f *finder) surrounding(out []Mention, i int, local locality) surrounding {
	if p, precision := holderOf(out, i); p != nil {
		return surrounding{p, precision, 0}
	}
	if f.isSeamark(&out[i]) {
		return surrounding{}
	}
	if p := f.townBeside(out, i); p != nil && !(p.Feature == "PPLC" && f.isVillage(&out[i])) {
		return surrounding{p, 3, 1}
	}
	if local.Place != nil && local.Feature != "PPLC" && !f.playsElsewhere(out, i, local.Country) {
		if local.Feature == "ADM1" {
			return surrounding{local.Place, 4, 2}
		}
		return surrounding{local.Place, 3, 2}
	}
	if p := f.townBefore(out, i); p != nil && !f.playsElsewhere(out, i, p.Country) {
		return surrounding{p, 3, 3}
	}
	return surrounding{}
}

// isSeamark says whether a name is one of something in the sea, which lies in no town and in no province: "Second Thomas Shoal".
func (f *finder) isSeamark(m *Mention) bool {
	switch f.doc.Tokens[m.End-1].Lower {
	case "shoal", "shoals", "reef", "reefs", "atoll", "strait", "straits", "sea", "gulf", "channel", "ocean", "islands", "isles", "archipelago":
		return true
	}
	return false
}

// isVillage says whether the words beside a name call it a settlement: "the village of Orvanne", "Orvanne village". It lies in no capital then, though
// that one may be told of beside it.
func (f *finder) isVillage(m *Mention) bool {
	t := f.doc.Tokens
	noun := func(i int) bool {
		switch t[i].Lower {
		case "village", "villages", "town", "towns", "hamlet", "hamlets", "settlement", "settlements", "city":
			return true
		}
		return false
	}
	return m.End < len(t) && noun(m.End) || m.Start > 1 && t[m.Start-1].Lower == "of" && noun(m.Start-2)
}

// playsElsewhere says whether the sentence of mention i names countries, or their people, and none of them is the given one: what it tells of did not happen
// there.
func (f *finder) playsElsewhere(out []Mention, i int, country string) bool {
	sentence := f.doc.Tokens[out[i].Start].Sentence
	in := func(m Mention) bool {
		return m.Place != nil && m.Place.Country != "" && f.doc.Tokens[m.Start].Sentence == sentence
	}
	return slices.ContainsFunc(out, in) && !slices.ContainsFunc(out, func(m Mention) bool { return in(m) && m.Place.Country == country })
}

// townBefore gives the last town of the sentence before a name's, in its paragraph; nil for none, and for a capital: those are named for many reasons.
func (f *finder) townBefore(out []Mention, i int) *Place {
	own := f.doc.SentenceOf(out[i].Start)
	sentence := f.doc.Tokens[out[i].Start].Sentence
	for j := i - 1; j >= 0 && f.doc.Tokens[out[j].Start].Sentence >= sentence-1; j-- {
		if isTown(out[j].Place) && !out[j].Associative {
			if out[j].Place.Feature == "PPLC" || f.doc.SentenceOf(out[j].Start).Paragraph != own.Paragraph {
				return nil
			}
			return out[j].Place
		}
	}
	return nil
}
