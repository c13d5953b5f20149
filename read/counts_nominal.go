package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// inside takes groups that hold their word of harm: "three wounded soldiers", "12 deaths", "the 12 bodies".
func (r *reading) inside() {
	for k, g := range r.groups {
		at := g.state
		if at < 0 {
			at = g.harmNoun
		}
		if at < 0 || g.form == plural || g.form == definite && g.harmNoun < 0 && !g.the || g.thing {
			continue
		}
		h := harm{at, language.Range{Start: at, End: at + 1}, r.words.harm[r.low(at)]}
		if h.kind == record.Injured && h.class == nounHarm && r.hasWounds(g.words.Start-1) {
			continue // "received several gunshot wounds"
		}
		part := -1
		if g.of && g.state >= 0 {
			part = wholeBefore
		}
		r.add(h, k, part, h.words, false)
	}
}

// hasWounds says whether the word at i leads to the wounds of somebody, not to the wounded.
func (r *reading) hasWounds(i int) bool {
	switch r.low(i) {
	case "suffered", "sustained", "received", "suffering", "sustaining", "receiving", "with", "for", "suffers":
		return true
	}
	return false
}

// noun finds whom a noun of harm that is in no group harms: "the deaths of 12 people", "Doe's murder".
func (r *reading) noun(h harm) {
	end := h.words.End
	for i := h.words.Start - 1; i >= r.sent.Start && i > h.words.Start-4; i-- {
		switch r.low(i) {
		case "anniversary":
			return
		case "charge", "charges", "count", "counts":
			if h.kind == record.Injured && r.low(i+1) == "of" {
				return // "a charge of injury to a child": what it is called in law
			}
		}
	}
	if k := r.owner(h); k >= 0 {
		r.add(h, k, -1, h.words, false)
		return
	}
	switch {
	case r.low(end) == "of":
		if k, ok := r.starts[end+1]; ok {
			r.chain(h, k, h.words, true)
		}
		return
	case r.low(end) == "to" && (h.kind == record.Injured || r.low(h.words.Start-1) == "causing" || r.low(h.words.Start-1) == "caused"):
		if k, ok := r.starts[end+1]; ok {
			r.chain(h, k, h.words, true)
		}
		return
	}
}

// owner gives the group whose possession the noun is: "Khan's murder"; -1 for none.
func (r *reading) owner(h harm) int {
	for k := range r.groups {
		g := &r.groups[k]
		if !g.possessive || g.form == plural || g.thing || g.unknown && g.form != named {
			continue
		}
		if end := g.words.End + 1; end == h.words.Start || end+1 == h.words.Start && r.toks[end].Tag != language.VERB {
			if !isOne(g) {
				return -1
			}
			return k
		}
	}
	return -1
}

// sufferers finds who "suffered minor injuries", or "were taken to hospital with gunshot wounds".
func (r *reading) sufferers() {
	for i := r.sent.Start; i < r.sent.End; i++ {
		reach := 0
		switch r.low(i) {
		case "suffered", "sustained", "received", "suffering", "sustaining":
			reach = 7
		case "with":
			reach = 6
			if k := r.touching(i); k < 0 || !r.isShotWound(i+1, i+1+reach) {
				continue
			}
		case "sent", "sending", "sends":
			r.sentToHospital(i)
			continue
		case "struck", "hit", "grazed":
			r.struck(i)
			continue
		case "forced", "forcing", "force", "drove", "driving":
			r.drivenOut(i)
			continue
		case "taken", "rushed", "airlifted", "transported", "treated", "hospitalized", "hospitalised", "admitted", "flown":
			reach = 14
		default:
			continue
		}
		end, inHospital := r.wounds(i+1, min(i+1+reach, r.sent.End)), false
		if end < 0 && reach == 14 {
			end, inHospital = r.hospital(i+1, min(i+9, r.sent.End)), true
		}
		if end < 0 {
			continue
		}
		h := harm{end - 1, language.Range{Start: i, End: end}, harmWord{record.Injured, subjectHarm, pastForm}}
		if inHospital {
			h.word = i
		}
		if (inHospital || r.isShotWound(i+1, end)) && !r.toldAlive(i+1, end) {
			h.class = possibleHarm // the report may tell of the death later
		}
		if k := r.touching(i); k >= 0 && (r.low(i) == "with" || r.low(i) == "suffering" || r.low(i) == "sustaining") {
			r.leftChain(h, k, language.Range{Start: i, End: i + 1})
			continue
		}
		r.subject(h, r.auxStart(i))
	}
}

