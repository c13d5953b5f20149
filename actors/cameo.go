package actors

import (
	"slices"
	"strings"
)

// CAMEO composes an actor's code in the manner of CAMEO from country, sector and group: "PAKGOVMIL", "AFGREBTAL", "IGOUNO". Groups that
// have a code of their own stand in cameo.txt; docs/actors.md tells the rules.
func (b *Book) CAMEO(a *Actor) string {
	if code := b.lexicon.cameo[a.Ref]; code != "" {
		return code
	}
	switch {
	case a.Sector == "IGO":
		return "IGO"
	case a.Kind == State && len(a.Ref) == 3:
		return a.Country
	case a.Sector == "NGO" && a.Country == "":
		return "NGO"
	}
	return a.Country + cameoRole(a)
}

// cameoRole gives the role within a country. What PLOVER tells apart and CAMEO does not has none.
func cameoRole(a *Actor) string {
	switch a.Sector {
	case "ETH":
		return ""
	case "IMG": // CAMEO has this code for armed groups of no country, and none for migrants
		return "CVL"
	}
	if ministry, ok := strings.CutSuffix(a.Ref, "-ministry"); ok && ministry != "" && a.Sector != "GOV" {
		return "GOV" + a.Sector
	}
	if a.Sector == "GOV" && a.Kind == Person && isDefence(a.Title) {
		return "GOVMIL"
	}
	return a.Sector
}

// isDefence says whether a title is that of a minister or secretary of defence.
func isDefence(title string) bool {
	words := officeWords(title)
	return slices.Contains(words, "defence") && (slices.Contains(words, "minister") || slices.Contains(words, "secretary"))
}
