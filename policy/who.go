package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// captives and offices are the words by which the people counted are known for prisoners and for officials.
var (
	captives = strings.Fields("prisoner prisoners captive captives detainee detainees inmate inmates pow pows hostage hostages")
	offDuty  = []string{"off-duty", "off duty", "on leave", "retired", "former", "ex-"}
	offices  = strings.Fields(`official officials mp mps lawmaker lawmakers senator senators legislator legislators governor governors mayor mayors
		councillor councillors councilor councilors minister ministers deputy deputies judge judges prosecutor prosecutors parliamentarian parliamentarians`)
	attackers = strings.Fields("bomber bombers attacker attackers assailant assailants")
)

// hasWord says whether any of the words stands in a text of lower case.
func hasWord(text string, words []string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == ';' || r == '"' }),
		func(w string) bool { return slices.Contains(words, w) })
}

func hasPhrase(text string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(s string) bool { return strings.Contains(text, s) })
}

// CategoryOf says on which side a policy sees the people of a claim, and why where that is not what the report says.
func CategoryOf(p Policy, c Claim) (record.Category, string) {
	who := strings.ToLower(c.Who)
	category := c.Category
	if category == record.Mixed || category == "" {
		category = record.UnknownCategory
	}
	switch p {
	case ACLED:
		fights := category == record.Security || category == record.Militant || category == record.UnknownCategory
		if fights && (hasWord(who, captives) || hasPhrase(who, offDuty)) {
			return record.Civilian, fmt.Sprintf("'%s' cannot fight and count as civilians (ACLED)", c.Who)
		}
	case UCDP:
		if hasWord(who, offices) && category != record.Militant {
			return record.Security, fmt.Sprintf("'%s' are the government's side, not civilians (UCDP)", c.Who)
		}
	case Airwars:
		if category == record.Militant && c.Party && !hasWord(who, attackers) {
			return record.UnknownCategory, fmt.Sprintf("only a side in the fighting calls them '%s': no proof (Airwars)", c.Who)
		}
	}
	return category, ""
}

// notKilled are words that hold killed, wounded, captured and surrendered together.
var notKilled = []string{"neutralised", "neutralized", "neutralise", "neutralize", "neutralising", "neutralizing", "neutralisation"}

// isNeutralised says whether the people are said to be "neutralised", and nothing plainer.
func isNeutralised(c Claim) bool {
	words := strings.ToLower(c.Words)
	return (c.Kind == record.Killed || c.Kind == record.KilledOrInjured) && hasPhrase(words, notKilled) && !hasWord(words, []string{"killed", "dead", "died"})
}
