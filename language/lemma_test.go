package language

import "testing"

func TestLemma(t *testing.T) {
	for _, c := range []struct {
		tag   Tag
		fine  string
		forms map[string]string
	}{
		{VERB, "VBD", map[string]string{"killed": "kill", "fled": "flee", "shot": "shoot", "led": "lead", "martyred": "martyr", "died": "die",
			"carried": "carry", "kidnapped": "kidnap", "planned": "plan", "controlled": "control", "evacuated": "evacuate",
			"treated": "treat", "accused": "accuse", "released": "release", "announced": "announce", "injured": "injure",
			"wounded": "wound", "executed": "execute", "exploded": "explode", "flooded": "flood", "invaded": "invade", "raided": "raid",
			"decided": "decide", "agreed": "agree", "needed": "need", "seized": "seize", "visited": "visit", "invited": "invite",
			"argued": "argue", "arranged": "arrange", "belonged": "belong", "fired": "fire", "offered": "offer", "restored": "restore",
			"captured": "capture", "opened": "open", "claimed": "claim", "named": "name", "struck": "strike", "boycotted": "boycott",
			"pressed": "press", "settled": "settle", "attacked": "attack", "besieged": "besiege", "condemned": "condemn", "said": "say",
			"bombed": "bomb", "described": "describe", "escaped": "escape", "helped": "help", "voted": "vote", "rioted": "riot",
			"detained": "detain", "imprisoned": "imprison", "clashed": "clash", "surrendered": "surrender", "patrolled": "patrol",
			"deployed": "deploy", "urged": "urge", "torched": "torch", "ambushed": "ambush", "shelled": "shell", "beheaded": "behead",
			"abducted": "abduct", "dismantled": "dismantle", "required": "require", "postponed": "postpone", "mentioned": "mention"}},
		{VERB, "VBG", map[string]string{"killing": "kill", "dying": "die", "firing": "fire", "fleeing": "flee", "running": "run", "taking": "take",
			"using": "use", "leaving": "leave", "hanging": "hang", "shooting": "shoot", "lying": "lie", "saying": "say", "seeing": "see"}},
		{VERB, "VBZ", map[string]string{"kills": "kill", "dies": "die", "carries": "carry", "does": "do", "has": "have", "presses": "press",
			"uses": "use", "goes": "go", "says": "say", "clashes": "clash"}},
		{AUX, "VBD", map[string]string{"were": "be", "was": "be", "had": "have", "did": "do"}},
		{AUX, "MD", map[string]string{"will": "will", "wo": "will", "ca": "can", "could": "could", "'d": "would"}},
		{NOUN, "NNS", map[string]string{"militants": "militant", "men": "man", "policemen": "policeman", "bodies": "body", "children": "child",
			"lives": "life", "buses": "bus", "houses": "house", "clashes": "clash", "crises": "crisis", "heroes": "hero", "shoes": "shoe",
			"police": "police", "troops": "troops", "forces": "force", "boxes": "box", "hostages": "hostage", "grandchildren": "grandchild",
			"viruses": "virus", "series": "series", "guerrillas": "guerrilla", "women": "woman"}},
		{NOUN, "NN", map[string]string{"bus": "bus", "killing": "killing"}},
		{ADJ, "JJR", map[string]string{"larger": "large", "heavier": "heavy", "bigger": "big", "worse": "bad", "older": "old"}},
		{PRON, "PRP", map[string]string{"him": "he", "they": "they", "them": "they"}},
		{PART, "RB", map[string]string{"n't": "not"}},
	} {
		for form, want := range c.forms {
			if got := lemmaOf(form, c.tag, c.fine); got != want {
				t.Errorf("%s/%s: %q, want %q", form, c.fine, got, want)
			}
		}
	}
}
