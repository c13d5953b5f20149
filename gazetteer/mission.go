package gazetteer

// Names in reports of armies: bases named for places far off, fighters named once with a rank, and titles that call a province by the name it shares with
// its main town.

// namesBase says whether a name is that of a base, which may be named for any place: "FOB Salerno", "Forward Operating Bases Salerno and Chapman".
func (f *finder) namesBase(c *candidate) bool {
	i := c.Start - 1
	for f.wordAt(i, c) == "and" || f.wordAt(i, c) == "," {
		if i--; i < 0 || f.marks[i]&nameWord == 0 {
			return false
		}
		i--
	}
	switch f.wordAt(i, c) {
	case "fob", "cop", "pb":
		return true
	case "base", "bases":
		return f.wordAt(i-1, c) == "operating" || f.wordAt(i-1, c) == "patrol"
	case "outpost", "outposts":
		return f.wordAt(i-1, c) == "combat"
	}
	return false
}

// isDivisionHere says whether the words around a name say that it is the division that it may mean.
func (f *finder) isDivisionHere(c *candidate) bool {
	return f.wanted(c) == aDivision && len(c.options) > 0 && c.options[0].Feature == "ADM1"
}

// isSomebody says whether a name off the map is that of a person told of elsewhere in the report, and no word of place leads to it.
func (f *finder) isSomebody(c *candidate) bool {
	if c.kind != unknown || c.framed || !f.isPersons(c.Range) {
		return false
	}
	switch f.wordAt(c.Start-1, c) {
	case "in", "at", "near", "outside", "around":
		return false
	}
	return true
}

// settleTitles gives the name of a town in the title the province of that name, where the report calls it a province and never a town: "Two killed in
// Kandahar", then "in Zhari district, Kandahar province".
func (f *finder) settleTitles(accepted []int, chosen []*Place) {
	for _, n := range accepted {
		c := &f.candidates[n]
		if !f.doc.InTitle(c.Start) || !isTown(chosen[n]) || f.wanted(c) != anything {
			continue
		}
		var province *Place
		for _, m := range accepted {
			b := &f.candidates[m]
			if b.key != c.key || f.doc.InTitle(b.Start) || chosen[m] == nil {
				continue
			}
			if f.wanted(b) == aSettlement {
				province = nil
				break
			}
			if chosen[m].Feature == "ADM1" && chosen[m].Country == chosen[n].Country && chosen[m].Admin1Code == chosen[n].Admin1Code {
				province = chosen[m]
			}
		}
		if province != nil {
			chosen[n] = province
		}
	}
}
