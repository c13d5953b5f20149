package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Feature is one thing by which two mentions are compared.
type Feature int

// The features, in the order of the weights. Unless said otherwise each is 0 or 1.
const (
	always                Feature = iota
	sharedWords                   // cosine of the words, 0 to 1
	sharedWordsMore               // its square
	containedWords                // share of the words of one that the other has, too
	samePersons                   // how many persons both name, 3 at most
	otherPersons                  // both name persons, none of them the same
	publishedApart                // logarithm of one plus the days between the publications
	publishedApartNoDay           // so, if a day is not known
	publishedApartSameDay         // so, if the days of the events meet
	sameDay                       // the days of the events meet
	daysApart                     // logarithm of one plus the days between the events
	otherDay                      // both are known to the day, and two days or more apart
	otherFreshDay                 // so, and both were told of within three days
	otherDayToday                 // so, and one happened on the day on which its report came out, as what is told of later often seems to
	dayNamed                      // one speaks of the day on which the other happened
	dayShared                     // both speak of a day
	noDayShared                   // they share no day, though both speak of days
	toldBefore                    // one was published before the other happened
	toldBeforeToday               // so, and the other happened on the day on which its report came out
	noDay                         // one of the events has no day
	samePlace                     // name of the place
	near                          // within 10 km
	farApart                      // logarithm of one plus the kilometres beyond 10, and what either precision leaves open
	otherTown                     // both are known to the town, far apart, and neither report speaks of the other's town
	townNamed                     // one speaks of the town where the other happened
	townShared                    // both speak of a town
	anniversary                   // so, and their days or publications are whole years apart
	noTown                        // they share no town, though both speak of towns
	otherRegion                   // provinces known and different
	otherCountry                  // countries known and different
	sameKilled                    // figures above 0
	sameManyKilled                // logarithm of the figure, if it is the same
	otherKilled                   // how far apart the figures are: the logarithm of their ratio
	sameInjured                   //
	otherInjured                  //
	sameType                      //
	otherKind                     // one is violence, coercion or protest, the other talk
	bothTalk                      // both are talk
	sameMode                      //
	otherMode                     // known and different
	sameTarget                    // of its kind
	otherTarget                   // kinds known and different
	sameWeapon                    //
	otherWeapon                   //
	sameParties                   // how many parties have the same name, 2 at most
	besides                       // one is not what its report is about
	sameDayAndPlace               // day and place are the same or near
	wordsBesides                  // sharedWords, if one is not what its report is about
	features
)

var featureNames = [features]string{"always", "words shared", "words shared, squared", "words of one in the other", "same persons", "other persons", "published apart", "published apart, a day not known", "published apart, of one day", "same day",
	"days apart", "other day", "other day, told at once", "other day, of a report's own", "day named", "day shared", "no day shared", "told before it happened", "told before a report's own day", "a day is not known", "same place", "near", "far apart", "other town", "town named", "town shared", "anniversary", "no town shared",
	"other region", "other country", "same number killed", "same high number killed", "other number killed", "same number injured", "other number injured",
	"same type", "violence and talk", "both talk", "same mode", "other mode", "same target", "other target", "same weapon", "other weapon", "same parties", "told besides", "same day and place", "words, told besides"}

// String gives the feature in words.
func (f Feature) String() string { return featureNames[f] }

// Compare gives the features of a pair. It is the same in both directions.
func Compare(a, b *Mention) Features {
	x := compareFacts(a, b)
	x.compareWords(a, b)
	return x
}