// toldAlive says whether words for wounds in tokens i to end, or for a state after them, tell of one who lives: "in stable condition".
func (r *reading) toldAlive(i, end int) bool {
	for ; i < end; i++ {
		switch r.low(i) {
		case "minor", "superficial", "survivable", "non", "nonlife":
			return true
		}
	}
	for ; i < min(end+8, r.sent.End); i++ {
		switch r.low(i) {
		case "stable", "good", "fair", "satisfactory":
			return true
		case ",", ";", "where", "died", "dead":
			return false
		}
	}
	return false
}

// hospital gives the end of "to hospital", "at a local hospital", "to Orlin Medical Center" from i on, -1 for none.
func (r *reading) hospital(i, end int) int {
	led := false
	for ; i < end; i++ {
		switch r.low(i) {
		case "to", "at", "in", "into":
			led = true
		case "hospital", "hospitals", "trauma", "infirmary":
			if led {
				return i + 1
			}
		case "medical":
			if next := r.low(i + 1); led && (next == "center" || next == "centre") {
				return i + 2
			}
		case ",", ";", "died", "dead", "interview", "visit", "and", "where":
			return -1
		}
	}
	return -1
}

// sentToHospital finds whom a deed "sent to hospital".
func (r *reading) sentToHospital(i int) {
	k, ok := r.starts[i+1]
	if !ok || r.groups[k].unknown {
		return
	}
	if end := r.hospital(r.groups[k].words.End, min(r.groups[k].words.End+6, r.sent.End)); end >= 0 {
		one := language.Range{Start: i, End: i + 1}
		r.chain(harm{i, one, harmWord{record.Injured, possibleHarm, pastForm}}, k, one, true)
	}
}

// drivenOut finds those whom somebody "forced to flee" or "drove out of" where they were.
func (r *reading) drivenOut(i int) {
	k, ok := r.starts[i+1]
	if !ok || r.groups[k].form != counted || r.groups[k].unknown && r.groups[k].head >= 0 {
		return
	}
	end := r.groups[k].words.End
	switch r.low(end) + " " + r.low(end+1) {
	case "to flee", "to leave", "to evacuate", "out of", "from their":
		one := language.Range{Start: i, End: i + 1}
		r.chain(harm{i, one, harmWord{record.Displaced, objectHarm, pastForm}}, k, one, true)
	}
}

// isShotWound says whether the wound told of in tokens i to end is one of a shot or a blade.
func (r *reading) isShotWound(i, end int) bool {
	for ; i < min(end, r.sent.End); i++ {
		switch r.low(i) {
		case "gunshot", "bullet", "stab", "shrapnel", "knife":
			return true
		}
	}
	return false
}

// struck finds who "was hit in the leg" or "was grazed by a bullet".
func (r *reading) struck(i int) {
	aux, passive := r.passive(i)
	if !passive {
		r.hitBy(i)
		return
	}
	for j := i + 1; j < min(i+11, r.sent.End); j++ {
		word := r.low(j)
		if word == "," || word == ";" || word == "and" && !r.words.parts[r.low(j+1)] {
			return
		}
		if r.words.parts[word] || word == "bullet" || word == "bullets" || word == "gunfire" || word == "gunshot" || word == "gunshots" || word == "shrapnel" {
			r.subject(harm{i, language.Range{Start: i, End: j + 1}, harmWord{record.Injured, possibleHarm, pastForm}}, aux)
			return
		}
	}
}

// hitBy finds whom a bullet "hit in the leg" or "grazed".
func (r *reading) hitBy(i int) {
	k, ok := r.starts[i+1]
	if !ok || !isOne(&r.groups[k]) && r.groups[k].form != counted || r.groups[k].possessive || r.low(r.groups[k].words.End-1) == "head" {
		return
	}
	for j := i - 1; j >= max(r.sent.Start, i-12); j-- {
		switch r.low(j) {
		case "bullet", "bullets", "gunfire", "gunshot", "gunshots", "shots", "shrapnel":
			one := language.Range{Start: i, End: i + 1}
			r.chain(harm{i, one, harmWord{record.Injured, possibleHarm, pastForm}}, k, one, true)
			return
		case ";", "who", "when", "while", "after":
			return
		}
	}
}

