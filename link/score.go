package link

import (
	"math"
	"slices"
	"strings"
)

// A Feature is one thing by which two mentions are compared.
type Feature int

// The features, in the order of the weights. Unless said otherwise each is 0 or 1.
const (
	always          Feature = iota
	sharedWords             // cosine of the words, 0 to 1
	sharedWordsMore         // its square
	samePersons             // how many persons both name, 3 at most
	otherPersons            // both name persons, none of them the same
	publishedApart          // logarithm of one plus the days between the publications
	sameDay                 // the days of the events meet
	daysApart               // logarithm of one plus the days between the events
	noDay                   // one of the events has no day
	samePlace               // name of the place
	near                    // within 10 km
	farApart                // logarithm of one plus the kilometres beyond 10, and what either precision leaves open
	otherRegion             // provinces known and different
	otherCountry            // countries known and different
	sameKilled              // figures above 0
	otherKilled             // how far apart the figures are: the logarithm of their ratio
	sameInjured             //
	otherInjured            //
	sameType                //
	sameMode                //
	sameParties             // how many parties have the same name, 2 at most
	wordsAndPlace           // sharedWords, if the place is the same or near
	wordsAndDay             // sharedWords, if the days meet
	features
)

var featureNames = [features]string{"always", "words shared", "words shared, squared", "same persons", "other persons", "published apart", "same day",
	"days apart", "a day is not known", "same place", "near", "far apart", "other region", "other country", "same number killed", "other number killed",
	"same number injured", "other number injured", "same type", "same mode", "same parties", "words and place", "words and day"}

// String gives the feature in words.
func (f Feature) String() string { return featureNames[f] }

// Compare gives the features of a pair. It is the same in both directions.
func Compare(a, b *Mention) (x [features]float64) {
	set := func(f Feature, yes bool) {
		if yes {
			x[f] = 1
		}
	}
	x[always] = 1
	c := cosine(a.Terms, b.Terms)
	x[sharedWords], x[sharedWordsMore] = c, c*c
	if len(a.Persons) > 0 && len(b.Persons) > 0 {
		n := sharedNames(a.Persons, b.Persons)
		x[samePersons] = float64(min(n, 3))
		set(otherPersons, n == 0)
	}
	if a.Published != Unknown && b.Published != Unknown {
		x[publishedApart] = math.Log1p(math.Abs(float64(a.Published - b.Published)))
	}
	if a.From == Unknown || b.From == Unknown {
		x[noDay] = 1
	} else {
		gap := max(0, a.From-b.To, b.From-a.To)
		set(sameDay, gap == 0)
		x[daysApart] = math.Log1p(float64(gap))
	}
	comparePlaces(&x, a, b)
	x[sameKilled], x[otherKilled] = figures(a.Killed, b.Killed)
	x[sameInjured], x[otherInjured] = figures(a.Injured, b.Injured)
	set(sameType, a.Type == b.Type)
	set(sameMode, a.Mode == b.Mode && a.Type == b.Type && a.Mode != "")
	x[sameParties] = float64(min(common(a.Parties, b.Parties), 2))
	if x[samePlace] > 0 || x[near] > 0 {
		x[wordsAndPlace] = c
	}
	if x[sameDay] > 0 {
		x[wordsAndDay] = c
	}
	return x
}

func comparePlaces(x *[features]float64, a, b *Mention) {
	if a.Place != "" && a.Place == b.Place {
		x[samePlace] = 1
	}
	if a.HasPoint && b.HasPoint {
		km := max(0, Kilometres(a.Lat, a.Lon, b.Lat, b.Lon)-open(a.Precision)-open(b.Precision))
		if km <= nearby {
			x[near] = 1
		} else {
			x[farApart] = math.Log1p(km - nearby)
		}
	}
	if a.Country != "" && b.Country != "" {
		if a.Country != b.Country {
			x[otherCountry] = 1
		} else if a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1 {
			x[otherRegion] = 1
		}
	}
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
func common(a, b []string) int {
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

// Score gives the probability that two mentions are of one incident.
func Score(a, b *Mention) float64 {
	x := Compare(a, b)
	sum := 0.0
	for f, w := range weights {
		sum += w * x[f]
	}
	return 1 / (1 + math.Exp(-sum))
}