// compareFacts gives the features that do not ask for the words of the reports.
func compareFacts(a, b *Mention) (x Features) {
	x[always] = 1
	if len(a.Persons) > 0 && len(b.Persons) > 0 {
		n := sharedNames(a.Persons, b.Persons)
		x[samePersons] = float64(min(n, 3))
		x.set(otherPersons, n == 0)
	}
	compareDays(&x, a, b)
	comparePlaces(&x, a, b)
	x[sameKilled], x[otherKilled] = figures(a.Killed, b.Killed)
	if x[sameKilled] > 0 {
		x[sameManyKilled] = math.Log(float64(a.Killed))
	}
	x[sameInjured], x[otherInjured] = figures(a.Injured, b.Injured)
	x.set(sameType, a.Type == b.Type)
	x.set(otherKind, incidentTypes[a.Type] != incidentTypes[b.Type])
	x.set(bothTalk, !incidentTypes[a.Type] && !incidentTypes[b.Type])
	x.set(sameMode, a.Mode == b.Mode && a.Type == b.Type && a.Mode != "")
	x.set(otherMode, a.Mode != b.Mode && a.Mode != "" && b.Mode != "" && a.Mode != plainMode && b.Mode != plainMode)
	x.either(sameTarget, otherTarget, len(a.Targets) > 0 && len(b.Targets) > 0, common(a.Targets, b.Targets) > 0)
	x.either(sameWeapon, otherWeapon, len(a.Weapons) > 0 && len(b.Weapons) > 0, common(a.Weapons, b.Weapons) > 0)
	x[sameParties] = float64(min(common(a.Parties, b.Parties), 2))
	x.set(besides, !a.Main || !b.Main)
	x.set(sameDayAndPlace, x[sameDay] > 0 && (x[samePlace] > 0 || x[near] > 0))
	return x
}

// compareWords sets the features that ask for the words of the reports.
func (x *Features) compareWords(a, b *Mention) {
	c, contained := likeness(a.Terms, b.Terms)
	x[sharedWords], x[sharedWordsMore], x[containedWords] = c, c*c, contained
	if x[besides] > 0 {
		x[wordsBesides] = c
	}
}

// Features is how a pair compares.
type Features [features]float64

func (x *Features) set(f Feature, yes bool) {
	if yes {
		x[f] = 1
	}
}

// either sets one of two features, if what they ask is known.
func (x *Features) either(same, other Feature, known, yes bool) {
	x.set(same, known && yes)
	x.set(other, known && !yes)
}

// plainMode says of an assault no more than that somebody died.
const plainMode = "killing"

func compareDays(x *Features, a, b *Mention) {
	if a.Published != Unknown && b.Published != Unknown {
		x[publishedApart] = math.Log1p(math.Abs(float64(a.Published - b.Published)))
	}
	x.set(toldBefore, before(a, b) || before(b, a))
	x.set(toldBeforeToday, before(a, b) && b.From == b.Published || before(b, a) && a.From == a.Published)
	x.either(dayShared, noDayShared, len(a.Days) > 0 && len(b.Days) > 0, common(a.Days, b.Days) > 0)
	x.set(dayNamed, a.From != Unknown && slices.Contains(b.Days, a.From) || b.From != Unknown && slices.Contains(a.Days, b.From))
	if a.From == Unknown || b.From == Unknown {
		x[noDay] = 1
		x[publishedApartNoDay] = x[publishedApart]
		return
	}
	gap := max(0, a.From-b.To, b.From-a.To)
	x.set(sameDay, gap == 0)
	if gap == 0 {
		x[publishedApartSameDay] = x[publishedApart]
	}
	x[daysApart] = math.Log1p(float64(gap))
	x.set(otherDay, gap > 1 && a.From == a.To && b.From == b.To)
	x.set(otherDayToday, x[otherDay] > 0 && (a.From == a.Published || b.From == b.Published))
	x.set(otherFreshDay, x[otherDay] > 0 && a.fresh() && b.fresh())
}

// fresh says whether a report came out within three days of what it tells of.
func (m *Mention) fresh() bool {
	return m.Published != Unknown && m.From <= m.Published && m.Published-m.To <= 3
}

// before says whether a report came out before what another tells of had happened.
func before(a, b *Mention) bool {
	return a.Published != Unknown && b.From != Unknown && a.Published < b.From
}