// gravely finds "wounding ten people, two seriously": a part of those told before.
func (r *reading) gravely() {
	for i := r.sent.Start + 1; i < r.sent.End; i++ {
		switch r.low(i) {
		case "critically", "seriously", "severely", "gravely", "badly", "slightly", "lightly":
		default:
			continue
		}
		if next := r.low(i + 1); next != "," && next != "." && next != ";" && next != "and" {
			continue
		}
		for n := range r.out {
			f := &r.out[n]
			if f.kind != record.Injured || f.part != -1 || f.form != counted || !f.nouns.Empty() || f.group.words.End != i {
				continue
			}
			for m := n - 1; m >= 0; m-- {
				if w := &r.out[m]; w.kind == record.Injured && w.part == -1 && w.group.words.End <= f.group.words.Start && w.figure.number() > f.figure.number() {
					f.part = m
					break
				}
			}
		}
	}
}

// fatally finds "two men were shot, one fatally".
func (r *reading) fatally() {
	for i := r.sent.Start; i < r.sent.End; i++ {
		if word := r.low(i); word != "fatally" && word != "mortally" {
			continue
		}
		if next := r.words.harm[r.low(i+1)]; next.class != noClass {
			continue
		}
		if k := r.touching(i); k >= 0 && r.groups[k].form == counted && !r.groups[k].thing {
			one := language.Range{Start: i, End: i + 1}
			r.add(harm{i, one, harmWord{record.Killed, stateHarm, fixedForm}}, k, -1, one, false)
		}
	}
}

// wounds gives the end of the first word for wounds from i on, -1 for none.
func (r *reading) wounds(i, end int) int {
	for ; i < end; i++ {
		switch r.low(i) {
		case "injuries", "injury", "wounds", "wound", "burns":
			return i + 1
		case ";", "died", "dead":
			return -1
		}
	}
	return -1
}

// touching gives the group that ends at token i, -1 for none.
func (r *reading) touching(i int) int {
	for k := range r.groups {
		if r.groups[k].words.End == i && r.groups[k].form != plural {
			return k
		}
	}
	return -1
}

// stateOf finds who is in a state: "12 dead", "left 12 people dead", "30 were missing", "was found dead".
func (r *reading) stateOf(h harm) {
	v := h.words.Start
	if h.kind == record.Abducted && !r.takes(v) {
		return
	}
	for k := len(r.groups) - 1; k >= 0; k-- {
		if g := &r.groups[k]; g.words.End <= v && r.touches(g.words.End, v) {
			if g.form == plural || g.thing {
				return
			}
			part := -1
			if k > 0 && r.opensParts(k) && r.groups[k-1].words.End+1 == g.words.Start { // "left four soldiers including the gunman dead"
				part, k = k, k-1
			}
			whole := r.leftChain(h, k, h.words)
			if part >= 0 && whole >= 0 {
				r.parts(h, part, whole, h.words)
			}
			r.partsAfter(h, whole, h.words)
			return
		} else if g.words.End <= v {
			break
		}
	}
	i := v - 1
	for i >= r.sent.Start && (r.toks[i].Tag == language.ADV || isManner(r.low(i)) || r.low(i) == "as") {
		i--
	}
	switch r.low(i) {
	case "found", "pronounced", "declared", "reported", "listed", "left", "feared", "presumed", "confirmed", "believed", "shot", "gone", "went", "still", "dropped", "hospitalized", "hospitalised":
		if k, ok := r.starts[i+1]; ok && k >= 0 {
			break
		}
		r.subject(h, r.auxStart(i))
	default:
		if isBe(r.low(i)) || r.low(i) == "been" {
			r.subject(h, r.auxStart(v))
		} else if word := r.low(i); (h.kind == record.Missing || h.kind == record.Injured) && (word == "remain" || word == "remained" || word == "remains") {
			r.subject(h, r.auxStart(i))
		}
	}
}

// takes says whether "hostage" follows a verb of taking or holding.
func (r *reading) takes(v int) bool {
	for i := v - 1; i >= r.sent.Start && i > v-10; i-- {
		switch r.low(i) {
		case "took", "take", "taking", "takes", "taken", "held", "hold", "holding":
			return true
		}
	}
	return false
}

