package scale

// A kind of attack.
type kind struct{ act, weapon, mode string }

var kinds = []kind{
	{"bombing", "roadside bomb", "bombing"}, {"blast", "car bomb", "bombing"}, {"shooting", "assault rifles", "shooting"}, {"ambush", "machine guns", "shooting"},
	{"shelling", "mortars", "shelling"}, {"air strike", "two missiles", "airstrike"}, {"attack", "grenades", "bombing"}, {"raid", "knives and rifles", "shooting"},
	{"suicide attack", "explosive vest", "suicide"}, {"drone strike", "armed drone", "drone"}, {"mine explosion", "land mine", "mine"}, {"stabbing", "kitchen knife", "stabbing"},
}

// A country, with a point in it and what makes its invented towns its own.
type country struct {
	name, code string
	lat, lon   float64
	salt       int
}

var countries = []country{
	{"Mali", "MLI", 17, -3, 11}, {"Pakistan", "PAK", 30, 69, 523}, {"Somalia", "SOM", 5, 46, 1171}, {"Nigeria", "NGA", 9, 8, 1733}, {"Iraq", "IRQ", 33, 44, 2311},
	{"Colombia", "COL", 4, -72, 2909}, {"Sudan", "SDN", 15, 30, 3469}, {"Ukraine", "UKR", 49, 32, 4057}, {"Yemen", "YEM", 15, 47, 4639}, {"Mexico", "MEX", 23, -102, 5227},
	{"Myanmar", "MMR", 21, 96, 5801}, {"Ethiopia", "ETH", 9, 39, 6389}, {"Haiti", "HTI", 19, -72, 6971}, {"Mozambique", "MOZ", -18, 35, 7561},
	{"the Philippines", "PHL", 12, 122, 8147}, {"Chad", "TCD", 15, 18, 8731},
}

var (
	victims = []string{"farmers", "soldiers", "policemen", "market traders", "teachers", "villagers", "miners", "guards", "bus passengers", "students", "fishermen",
		"aid workers", "worshippers", "herders", "recruits", "lorry drivers", "election officials", "nurses"}
	groups = []string{"the Northern Front", "the Army of the Plains", "the River Brigade", "the Sons of the Hill", "a local militia", "the Red Column", "the People's Shield",
		"unknown gunmen", "the Coast Command", "the Seventh Faction", "cattle thieves", "the Free Valley Movement"}
	forenames = []string{"Amara", "Idris", "Lina", "Tomas", "Farid", "Selma", "Joseph", "Mariam", "Pavel", "Rosa", "Yusuf", "Hanna", "Omar", "Grace", "Viktor", "Nadia",
		"Samuel", "Leila", "Diego", "Asha", "Karim", "Elena", "Musa", "Ines", "Bilal", "Teresa", "Anton", "Zara", "Peter", "Salma"}
	papers = []string{"Wire One", "Daily Two", "Post Three", "Herald Four", "Morning Five", "Radio Six", "Evening Seven", "The Eighth Column", "Nine News", "Tenth Street Journal"}
	bodies = []string{"the interior ministry", "the provincial government", "the army", "the regional police", "a hospital", "the town council", "the Red Crescent",
		"a human rights group", "the mission of the United Nations"}
	roads   = []string{"a bridge", "a grain market", "a mosque", "a bus station", "a school", "a checkpoint", "a gold mine", "a church", "a fuel depot", "a clinic", "a border post", "a hotel"}
	befores = []string{"last week", "in the spring", "a month ago", "since the truce ended", "during the harvest", "before the vote", "last year"}

	openings = []string{
		"A [weapon] [act] killed [killed] [victims] and wounded [injured] others in [town], [country], on [day], [body] said.",
		"At least [killed] [victims] were killed and [injured] hurt when [group] carried out a [act] near [road] in [town], in [country], on [day].",
		"[officer], a spokesman for [body], said on [day] that [killed] [victims] had died in a [act] in [town], [country], and that [injured] were being treated.",
		"An early morning [act] in the [country] town of [town] left [killed] [victims] dead and [injured] injured on [day], according to [body].",
		"Residents of [town] in [country] buried [killed] [victims] after a [act] on [day] that also wounded [injured] people.",
		"Violence flared in [town], [country], on [day], when a [act] with [weapon] killed [killed] [victims] and injured [injured].",
	}
	laterOpenings = []string{
		"The death toll of the [act] of [day] in [town], [country], stands at [killed], [body] said; [injured] of the [victims] are still in hospital.",
		"Investigators looked for those behind the [act] in [town], [country], in which [killed] [victims] died on [day] and [injured] were hurt.",
		"Funerals were held in [town], [country], for the [killed] [victims] who were killed in the [act] of [day]; [injured] others were wounded.",
		"[body] named [group] as suspects in the [act] of [day] in [town], [country], that killed [killed] [victims] and wounded [injured].",
	}
	// Each names somebody or something of its own, as the sentences of reports do, so that two reports share few rare words by chance.
	others = []string{
		"The attackers used [weapon] and struck close to [road] in the [quarter] quarter, [witness], a resident, told reporters.",
		"It happened at about [hour] o'clock on [street] Street, when many people were on their way to work, said [clerk], who keeps a shop there.",
		"[officer] said that [group] were believed to be behind it.",
		"No group claimed the [act], and [elder], a member of the council of [district], asked people to stay calm.",
		"[group] said in a message that fighters under a commander called [commander] had struck the [victims] because they worked with the government.",
		"The villages of [village] and [hamlet] have seen several such attacks [before].",
		"Ambulances brought the wounded to the [quarter] hospital, where the surgeon [doctor] asked for blood.",
		"\"I heard a loud noise and saw people running,\" said [witness], who sells tea near [road] in [village].",
		"The governor, [governor], called it a cowardly deed and promised that those responsible would be found.",
		"Soldiers of the [unit] battalion closed the road between [town] and [hamlet] and searched cars.",
		"Shops stayed shut on [street] Street and the head of the [village] school, [teacher], sent pupils home.",
		"Two vehicles were burnt and the house of [elder] was damaged.",
		"The president sent his condolences to the families of the [victims]; one of the dead was named as [victim].",
		"A similar attack [before] forced thousands to leave their homes in [hamlet] and [district].",
		"Talks between the government and [group], led by [mediator], broke down [before].",
		"[officer] denied that the [victims] had been warned, as [clerk] had said on [unit] radio.",
		"The brother of [victim] said that the family came from [hamlet] and had moved to [town] [before].",
		"A lawyer of the families, [lawyer], called for an inquiry by [body].",
		"[doctor] said that some of the wounded were taken on to [district], three hours away.",
		"The bridge over the [river] river has been guarded by men of [commander] [before], drivers said.",
	}

	// names are the slots of people, and places those of places, that are drawn anew for each text.
	names  = []string{"clerk", "doctor", "teacher", "lawyer", "mediator"}
	places = []string{"quarter", "street", "hamlet", "unit", "river"}
)
