package check

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// classes are people that are counted apart within a category, each with the words for them, in the order in which they are looked for.
var classes = []struct{ name, words string }{
	{"peacekeepers", "peacekeeper peacekeepers"},
	{"police", "police policeman policemen policewoman policewomen constable constables gendarme gendarmes gendarmerie"},
	{"paramilitaries", "paramilitary paramilitaries rangers levies militiamen guards corps"},
	{"army", "soldier soldiers troop troops army servicemen serviceman military conscripts airmen sailors marines"},
	{"children", "child children boy boys girl girls infants infant"},
	{"women", "woman women"},
	{"journalists", "journalist journalists reporter reporters"},
	{"aid workers", "aid humanitarian humanitarians"},
	{"health workers", "doctor doctors nurse nurses medic medics paramedic paramedics"},
}

// broad are words for all of a category, or for anybody.
var broad = strings.Fields(`people persons person civilian civilians victim victims lives dead bodies others security forces force personnel officials officers officer
	militant militants insurgent insurgents terrorist terrorists fighter fighters rebel rebels extremist extremists jihadist jihadists gunmen attackers bandit bandits members
	khwarij khawarij resident residents citizens villagers locals killed injured wounded`)

// classOf gives the class that words for people narrow a category to; empty where they mean all of it. Of words that no table knows the last
// is a class by itself ("teachers").
func classOf(who string, category record.Category) string {
	words := strings.FieldsFunc(strings.ToLower(who), func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '"' })
	if len(words) == 0 || category == record.Mixed || category == record.UnknownCategory {
		return ""
	}
	for _, c := range classes {
		of := strings.Fields(c.words)
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) }) {
			return c.name
		}
	}
	last := words[len(words)-1]
	if slices.Contains(broad, last) || category == record.Militant {
		return ""
	}
	return strings.TrimSuffix(last, "s")
}