// tolls finds "the death toll rose to 18", "bringing the number of dead to 12".
func (r *reading) tolls() {
	for i := r.sent.Start; i < r.sent.End; i++ {
		h, ok := r.tollAt(i)
		if !ok {
			continue
		}
		last := -1
		verb, reach := r.tollVerb(i), 14
		if r.brings(i) {
			reach = 26 // "bringing the number of those killed there since the war began in May to 90"
		}
		for j := i + 1; j < r.sent.End && j < max(i, verb)+reach; j++ {
			word := r.low(j)
			if word == ";" || word == "." || word == "\"" {
				break
			}
			k, ok := r.starts[j]
			if !ok {
				continue
			}
			g := &r.groups[k]
			if g.form != counted || g.thing || r.looksLikeYear(g.figure) || g.figure.number() == 0 {
				continue
			}
			if r.low(j) == "up" && g.figure.bound == record.UpTo && hasGone(r.low(j-1)) {
				g.figure = exactly(g.figure.number(), g.figure.words)
				g.figure.words.Start += 2
			}
			switch before := r.low(g.figure.words.Start - 1); before {
			case "to", "at", "of", "is", "was", "reached", "hit", "stands", "stood", "topped", "exceeded", "surpassed", "passed", ":", "from", "as", "reaches", "tops", "by":
				if before == "by" || before == "of" && j > i+4 || j >= i+14 && reach > 14 && before != "to" || verb > i+13 && j < verb {
					continue
				}
				n := r.add(h, k, -1, h.words, false)
				if n >= 0 && last >= 0 && r.out[last].rising {
					r.out[last].part = -1
				}
				if n >= 0 {
					r.nameToll(n, i)
					r.out[n].toll = true
					r.out[n].rising = before == "from"
					r.out[n].total = r.brings(i)
					last = n
					if !r.out[n].rising && r.low(r.out[n].group.words.End) == "," {
						r.partsAfter(h, n, h.words)
					}
					if end := r.out[n].group.words.End; r.low(end) == ":" && k+1 < len(r.groups) && r.groups[k+1].words.Start == end+1 {
						r.parts(h, k+1, n, h.words) // "put the toll at 11: eight soldiers and three guards"
					}
				}
			}
		}
	}
}

// hasGone says whether "up to" behind a word is where a toll has come to, and no bound: "has gone up to 14".
func hasGone(word string) bool {
	return word == "gone" || word == "went" || word == "goes" || word == "going" || word == "shot"
}

// nameToll gives a toll the people of whom it is: "the number of civilians killed".
func (r *reading) nameToll(n, i int) {
	f := &r.out[n]
	if r.low(i) != "number" || f.head >= 0 {
		return
	}
	for k := i + 2; k < f.harm.word; k++ {
		if _, ok := r.words.people[r.low(k)]; ok {
			f.head, f.nouns = k, language.Range{Start: k, End: k + 1}
			return
		}
	}
}

// tollVerb gives the verb of which the toll at i is the subject, i where there is none: "The toll of an attack on … has risen to 50".
func (r *reading) tollVerb(i int) int {
	v := r.toks[i].Head
	if v > i && v < r.sent.End && r.toks[v].Tag == language.VERB && (r.toks[i].Rel == language.Nsubj || r.toks[i].Rel == language.NsubjPass) {
		return v
	}
	return i
}

// brings says whether a verb that adds to a total leads to the toll at i: "bringing the death toll to 12".
func (r *reading) brings(i int) bool {
	for j := i - 1; j >= r.sent.Start && j > i-6; j-- {
		switch r.low(j) {
		case "bringing", "raising", "taking", "pushing", "brought", "raised", "brings", "raises", "took":
			return true
		}
	}
	return false
}

// tollAt says whether words for a total of harm start at i: "death toll", "toll", "number of wounded".
func (r *reading) tollAt(i int) (harm, bool) {
	one := language.Range{Start: i, End: i + 1}
	killed := harmWord{record.Killed, nounHarm, nounSingular}
	switch r.low(i) {
	case "toll":
		if r.low(i-1) == "casualty" {
			killed.kind = record.KilledOrInjured
		}
		if r.low(i-1) == "injury" {
			killed.kind = record.Injured
		}
		return harm{i, one, killed}, true
	case "figure", "number", "count":
		if r.low(i) == "number" && r.low(i+1) == "of" {
			break
		}
		if r.low(i+1) == "at" && r.putBefore(i) && r.lastWhole(record.Killed) >= 0 { // of those told before: "a resident put the figure at 46"
			return harm{i, one, killed}, true
		}
	case "losses": // "put its losses at seven"
		if (r.low(i-1) == "its" || r.low(i-1) == "their" || r.low(i-1) == "own") && r.low(i+1) == "at" {
			return harm{i, one, killed}, true
		}
	case "dead", "wounded", "injured": // "put its dead at 46"
		switch r.low(i - 1) {
		case "its", "their", "the", "his", "her":
			if h, ok := r.words.harm[r.low(i)]; ok && r.low(i+1) == "at" {
				return harm{i, one, harmWord{h.kind, nounHarm, h.form}}, true
			}
		}
	}
	if r.low(i) == "number" && r.low(i+1) == "of" {
		for j := i + 2; j < r.sent.End && j < i+7; j++ {
			if h, ok := r.words.harm[r.low(j)]; ok {
				return harm{j, language.Range{Start: j, End: j + 1}, harmWord{h.kind, nounHarm, h.form}}, true
			}
		}
	}
	return harm{}, false
}