func comparePlaces(x *Features, a, b *Mention) {
	x.set(samePlace, a.Place != "" && a.Place == b.Place)
	if a.HasPoint && b.HasPoint {
		km := max(0, Kilometres(a.Lat, a.Lon, b.Lat, b.Lon)-open(a.Precision)-open(b.Precision))
		if km <= nearby {
			x[near] = 1
		} else {
			x[farApart] = math.Log1p(km - nearby)
		}
	}
	if a.Country != "" && b.Country != "" {
		x.set(otherCountry, a.Country != b.Country)
		x.set(otherRegion, a.Country == b.Country && a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1)
	}
	shared := x[samePlace] > 0 || common(a.Places, b.Places) > 0
	x.set(townShared, shared)
	x.set(anniversary, shared && (wholeYears(a.Published, b.Published) || wholeYears(a.From, b.From)))
	if x[samePlace] == 0 && x[near] == 0 {
		named := a.atTown() && slices.Contains(b.Places, a.Place) || b.atTown() && slices.Contains(a.Places, b.Place)
		x.set(townNamed, named)
		x.set(otherTown, a.atTown() && b.atTown() && x[farApart] > 0 && !named)
		x.set(noTown, len(a.Places) > 0 && len(b.Places) > 0 && !named && !shared)
	}
}

// wholeYears says whether two days are one or more years apart, or nearly.
func wholeYears(a, b int) bool {
	if a == Unknown || b == Unknown {
		return false
	}
	const year = 365.25
	years := math.Abs(float64(a-b)) / year
	return years > 0.5 && math.Abs(years-math.Round(years))*year < 3.5
}

// atTown says whether the place of an event is known to the town.
func (m *Mention) atTown() bool {
	return m.Place != "" && m.Precision > 0 && m.Precision <= townPrecision
}

// nearby is how many kilometres apart two places of one incident may be coded, suburb and city for instance.
const nearby = 10

// open gives how many kilometres a UCDP place precision leaves open.
func open(precision int) float64 {
	switch precision {
	case 2:
		return 25
	case 3:
		return 50
	case 4, 5:
		return 200
	case 6, 7:
		return 800
	}
	return 0
}

// Kilometres gives the distance of two points on the globe.
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	a, b := lat1*degree, lat2*degree
	s, t := math.Sin((b-a)/2), math.Sin((lon2-lon1)*degree/2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, s*s+math.Cos(a)*math.Cos(b)*t*t)))
}

// figures compares two figures, where both are known and one is not 0.
func figures(a, b int) (same, apart float64) {
	switch {
	case a == Unknown || b == Unknown || a == 0 && b == 0:
		return 0, 0
	case a == b:
		return 1, 0
	}
	return 0, math.Abs(math.Log((1 + float64(a)) / (1 + float64(b))))
}

// common counts what two lists in order share.
func common[T cmp.Ordered](a, b []T) int {
	n := 0
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); found {
			n++
		}
	}
	return n
}

// sharedNames counts the names of one list that the other has, too: in full, or first and last word of them.
func sharedNames(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.ContainsFunc(b, func(y string) bool { return sameName(x, y) }) {
			n++
		}
	}
	return n
}

func sameName(x, y string) bool {
	if x == y {
		return true
	}
	return x[strings.LastIndexByte(x, ' ')+1:] == y[strings.LastIndexByte(y, ' ')+1:] && first(x) == first(y)
}

func first(name string) string {
	word, _, _ := strings.Cut(name, " ")
	return word
}

// Score gives the probability that two mentions are of one incident, to the same bits in both directions.
func Score(a, b *Mention) float64 {
	if compare(a, b) < 0 {
		a, b = b, a
	}
	x := Compare(a, b)
	return probability(x.sum())
}

// scoreFrom gives Score if it may reach a probability, and else something below it. Most mentions that meet differ in what they tell, so that no words
// that they share could make them one incident; and comparing the words takes most of the time.
func scoreFrom(least float64, a, b *Mention) float64 {
	if compare(a, b) < 0 {
		a, b = b, a
	}
	x := compareFacts(a, b)
	if most := probability(x.sum() + mostOfWords); most < least {
		return most
	}
	x.compareWords(a, b)
	return probability(x.sum())
}

// mostOfWords is more than the words of two reports ever add to the sum: each of their features is at most 1, but for rounding.
var mostOfWords = 1.1 * (max(0, weights[sharedWords]) + max(0, weights[sharedWordsMore]) + max(0, weights[containedWords]) + max(0, weights[wordsBesides]))

func (x *Features) sum() float64 {
	sum := 0.0
	for f, w := range weights {
		sum += w * x[f]
	}
	return sum
}

func probability(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }
