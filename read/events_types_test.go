package read

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// readText reads a report written for a test.
func readText(title, text, published string) *record.Record {
	return Read(&report.Report{Title: title, Text: text, Published: published}, Options{})
}

// mainOf gives the event that is the news of the record.
func mainOf(r *record.Record) *record.Event {
	for i := range r.Events {
		if r.Events[i].Main {
			return &r.Events[i]
		}
	}
	return nil
}

// namesOf gives the names of actors, joined by commas.
func namesOf(r *record.Record, ids []string) string {
	var out []string
	for _, id := range ids {
		for _, a := range r.Actors {
			if a.ID == id {
				out = append(out, a.Name)
			}
		}
	}
	return strings.Join(out, ", ")
}

// A sentence and the type and mode that its main event must have.
type typed struct{ typ, mode, text string }

// Made-up news; persons and groups do not exist.
var typedSentences = []typed{
	{"ASSAULT", "killing", "Soldiers killed three villagers in Dori on Monday."},
	{"ASSAULT", "bombing", "A car bomb exploded outside a bank in Medina Sur."},
	{"ASSAULT", "suicide-bombing", "A suicide bomber blew himself up at a market in Zaranj, killing nine people."},
	{"ASSAULT", "shooting", "Gunmen opened fire on a bus near Port Esme."},
	{"ASSAULT", "shelling", "The army shelled the town of Karvana overnight."},
	{"ASSAULT", "airstrike", "An airstrike on a hospital wounded six nurses."},
	{"ASSAULT", "drone", "A drone strike killed two fighters in the desert."},
	{"ASSAULT", "ambush", "Rebels ambushed an army convoy in the hills."},
	{"COERCE", "abduction", "Armed men kidnapped a priest in the north of the country."},
	{"ASSAULT", "assassination", "Unknown men assassinated the mayor of Rosal on Friday."},
	{"ASSAULT", "stabbing", "A man stabbed two guards at the embassy."},
	{"ASSAULT", "clash", "Troops clashed with rebels near the border."},
	{"ASSAULT", "arson", "Masked men set fire to a school."},
	{"ASSAULT", "massacre", "Militiamen massacred forty farmers in the valley."},
	{"ASSAULT", "torture", "Police tortured the prisoners for days."},
	{"ASSAULT", "ied", "A roadside bomb killed four policemen."},

	{"COERCE", "arrest", "Police arrested five students in Tarim."},
	{"COERCE", "arrest", "The authorities detained the opposition leader Mara Velic."},
	{"COERCE", "curfew", "The government imposed a curfew on the capital."},
	{"COERCE", "restriction", "The ministry banned two opposition parties."},
	{"COERCE", "expulsion", "The government deported forty migrants."},
	{"COERCE", "seizure", "The navy confiscated the boats of the fishermen."},
	{"COERCE", "raid", "Police raided the offices of a newspaper."},
	{"COERCE", "censorship", "The regulator blocked the website of the broadcaster."},
	{"COERCE", "other", "Police dispersed the protesters with batons."},

	{"PROTEST", "demonstration", "Thousands of teachers protested against the government."},
	{"PROTEST", "demonstration", "Farmers marched through the capital on Tuesday."},
	{"PROTEST", "demonstration", "Students held a demonstration outside parliament."},
	{"PROTEST", "strike", "Railway workers went on strike over pay."},
	{"PROTEST", "strike", "Miners stopped work at two pits."},
	{"PROTEST", "hunger-strike", "Twelve prisoners began a hunger strike."},
	{"PROTEST", "boycott", "The opposition boycotted the vote."},
	{"PROTEST", "riot", "Hundreds of youths rioted in the suburbs of the capital."},
	{"PROTEST", "obstruction", "Villagers blocked the highway to protest against the mine, and residents joined them."},

	{"CONSULT", "meeting", "President Toma Ruiz met Chancellor Ida Holm in Vienna."},
	{"CONSULT", "meeting", "The envoy held talks with rebel leaders."},
	{"CONSULT", "visit", "The foreign minister of Norway visited Kenya."},
	{"CONSULT", "visit", "Prime Minister Ann Dorr paid a visit to Japan."},
	{"CONSULT", "phone", "The president phoned his Turkish counterpart."},
	{"CONSULT", "mediation", "Qatar mediated between the government and the rebels."},
	{"CONSULT", "visit", "Chad sent a delegation to Sudan."},
	{"CONSULT", "meeting", "The Kenyan government negotiated with the rebels."},

	{"ACCUSE", "allege", "Chad accused Sudan of arming rebels."},
	{"ACCUSE", "disapprove", "Norway condemned the government of Belarus."},
	{"ACCUSE", "disapprove", "The opposition leader criticized the president."},
	{"ACCUSE", "allege", "The minister blamed the rebels for the shortages."},
	{"ACCUSE", "legal-action", "The union filed a lawsuit against the ministry."},
	{"ACCUSE", "verdict", "A court convicted the former general."},
	{"ACCUSE", "investigate", "Prosecutors launched an investigation into the mayor."},
	{"ACCUSE", "complain", "Peru summoned the Bolivian ambassador to complain about the border."},

	{"REJECT", "refuse", "Eritrea rejected a proposal by Kenya."},
	{"REJECT", "refuse", "The rebels refused to meet the envoy."},
	{"REJECT", "veto", "Russia vetoed a resolution of the Security Council."},
	{"REJECT", "fail-to-agree", "India and China failed to reach an agreement on the border."},
	{"REJECT", "cancel", "The prime minister cancelled a visit to Ghana."},
	{"REJECT", "deny-entry", "Belarus denied entry to a Polish journalist."},
	{"REJECT", "refuse", "Turkey said it will not lift the embargo on Cyprus."},
	{"REJECT", "break-rules", "North Korea violated a resolution of the United Nations."},

	{"THREATEN", "force", "The rebels threatened to attack the capital."},
	{"THREATEN", "ultimatum", "The general issued an ultimatum to the government."},
	{"THREATEN", "other", "Iran issued a warning to Israel."},
	{"THREATEN", "force", "The minister vowed to retaliate against the militants."},
	{"THREATEN", "other", "Syria warned Turkey that it will respond to any attack."},
	{"THREATEN", "sanctions", "Lawmakers called for sanctions against Myanmar."},
	{"THREATEN", "protest", "The union threatened the ministry with a strike."},
	{"THREATEN", "ultimatum", "The junta gave the protesters an ultimatum."},

	{"REQUEST", "other", "Ukraine demanded an apology from Hungary."},
	{"REQUEST", "yield", "The envoy urged the rebels to lay down their arms."},
	{"REQUEST", "other", "The bishops appealed to the president for calm."},
	{"REQUEST", "other", "The United Nations called on Sudan to open its borders."},
	{"REQUEST", "shelter", "Some 300 Tigrayans sought refuge in Sudan."},
	{"REQUEST", "assist", "Haiti sought help from Canada."},
	{"REQUEST", "other", "Opposition leaders pressed the government for early elections."},
	{"REQUEST", "assist", "The mayor asked the government for help."},

	{"AGREE", "accept", "Ethiopia agreed to share water with Egypt."},
	{"AGREE", "other", "Germany promised the refugees more help."},
	{"AGREE", "settle", "Norway offered to mediate between the rebels and the government."},
	{"AGREE", "yield", "The rebels said they will release two captives."},
	{"AGREE", "aid", "Japan will provide food aid to Somalia."},
	{"AGREE", "yield", "Iran agreed to allow inspectors into the country."},
	{"AGREE", "cooperate", "Brazil is ready to cooperate with Peru."},
	{"AGREE", "other", "The president pledged to work with the opposition."},

	{"SUPPORT", "praise", "The chancellor praised the president of Ghana."},
	{"SUPPORT", "back", "Spain defended the decision of the European Commission."},
	{"SUPPORT", "sign-agreement", "Chad and Niger signed a trade agreement."},
	{"SUPPORT", "apologize", "Belgium apologized to Congo."},
	{"SUPPORT", "recognize", "Chile recognized the state of Palestine."},
	{"SUPPORT", "improve-ties", "Israel established diplomatic ties with Bahrain."},
	{"SUPPORT", "back", "The minister expressed solidarity with Lebanon."},
	{"SUPPORT", "praise", "Uganda welcomed the decision of the African Union."},

	{"CONCEDE", "ease-sanctions", "The United States lifted sanctions against Sudan."},
	{"CONCEDE", "ease-restrictions", "The court lifted a travel ban on the journalist."},
	{"CONCEDE", "accept-demands", "The government accepted the demands of the protesters."},
	{"CONCEDE", "pardon", "The king pardoned a jailed poet."},
	{"CONCEDE", "call-off-protest", "Nurses called off a strike after talks."},
	{"CONCEDE", "ease-restrictions", "The prime minister eased restrictions on the press."},
	{"CONCEDE", "reform", "The governor reinstated the mayor."},
	{"CONCEDE", "ease-restrictions", "Egypt lifted the state of emergency."},

	{"RETREAT", "withdraw", "Russia withdrew its troops from the province."},
	{"RETREAT", "release", "Rebels released two hostages on Monday."},
	{"RETREAT", "release", "The government freed a jailed journalist."},
	{"RETREAT", "ceasefire", "The rebels declared a ceasefire in the region."},
	{"RETREAT", "surrender", "Twenty militants surrendered to the army."},
	{"RETREAT", "return", "France returned a statue to Benin."},
	{"RETREAT", "disarm", "The militia laid down its weapons."},
	{"RETREAT", "resign", "The prime minister resigned on Thursday."},

	{"SANCTION", "embargo", "The European Union imposed sanctions on the generals."},
	{"SANCTION", "suspend-aid", "Denmark suspended aid to the government of Mali."},
	{"SANCTION", "expel", "Poland expelled two Russian diplomats."},
	{"SANCTION", "cut-ties", "The king of Bahrain has severed diplomatic ties with Qatar."},
	{"SANCTION", "cut-ties", "Sudan recalled its ambassador from Kenya."},
	{"SANCTION", "halt-talks", "The government suspended talks with the rebels."},
	{"SANCTION", "withdraw", "Ghana withdrew its peacekeepers from Mali."},
	{"SANCTION", "embargo", "Washington tightened sanctions against Iran."},

	{"MOBILIZE", "deployment", "Armenia mobilized its reservists along the border."},
	{"MOBILIZE", "deployment", "The government deployed troops along the border amid tension."},
	{"MOBILIZE", "alert", "The general put the army on alert."},
	{"MOBILIZE", "weapons-test", "North Korea test-fired a ballistic missile."},
	{"MOBILIZE", "deployment", "Israel beefed up its forces near Lebanon."},
	{"MOBILIZE", "alert", "Troops remained on alert in the valley."},
	{"MOBILIZE", "deployment", "The navy sent warships to the strait."},
	{"MOBILIZE", "police", "Soldiers patrolled the streets of the capital."},

	{"AID", "economic", "Germany gave 20 million euros to Kenya."},
	{"AID", "humanitarian", "The Red Cross delivered food to the villagers."},
	{"AID", "economic", "Turkey provided assistance to refugees in Chad."},
	{"AID", "humanitarian", "Kuwait donated medicine to Yemen."},
	{"AID", "peacekeeping", "Rwanda sent soldiers to Mozambique to support a peacekeeping mission."},
	{"AID", "asylum", "Ecuador granted asylum to the editor."},
	{"AID", "asylum", "Uganda accepted 300 refugees from Congo."},
	{"AID", "economic", "China sent medical equipment to Cuba."},

	{"COOPERATE", "military", "Brazil and Chile held joint military exercises."},
	{"COOPERATE", "judicial", "Spain shared evidence with Portugal."},
	{"COOPERATE", "economic", "India cooperated with Nepal on floods."},
	{"COOPERATE", "intelligence", "France shared intelligence with Niger."},
	{"COOPERATE", "economic", "Jordan resumed trade with Syria."},
	{"COOPERATE", "military", "The navies of Japan and India conducted joint drills."},
	{"COOPERATE", "judicial", "Swiss officials gave account information to the Indian government."},
	{"COOPERATE", "economic", "Kenya collaborated with Uganda on the railway."},
}

func TestTypesAndModes(t *testing.T) {
	wrong := 0
	for _, s := range typedSentences {
		r := readText("", s.text, "2024-05-14")
		e := mainOf(r)
		switch {
		case e == nil:
			t.Errorf("%q: no event, want %s/%s", s.text, s.typ, s.mode)
		case string(e.Type) != s.typ || string(e.Mode) != s.mode:
			t.Errorf("%q: %s/%s by %s, want %s/%s", s.text, e.Type, e.Mode, e.Rule, s.typ, s.mode)
		default:
			continue
		}
		wrong++
	}
	if wrong > 0 {
		t.Logf("%d of %d wrong", wrong, len(typedSentences))
	}
}