func (r *reading) hasLoss() bool {
	for i := r.sent.Start; i < r.sent.End; i++ {
		switch r.low(i) {
		case "figure", "number", "count", "losses":
			if r.putBefore(i) {
				return true
			}
		case "lost", "losing", "toll", "lives", "life", "injuries", "injury", "wounds", "wound", "burns", "loses", "lose", "hospital", "hospitals", "medical",
			"struck", "hit", "grazed", "fatally", "mortally", "forced", "forcing", "force", "drove", "driving",
			"took", "take", "takes", "taking", "taken":
			return true
		}
	}
	return false
}

// losses finds "has lost 621 soldiers", "claimed 12 lives", "12 lives were lost".
func (r *reading) losses() {
	killed := harmWord{record.Killed, objectHarm, pastForm}
	for i := r.sent.Start; i < r.sent.End; i++ {
		one := language.Range{Start: i, End: i + 1}
		switch r.low(i) {
		case "lost", "losing", "loses", "lose":
			k, ok := r.starts[i+1]
			if !ok {
				continue
			}
			if g := &r.groups[k]; g.form == counted && g.head >= 0 && !g.unknown && !g.thing {
				r.chain(harm{i, one, killed}, k, one, false)
			}
		case "lives", "life":
			for k, g := range r.groups {
				if g.words.End == i+1 && g.head == i && g.form == counted && !g.possessive {
					r.groups[k].unknown = false
					r.groups[k].head = -1
					r.add(harm{i, one, killed}, k, -1, one, true)
				}
			}
		}
	}
}

// among finds "among the dead were three children", "the victims included two officers".
func (r *reading) among() {
	for i := r.sent.Start; i+2 < r.sent.End; i++ {
		r.amongThe(i)
		h, end, ok := r.deadAt(i)
		if !ok {
			continue
		}
		k, ok := r.starts[end]
		if !ok {
			continue
		}
		r.parts(h, k, wholeBefore, h.words)
	}
}

// amongThe finds "four engineers were among the injured".
func (r *reading) amongThe(i int) {
	if r.low(i) != "among" || !isBe(r.low(i-1)) || r.low(i+1) != "the" && r.low(i+1) != "those" {
		return
	}
	kind, ok := deadKinds[r.low(i+2)]
	if !ok {
		return
	}
	h := harm{i + 2, language.Range{Start: i + 2, End: i + 3}, harmWord{kind, nounHarm, fixedForm}}
	k := r.subjectGroup(h, i-1)
	if k < 0 {
		return
	}
	before := len(r.out)
	r.leftChain(h, k, language.Range{Start: i - 1, End: i + 3})
	for n := before; n < len(r.out); n++ {
		r.out[n].part = wholeBefore
	}
}

// deadKinds are the words for those harmed after "among the".
var deadKinds = map[string]record.Harm{"dead": record.Killed, "killed": record.Killed, "slain": record.Killed, "deceased": record.Killed,
	"fatalities": record.Killed, "fallen": record.Killed, "victims": record.Killed, "wounded": record.Injured, "injured": record.Injured,
	"hurt": record.Injured, "casualties": record.KilledOrInjured, "arrested": record.Detained, "detained": record.Detained,
	"abducted": record.Abducted, "kidnapped": record.Abducted, "hostages": record.Abducted, "missing": record.Missing}

// wholeBefore marks a part whose whole was told in an earlier sentence.
const wholeBefore = -2

// deadAt says whether "among the dead were" or "the dead included" starts at i, and where it ends.
func (r *reading) deadAt(i int) (harm, int, bool) {
	j := i
	among := r.low(j) == "among"
	if among {
		j++
	}
	if r.low(j) != "the" && r.low(j) != "those" || i > r.sent.Start && !among && r.isWord(i-1) {
		return harm{}, 0, false
	}
	j++
	word := j
	kind, ok := deadKinds[r.low(j)]
	if !ok {
		return harm{}, 0, false
	}
	j++
	verb := r.low(j)
	switch {
	case among && (verb == "were" || verb == "was" || verb == "are" || verb == "is"):
	case !among && (verb == "included" || verb == "include" || verb == "includes"):
	default:
		return harm{}, 0, false
	}
	return harm{word, language.Range{Start: word, End: word + 1}, harmWord{kind, nounHarm, fixedForm}}, j + 1, true
}
