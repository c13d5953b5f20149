package policy

import (
	"slices"
	"strconv"

	"github.com/tollbook/tollbook/record"
)

// EventType gives ACLED's event type and sub-type of an event, empty where ACLED enters none. clash says that both
// sides are armed and fought: what ACLED calls a battle whatever the weapon.
func EventType(e *record.Event, clash bool) (eventType, subType string) {
	if e.Realis != record.Actual {
		return "", ""
	}
	switch e.Type {
	case "ASSAULT":
		return assaultType(string(e.Mode), clash)
	case "PROTEST":
		if e.Mode == "riot" {
			return "Riots", "Violent demonstration"
		}
		if e.Mode == "demonstration" || e.Mode == "rally" || e.Mode == "obstruction" || e.Mode == "strike" {
			return "Protests", "Peaceful protest"
		}
	case "COERCE":
		switch e.Mode {
		case "abduction":
			return "Violence against civilians", "Abduction/forced disappearance"
		case "arrest":
			return "Strategic developments", "Arrests"
		case "seizure":
			return "Strategic developments", "Looting/property destruction"
		}
	case "AGREE", "RETREAT":
		if slices.Contains([]record.Nullable{"settle", "ceasefire", "release", "surrender", "disarm"}, e.Mode) {
			return "Strategic developments", "Agreement"
		}
	}
	return "", ""
}

// remote are the modes of violence from afar, with ACLED's sub-types.
var remote = map[string]string{
	"airstrike": "Air/drone strike", "drone": "Air/drone strike", "shelling": "Shelling/artillery/missile attack", "suicide-bombing": "Suicide bomb",
	"ied": "Remote explosive/landmine/IED", "mine": "Remote explosive/landmine/IED", "bombing": "Remote explosive/landmine/IED", "chemical": "Chemical weapon",
}

func assaultType(mode string, clash bool) (string, string) {
	switch {
	case mode == "clash" || mode == "ambush" && clash || clash && remote[mode] != "":
		return "Battles", "Armed clash"
	case remote[mode] != "":
		return "Explosions/Remote violence", remote[mode]
	case mode == "sexual":
		return "Violence against civilians", "Sexual violence"
	case mode == "hostage":
		return "Violence against civilians", "Abduction/forced disappearance"
	case mode == "arson" || mode == "property":
		return "Strategic developments", "Looting/property destruction"
	case clash:
		return "Battles", "Armed clash"
	}
	return "Violence against civilians", "Attack"
}

// Inter gives ACLED's code of the kind of an actor: 1 state forces, 2 rebels, 3 political militia, 5 rioters, 6 protesters,
// 7 civilians, 8 external and other forces; 0 where the record cannot tell. home is the country where the event was:
// another state's forces are external there.
func Inter(a *record.Actor, home string) int {
	switch a.Sector {
	case "MIL", "COP", "SPY":
		if home != "" && a.Country != "" && string(a.Country) != home {
			return 8
		}
		return 1
	case "REB":
		return 2
	case "UAF", "CRM":
		return 3
	case "OPP":
		if a.Kind == record.People {
			return 6
		}
		return 7
	case "IGO":
		return 8
	case "":
		return 0
	}
	if a.Kind == record.State {
		return 1
	}
	return 7
}

// Interaction joins the codes of two actors, the lower digit first: 12 is state forces and rebels. An actor alone
// is followed by 0: 10.
func Interaction(a, b int) string {
	if a == 0 || b == 0 {
		return strconv.Itoa(max(a, b)) + "0"
	}
	return strconv.Itoa(min(a, b)) + strconv.Itoa(max(a, b))
}

// TypeOfViolence gives UCDP's type by ACLED's codes of the one who acts and of the one harmed: 1 state-based, 2 non-state,
// 3 one-sided, 0 where a side is not known or neither is organised.
func TypeOfViolence(actor, harmed int) int {
	state := func(i int) bool { return i == 1 || i == 8 }
	group := func(i int) bool { return i >= 2 && i <= 4 }
	switch {
	case !state(actor) && !group(actor):
		return 0
	case harmed >= 5 && harmed <= 7:
		return 3
	case state(harmed) || group(harmed) && state(actor):
		return 1
	case group(harmed):
		return 2
	}
	return 0
}
